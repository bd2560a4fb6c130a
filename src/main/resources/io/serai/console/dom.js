// All that is shown is set as text, never as markup: what callers and upstreams say cannot become part of the page.
export const $ = id => document.getElementById(id);

export function el(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = String(text);
  if (className) made.className = className;
  return made;
}

/** Rows are lists of cells: a text, or {text, c: class}. */
export function table(target, head, rows, none) {
  const thead = el('thead');
  const line = thead.appendChild(el('tr'));
  head.forEach(cell => line.append(cellOf('th', cell)));
  const body = el('tbody');
  rows.forEach(row => {
    const tr = body.appendChild(el('tr'));
    row.forEach(cell => tr.append(cellOf('td', cell)));
  });
  if (rows.length === 0) {
    const cell = el('td', none, 'soft');
    cell.colSpan = head.length;
    body.appendChild(el('tr')).append(cell);
  }
  target.replaceChildren(thead, body);
}

function cellOf(kind, cell) {
  return typeof cell === 'object' && cell !== null ? el(kind, cell.text, cell.c) : el(kind, cell);
}
