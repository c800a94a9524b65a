import { request } from './api';

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

/** The address in a Link header with rel="next". */
export function nextPage(link: string | null): string | undefined {
  return /<([^>]+)>;\s*rel="?next"?/.exec(link ?? '')?.[1];
}

/** A name that tells the query: events-actor-CHN-from-2014. */
export function fileName(query: URL): string {
  const told = [...query.searchParams].filter(([name]) => !['format', 'limit', 'include'].includes(name)).flat();
  const words = [...query.pathname.replace('/v1/', '').split('/'), ...told].join('-').replace(/[^\p{L}\p{N}.-]+/gu, '_');
  return `chancery-${words}`.slice(0, 120);
}
