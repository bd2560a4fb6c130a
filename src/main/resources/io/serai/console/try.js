import { $, el } from './dom.js';
import { t } from './text.js';

// What the REST door and the routes take; `input` is what the large field is called there.
const OPERATIONS = {
  'llm-chat': { path: '/llm/chat', input: 'prompt', fields: ['model', 'temperature'] },
  'llm-json': { path: '/llm/json', input: 'prompt', fields: ['model', 'schema'] },
  'llm-embed': { path: '/v1/embeddings', input: 'input', fields: ['model'] },
  'image-generate': { path: '/image', input: 'prompt', fields: ['model', 'size', 'quality'], file: 'image.png' },
  'tts-synthesize': { path: '/tts', input: 'text', fields: ['model', 'voice'], file: 'speech.mp3' },
  'storage-upload': { method: 'PUT', path: '/storage/{key}', input: 'content', fields: ['key', 'file'] },
  'storage-download': { method: 'GET', path: '/storage/{key}', fields: ['key'], file: 'object' },
  'storage-url': { method: 'GET', path: '/storage/{key}/url', fields: ['key'] },
  'storage-stat': { method: 'GET', path: '/storage/{key}?info=true', fields: ['key'] },
  'storage-exists': { method: 'GET', path: '/storage/{key}?exists=true', fields: ['key'] },
  'storage-list': { method: 'GET', path: '/storage', fields: ['prefix'] },
  'storage-delete': { method: 'DELETE', path: '/storage/{key}', fields: ['key'] },
  'storage-copy': { path: '/storage/copy', fields: ['from', 'to'] },
  'storage-move': { path: '/storage/move', fields: ['from', 'to'] },
  'storage-refresh': { path: '/storage/refresh', fields: ['key'] },
  'storage-prefetch': { path: '/storage/prefetch', fields: ['key'] },
  'cache-get': { method: 'GET', path: '/cache/{key}', fields: ['key'] },
  'cache-set': { method: 'PUT', path: '/cache/{key}', input: 'content', fields: ['key', 'ttl'] },
  'cache-delete': { method: 'DELETE', path: '/cache/{key}', fields: ['key'] }
};
let door = '';
let address = null;
let file = null;

const operation = () => $('try-operation').value;
const value = name => $('try-' + name).value.trim();

function request() {
  const { input, fields } = OPERATIONS[operation()];
  const body = {};
  if (input && !file) body[input] = $('try-input').value;
  for (const name of fields) {
    if (name === 'file') {
      if (file) Object.assign(body, { base64: file.base64, ...(file.type && { contentType: file.type }) });
    } else if (value(name)) {
      body[name] = name === 'temperature' ? Number(value(name)) : name === 'schema' ? JSON.parse(value(name)) : value(name);
    }
  }
  return body;
}

const quoted = text => "'" + text.replaceAll("'", "'\\''") + "'";

function curl(body) {
  const { method = 'POST', path, fields, file: saved } = OPERATIONS[operation()];
  const { key, content, base64, contentType, ...rest } = body;
  const where = path.replace('{key}', (key ?? '').split('/').map(encodeURIComponent).join('/'));
  const words = ['curl', '-s'];
  if (method !== 'POST') words.push('-X', method);
  if (!$('try-access-label').hidden) words.push('-H "Authorization: Bearer $SERAI_API_KEY"');
  if (method === 'POST') {
    words.push("-H 'Content-Type: application/json'", '-d', quoted(JSON.stringify(body)));
  } else if (method === 'PUT') {
    if (file && fields.includes('file')) words.push('-H', quoted('Content-Type: ' + (file.type || 'application/octet-stream')), '--data-binary', quoted('@' + file.name));
    else words.push("-H 'Content-Type: text/plain'", '--data-raw', quoted(content ?? ''));
  }
  const query = method === 'POST' ? '' : new URLSearchParams(rest).toString();
  words.push(quoted(door + where + (query ? (where.includes('?') ? '&' : '?') + query : '')));
  if (saved) words.push('-o', saved);
  return words.join(' ');
}

// What a route's body has to be: the operation's own names, which differ from the door's in few places.
function routed(body) {
  if (operation() === 'storage-download') return { source: body.key };
  if (operation() === 'cache-set') {
    const { content, ...rest } = body;
    return { ...rest, value: content };
  }
  return body;
}

function yaml(body) {
  // JSON is YAML: a value written as JSON needs no other quoting; only "{{" would be read as a setting.
  const literal = JSON.stringify(JSON.stringify(body).replaceAll('{{', '{\\u007b'));
  return ['- route:', '    id: my-' + operation(), '    from:', '      uri: timer:once', '      parameters: {repeatCount: "1"}', '      steps:',
    '        - setBody:', '            constant: ' + literal, '        - unmarshal: {json: {}}', '        - to: direct:' + operation(),
    '        - log: "${body}"'].join('\n');
}

function preview() {
  const { input, fields } = OPERATIONS[operation()];
  document.querySelectorAll('#try [data-field]').forEach(e => { e.hidden = !fields.includes(e.dataset.field); });
  $('try-input-label').hidden = !input;
  if (!fields.includes('file')) file = null;
  try {
    const body = request();
    $('try-curl').textContent = curl(body);
    $('try-yaml').textContent = yaml(routed(body));
  } catch { $('try-curl').textContent = ''; $('try-yaml').textContent = ''; }
}

async function choose() {
  const chosen = $('try-file').files[0];
  file = null;
  if (chosen) {
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    file = { name: chosen.name, type: chosen.type, base64: btoa(text) };
    if (!value('key')) $('try-key').value = chosen.name;
  }
  preview();
}

async function send(event) {
  event.preventDefault();
  const answer = $('try-answer');
  $('try-send').disabled = true;
  answer.replaceChildren(el('span', t('answering'), 'soft'));
  try {
    const headers = { 'Content-Type': 'application/json' };
    if (value('access')) headers.Authorization = 'Bearer ' + value('access');
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
  return [el('pre', pretty.length > 20000 ? pretty.slice(0, 20000) + ' …' : pretty, reply.ok ? '' : 'bad'), line];
}

export function start() {
  Object.keys(OPERATIONS).forEach(name => $('try-operation').append(el('option', name)));
  $('try').addEventListener('submit', send);
  $('try').addEventListener('input', preview);
  $('try-file').addEventListener('change', choose);
  preview();
}

export function settle(state) {
  door = state.door;
  $('try-access-label').hidden = !state.needs_key;
  preview();
}
