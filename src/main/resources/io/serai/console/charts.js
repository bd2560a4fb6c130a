import uPlot from './uPlot.esm.js';
import { $ } from './dom.js';

const SPECS = {
  'chart-calls': [{ key: 'calls', color: '--accent', fill: true }, { key: 'errors', color: '--bad', fill: true }],
  'chart-p95': [{ key: 'p95', color: '--accent' }],
  'chart-cost': [{ key: 'usd', color: '--good', fill: true }]
};
const charts = new Map();

const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function short(value) {
  if (value === 0) return '0';
  if (value >= 10000) return (value / 1000).toFixed(0) + 'k';
  return value >= 1 ? String(+value.toFixed(1)) : String(+value.toPrecision(2));
}

function make(id, lines) {
  const target = $(id);
  const axis = { stroke: color('--soft'), grid: { stroke: color('--line'), width: 1 }, ticks: { stroke: color('--line') } };
  return new uPlot({
    width: target.clientWidth || 300, height: 170, cursor: { y: false }, legend: { show: false },
    scales: { y: { range: (u, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [axis, { ...axis, size: 64, values: (u, values) => values.map(short) }],
    series: [{}, ...lines.map(line => ({
      label: line.key, stroke: color(line.color), width: 1.5, points: { show: false },
      fill: line.fill ? color(line.color) + '33' : undefined
    }))]
  }, [[], ...lines.map(() => [])], target);
}

export function draw(steps, rate) {
  for (const [id, lines] of Object.entries(SPECS)) {
    if (!charts.has(id)) charts.set(id, make(id, lines));
    const times = steps.map(step => step.time);
    charts.get(id).setData([times, ...lines.map(line => steps.map(step => line.key === 'usd' ? step.usd * rate : step[line.key]))]);
  }
}

/** For a change of theme: colours are drawn, not styled. */
export function restart() {
  charts.forEach(chart => chart.destroy());
  charts.clear();
}

new ResizeObserver(() => charts.forEach((chart, id) => {
  chart.setSize({ width: $(id).clientWidth, height: 170 });
})).observe(document.body);
