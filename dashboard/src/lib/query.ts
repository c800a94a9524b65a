// The filter as it stands in the address: the parameters of the interface, by the same names.

export const FILTER = [
  'actor', 'with', 'role', 'type', 'status', 'from', 'to', 'undated', 'place', 'country', 'source', 'level', 'min_confidence', 'as_of',
] as const;
export type FilterName = (typeof FILTER)[number];

/** What says who takes part. Pages of one actor or of two say it by their path. */
export const WHO: readonly FilterName[] = ['actor', 'with', 'role'];

/** Pairs of names and values, in the order of the filter. */
export type Pairs = [string, string][];

/** The part of an address's query that is filter, in the filter's order, so that one filter has one address. */
export function filterOf(query: URLSearchParams, left: readonly string[] = []): Pairs {
  const names = FILTER.filter((name) => !left.includes(name));
  return names.flatMap((name) => query.getAll(name).filter((value) => value.trim() !== '').map((value): [string, string] => [name, value]));
}

/** Pairs as the part of an address after the question mark, with the mark; nothing where there are none. */
export function search(...parts: Pairs[]): string {
  const text = new URLSearchParams(parts.flat()).toString();
  return text && `?${text}`;
}

/** The query with other values for one name. */
export function withValues(query: URLSearchParams, name: string, values: string[]): URLSearchParams {
  const changed = new URLSearchParams(query);
  changed.delete(name);
  values.forEach((value) => changed.append(name, value));
  return changed;
}

/** The query with `value` added to a repeated name, or taken from it. */
export function toggled(query: URLSearchParams, name: string, value: string): URLSearchParams {
  const held = query.getAll(name);
  return withValues(query, name, held.includes(value) ? held.filter((one) => one !== value) : [...held, value]);
}

/** Whether the query says anything of which events are meant. */
export function isFiltered(query: URLSearchParams): boolean {
  return FILTER.some((name) => query.has(name));
}

/** The request as a line for a shell. A service with keys takes one from the environment. */
export function curl(origin: string, path: string, keyed: boolean): string {
  const header = keyed ? ' -H "Authorization: Bearer $CHANCERY_KEY"' : '';
  return `curl${header} '${origin}${path.replaceAll("'", '%27')}'`;
}

/** The address in a Link header with rel="next". */
export function nextPage(link: string | null): string | undefined {
  return /<([^>]+)>;\s*rel="?next"?/.exec(link ?? '')?.[1];
}

/** A name that tells the query: events-actor-CHN-from-2014. */
export function fileName(query: URL): string {
  const told = [...query.searchParams].filter(([name]) => !['format', 'limit', 'include', 'max_links'].includes(name)).flat();
  const words = [...query.pathname.replace('/v1/', '').split('/'), ...told].join('-').replace(/[^\p{L}\p{N}.-]+/gu, '_');
  return `chancery-${words}`.slice(0, 120);
}
