import { $, el, table } from './dom.js';
import { t, language } from './text.js';

const n = (text, c) => ({ text, c: 'n' + (c ? ' ' + c : '') });
const percent = share => (share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0) + ' %';

export function money(usd, state) {
  if (usd === undefined || usd === null) return '';
  const amount = Number(usd) * state.rate;
  // Three digits that matter: a cent's hundredth part is still money here.
  const text = amount === 0 ? '0' : amount >= 100 ? amount.toFixed(2) : String(Number(amount.toPrecision(3)));
  return (text.includes('e') ? amount.toFixed(10) : text) + ' ' + state.currency;
}

export function tiles(state) {
  const all = Object.values(state.services);
  const calls = all.reduce((sum, s) => sum + s.calls, 0);
  const faults = all.reduce((sum, s) => sum + s.fault_rate * s.calls, 0);
  const p95 = Math.max(0, ...state.series.slice(-30).map(step => step.p95));
  const spent = totals => money(Number(totals.usd) + Number(totals.simulated), state);
  const tile = (label, value, c) => {
    const box = el('div', null, 'tile');
    box.append(el('b', value, c), el('span', label));
    return box;
  };
  $('tiles').replaceChildren(
    tile(t('callsTile'), calls), tile(t('errorTile'), percent(calls ? faults / calls : 0), faults ? 'bad' : ''),
    tile(t('p95'), p95), tile(t('inflight'), state.running.length), tile(t('today'), spent(state.spend.today)),
    tile(t('month'), spent(state.spend.month)), tile(t('savedMonth'), money(state.spend.month.saved, state)));
}

export function routes(state) {
  $('routes').hidden = state.routes.length === 0;
  $('routes-wrong').replaceChildren(...state.routes.map(wrong => el('li', wrong, 'bad')));
}

export function calls(state) {
  $('running').textContent = state.running.length ? state.running.length + ' ' + t('running') : '';
  const under = state.running.map(call => [
    { text: '…', c: 'warn' }, call.operation, [call.upstream, call.model].filter(Boolean).join('/'), call.key,
    { text: t('running'), c: 'warn' }, n(''), n(call.ms), n(''), n(''), '']);
  const over = state.recent.map(call => [
    new Date(call.time).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB'), call.operation,
    [call.upstream, call.model].filter(Boolean).join('/'), call.key,
    call.outcome === 'ok' ? { text: 'ok', c: 'good' } : { text: call.outcome + ': ' + (call.problem ?? ''), c: 'bad text' },
    n(call.attempts), n(call.millis), n(call.usage ? call.usage.prompt_tokens + ' + ' + call.usage.completion_tokens : ''),
    n(call.cost ? call.cost.usd === undefined ? t('unknown') : money(call.cost.usd, state) + mark(call.cost.basis) : ''), call.cache ?? '']);
  table($('calls'), [t('time'), t('operation'), t('upstreams'), t('keyName'), t('result'), n(t('attempts')), n(t('ms')),
    n(t('tokens')), n(t('cost')), t('cache')], [...under, ...over], t('none'));
}

const mark = basis => basis === 'exact' ? '' : basis === 'simulated' ? ' (' + t('simulated') + ')' : ' ~';

export function services(state) {
  const rows = Object.entries(state.services).filter(([, s]) => s.calls > 0).map(([name, s]) => [
    name, n(s.calls), n(percent(s.error_rate), s.errors ? 'bad' : ''), n(s.p50), n(s.p95), n(s.p99), n(money(s.usd, state)), n(percent(s.cache_hit_ratio))]);
  table($('services'), [t('operation'), n(t('calls')), n(t('rate')), n('p50'), n('p95'), n('p99'), n(t('cost')), n(t('hits'))], rows, t('none'));
}

export function upstreams(state) {
  const rows = state.upstreams.map(u => [
    u.name, u.failing ? { text: t('failing') + ' (' + u.last_outcome + ')', c: 'bad' } : u.requests ? { text: t('well'), c: 'good' } : { text: t('quiet'), c: 'soft' },
    u.breaker ? { text: t(u.breaker), c: u.breaker === 'closed' ? 'good' : 'bad' } : '', u.keys ?? '',
    n(u.requests), n(u.failures, u.failures ? 'bad' : ''), n(u.retries), n(u.p95)]);
  table($('upstreams'), [t('upstreams'), t('state'), t('breaker'), t('keys'), n(t('requests')), n(t('errors')), n(t('retries')), n('p95')], rows, t('none'));
}

export function cache(state) {
  const c = state.cache;
  table($('cache'), [t('cache'), ''], [
    [t('kept'), n(c.kept)], [t('hitsAll'), n(`${c.hits} / ${c.lookups}`)],
    [t('redis'), n(c.redis ? c.redis + ': ' + (c.problem ?? t('well')) : t('noRedis'), c.problem ? 'bad text' : c.redis ? 'good' : 'soft')]], t('none'));
}

function spendTable(id, label, sums, state, nameless = t('anonymous')) {
  const rows = Object.entries(sums).map(([name, s]) => [name || nameless, n(s.requests), n(s.prompt_tokens + ' + ' + s.completion_tokens),
    n(money(Number(s.usd) + Number(s.simulated), state)), n(money(s.saved, state)), n(s.unknown || '', 'warn')]);
  table($(id), [label, n(t('requests')), n(t('tokens')), n(t('cost')), n(t('saved')), n(t('unknown'))], rows, t('none'));
}

export function spend(state) {
  spendTable('spend-model', t('byModel'), state.spend.by_model, state);
  spendTable('spend-key', t('byKey'), state.spend.by_key, state);
  // Without tags the table would only repeat the sum.
  $('spend-tags').hidden = Object.keys(state.spend.by_tag).every(tag => tag === '');
  spendTable('spend-tag', t('byTag'), state.spend.by_tag, state, t('untagged'));
  $('budgets').replaceChildren(...state.budgets.map(budget => {
    const box = el('div');
    const share = Math.min(1, Number(budget.spent) / Number(budget.limit));
    box.append(el('span', `${budget.setting}: ${money(budget.spent, state)} ${t('of')} ${money(budget.limit, state)}`));
    const bar = box.appendChild(el('div', null, share >= 1 ? 'bar full' : 'bar'));
    bar.appendChild(el('i')).style.width = share * 100 + '%';
    return box;
  }));
}

export function folder(state) {
  const f = state.folder;
  $('folder').textContent = `${f.waiting} ${t('waiting')} · ${f.working} ${t('working')} · ${f.failed} ${t('failed')}`;
  $('failures').replaceChildren(...(f.failures.length ? f.failures.map(failure => {
    const box = el('div', null, 'failure');
    box.append(el('b', failure.file), el('div', failure.message, 'bad'), el('div', failure.remedy));
    return box;
  }) : [el('span', t('noFailures'), 'soft')]));
}
