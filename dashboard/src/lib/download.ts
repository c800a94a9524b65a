import { get, request } from './api';
import { fileName, nextPage } from './query';
import type { Graph } from './types';

/** Rows of one request: the most that the interface gives. */
const ROWS = 1000;

/** Hands a file to the reader. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const cell = (value: string | number | null): string => {
  // As the service does: a spreadsheet would run what begins like a formula.
  const text = typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Saves every pair of a graph, which the interface gives as nodes and links. */
async function saveGraph(query: URL): Promise<void> {
  query.searchParams.set('max_links', '100000');
  const graph = await get<Graph>(query.pathname + query.search);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const rows = graph.links.map((link) => [link.source, nodes.get(link.source)?.name ?? '', link.target, nodes.get(link.target)?.name ?? '', link.count, link.mean_score]);
  const lines = [['a', 'a_name', 'b', 'b_name', 'count', 'mean_score'], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`);
  saveBlob(new Blob(lines, { type: 'text/csv' }), `${fileName(query)}.csv`);
}

/** Saves the whole list that `path` asks for as CSV, page after page, whatever part of it is on the screen. */
export async function saveList(path: string, progress: (rows: number) => void): Promise<void> {
  const first = new URL(path, location.origin);
  if (first.pathname === '/v1/graph') return saveGraph(first);
  first.searchParams.set('format', 'csv');
  if (!/\/(timeline|sanctions)$/.test(first.pathname)) first.searchParams.set('limit', String(ROWS));
  const parts: string[] = [];
  let rows = 0;
  for (let next: string | undefined = first.pathname + first.search; next; ) {
    const answer: Response = await request(next);
    const text = await answer.text();
    parts.push(parts.length ? text.slice(text.indexOf('\n') + 1) : text);
    next = nextPage(answer.headers.get('link'));
    rows += ROWS;
    if (next) progress(rows);
  }
  saveBlob(new Blob(parts, { type: 'text/csv' }), `${fileName(first)}.csv`);
}
