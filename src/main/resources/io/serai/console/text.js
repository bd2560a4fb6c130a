const TEXTS = {
  en: {
    charts: 'The last hour', chartCalls: 'Calls and errors in 10 s', chartP95: '95 % answered within, ms', chartCost: 'Cost in 10 s,',
    calls: 'Calls', services: 'Operations', upstreams: 'Upstreams', spend: 'Spend', folder: 'Folder', routes: 'Routes not in force; the last good ones serve', try: 'Try it', send: 'Send',
    operation: 'Operation', input: 'Prompt or text', model: 'Model (empty: the default)', temperature: 'Temperature', schema: 'JSON schema (optional)',
    size: 'Size', quality: 'Quality', voice: 'Voice', key: 'API key of this Serai', running: 'under way', none: 'Nothing yet', noFailures: 'No file has failed.',
    time: 'Time', result: 'Result', ms: 'ms', tokens: 'Tokens', cost: 'Cost', cache: 'Cache', attempts: 'Attempts', keyName: 'Key',
    errors: 'Errors', rate: 'Error rate', hits: 'Cache hits', saved: 'Saved', requests: 'Requests', unknown: 'Unknown', retries: 'Retries', state: 'State',
    failing: 'failing', well: 'well', quiet: 'no traffic', today: 'Cost today', month: 'Cost this month', savedMonth: 'Saved this month', p95: 'p95, ms', callsTile: 'Calls',
    errorTile: 'Error rate', inflight: 'Under way', waiting: 'waiting', working: 'in work', failed: 'failed', answering: 'Waiting for the answer…',
    byModel: 'Model (this month)', byKey: 'Key (this month)', sandbox: 'SANDBOX: placeholders, no real money', simulated: 'simulated', lost: 'The connection to Serai is lost.',
    objectKey: 'Key of the object or value', from: 'From key', to: 'To key', prefix: 'Prefix of the keys', ttl: 'Lives (empty: the default)', file: 'File (instead of the text)',
    kept: 'Replies kept here', redis: 'Redis', noRedis: 'not used', hitsAll: 'Hits, of lookups', byTag: 'Tag (this month)', untagged: '(no tag)',
    breaker: 'Breaker', closed: 'closed', open: 'open', half_open: 'trying again', forced_open: 'open by hand', keys: 'Keys', anonymous: '(no key)', of: 'of'
  },
  zh: {
    charts: '最近一小时', chartCalls: '每 10 秒调用与错误', chartP95: '95 % 的调用在此毫秒内', chartCost: '每 10 秒费用，',
    calls: '调用', services: '操作', upstreams: '上游', spend: '费用', folder: '文件夹', routes: '以下路由未生效，仍使用上一个正确版本', try: '试一试', send: '发送',
    operation: '操作', input: '提示词或文本', model: '模型（留空用默认）', temperature: '温度', schema: 'JSON Schema（可选）',
    size: '尺寸', quality: '质量', voice: '声音', key: '本 Serai 的 API 密钥', running: '进行中', none: '暂无', noFailures: '没有失败的文件。',
    time: '时间', result: '结果', ms: '毫秒', tokens: '词元', cost: '费用', cache: '缓存', attempts: '请求数', keyName: '密钥',
    errors: '错误', rate: '错误率', hits: '缓存命中', saved: '节省', requests: '请求', unknown: '未知', retries: '重试', state: '状态',
    failing: '故障', well: '正常', quiet: '无流量', today: '今日费用', month: '本月费用', savedMonth: '本月节省', p95: 'p95，毫秒', callsTile: '调用数',
    errorTile: '错误率', inflight: '进行中', waiting: '等待', working: '处理中', failed: '失败', answering: '等待答复…',
    byModel: '模型（本月）', byKey: '密钥（本月）', sandbox: '沙盒：占位结果，不产生费用', simulated: '模拟', lost: '与 Serai 的连接已断开。',
    objectKey: '对象或值的键', from: '源键', to: '目标键', prefix: '键的前缀', ttl: '有效期（留空用默认）', file: '文件（代替文本）',
    kept: '本机保留的答复', redis: 'Redis', noRedis: '未使用', hitsAll: '命中 / 查询', byTag: '标签（本月）', untagged: '（无标签）',
    breaker: '熔断器', closed: '闭合', open: '断开', half_open: '试探', forced_open: '手动断开', keys: '密钥', anonymous: '（无密钥）', of: '/'
  }
};

const saved = localStorage.getItem('serai-language');
export let language = saved === 'en' || saved === 'zh' ? saved : navigator.language.startsWith('zh') ? 'zh' : 'en';

export const t = name => TEXTS[language][name] ?? name;

export function speak(next) {
  language = next;
  localStorage.setItem('serai-language', next);
  show();
}

export function show() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.querySelectorAll('[data-text]').forEach(e => { e.textContent = t(e.dataset.text); });
  document.getElementById('language').textContent = language === 'zh' ? 'English' : '中文';
}
