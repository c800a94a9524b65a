import { request } from './api';
import { fileName, nextPage } from './query';

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

/** Saves the whole list that `path` asks for as CSV, page after page, whatever part of it is on the screen. */
export async function saveList(path: string, progress: (rows: number) => void): Promise<void> {
  const first = new URL(path, location.origin);
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
