import { $ } from './dom.js';
import { language, show, speak, t } from './text.js';
import * as tables from './tables.js';
import * as charts from './charts.js';
import * as trying from './try.js';

const EVERY_MS = 3000;
let state = null;

function theme(next) {
  document.documentElement.dataset.theme = next;
  charts.restart();
}
theme(localStorage.getItem('serai-theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));

function render() {
  if (!state) return;
  $('mode').hidden = !state.sandbox;
  $('mode').textContent = t('sandbox');
  document.querySelectorAll('.currency').forEach(e => { e.textContent = state.currency; });
  tables.tiles(state);
  tables.calls(state);
  tables.services(state);
  tables.upstreams(state);
  tables.cache(state);
  tables.spend(state);
  tables.folder(state);
  tables.routes(state);
  charts.draw(state.series, state.rate);
}

async function refresh() {
  try {
    const reply = await fetch('state.json');
    const first = state === null;
    state = await reply.json();
    if (first) trying.settle(state);
    render();
  } catch { /* the light of the event stream says it */ }
}

function listen() {
  const events = new EventSource('events');
  events.onopen = () => { $('link').className = 'dot on'; $('link').title = ''; };
  events.onerror = () => { $('link').className = 'dot'; $('link').title = t('lost'); };
  events.addEventListener('call', event => {
    if (!state) return;
    const call = JSON.parse(event.data);
    state.running = state.running.filter(other => other.id !== call.id);
    state.recent = [call, ...state.recent.filter(other => other.id !== call.id)].slice(0, 100);
    tables.calls(state);
  });
}

$('language').addEventListener('click', () => { speak(language === 'zh' ? 'en' : 'zh'); render(); });
$('theme').addEventListener('click', () => {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  localStorage.setItem('serai-theme', next);
  theme(next);
  render();
});

show();
trying.start();
refresh();
listen();
setInterval(() => { if (!document.hidden) refresh(); }, EVERY_MS);
