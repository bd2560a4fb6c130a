import { $, el } from './dom.js';
import { t } from './text.js';

const PATHS = { 'llm-chat': '/llm/chat', 'llm-json': '/llm/json', 'image-generate': '/image', 'tts-synthesize': '/tts' };
const FIELDS = { 'llm-chat': ['temperature'], 'llm-json': ['schema'], 'image-generate': ['size', 'quality'], 'tts-synthesize': ['voice'] };
let door = '';
let address = null;

const operation = () => $('try-operation').value;
const value = name => $('try-' + name).value.trim();

function request() {
  const body = { [operation() === 'tts-synthesize' ? 'text' : 'prompt']: $('try-input').value };
  if (value('model')) body.model = value('model');
  for (const name of FIELDS[operation()]) {
    if (value(name)) body[name] = name === 'temperature' ? Number(value(name)) : name === 'schema' ? JSON.parse(value(name)) : value(name);
  }
  return body;
}

const quoted = text => "'" + text.replaceAll("'", "'\\''") + "'";
const FILES = { 'image-generate': ' -o image.png', 'tts-synthesize': ' -o speech.mp3' };

function recipe(body) {
  const key = $('try-key-label').hidden ? '' : ' -H "Authorization: Bearer $SERAI_API_KEY"';
  $('try-curl').textContent = `curl -s ${door}${PATHS[operation()]} -H 'Content-Type: application/json'${key} -d ${quoted(JSON.stringify(body))}${FILES[operation()] ?? ''}`;
  // JSON is YAML: a value written as JSON needs no other quoting; only "{{" would be read as a setting.
  const literal = JSON.stringify(JSON.stringify(body).replaceAll('{{', '{\\u007b'));
  $('try-yaml').textContent = [
    '- route:', '    id: my-' + operation(), '    from:', '      uri: timer:once', '      parameters: {repeatCount: "1"}', '      steps:',
    '        - setBody:', '            constant: ' + literal, '        - unmarshal: {json: {}}', '        - to: direct:' + operation(),
    '        - log: "${body}"'].join('\n');
}

function preview() {
  document.querySelectorAll('#try [data-for]').forEach(e => { e.hidden = e.dataset.for !== operation(); });
  try { recipe(request()); } catch { $('try-curl').textContent = ''; $('try-yaml').textContent = ''; }
}

async function send(event) {
  event.preventDefault();
  const answer = $('try-answer');
  $('try-send').disabled = true;
  answer.replaceChildren(el('span', t('answering'), 'soft'));
  try {
    const headers = { 'Content-Type': 'application/json' };
    if (value('key')) headers.Authorization = 'Bearer ' + value('key');
    const reply = await fetch('try/' + operation(), { method: 'POST', headers, body: JSON.stringify(request()) });
    answer.replaceChildren(...await shown(reply));
  } catch (e) {
    answer.replaceChildren(el('pre', e.message, 'bad'));
  } finally {
    $('try-send').disabled = false;
  }
}

async function shown(reply) {
  const type = reply.headers.get('content-type') ?? '';
  const facts = [...reply.headers].filter(([name]) => name.startsWith('x-serai-')).map(([name, text]) => name.slice(8) + ' ' + text).join(' · ');
  const line = el('small', `${reply.status} · ${facts}`, reply.ok ? '' : 'bad');
  if (type.startsWith('image/') || type.startsWith('audio/')) {
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(await reply.blob());
    const media = el(type.startsWith('image/') ? 'img' : 'audio');
    media.src = address;
    if (media.tagName === 'AUDIO') media.controls = true; else media.alt = value('input');
    return [media, line];
  }
  const text = await reply.text();
  let pretty = text;
  try {
    const json = JSON.parse(text);
    pretty = json.text ?? JSON.stringify(json.value ?? json, null, 2);
  } catch { /* shown as it came */ }
  return [el('pre', pretty, reply.ok ? '' : 'bad'), line];
}

export function start() {
  $('try').addEventListener('submit', send);
  $('try').addEventListener('input', preview);
  preview();
}

export function settle(state) {
  door = state.door;
  $('try-key-label').hidden = !state.needs_key;
  preview();
}
