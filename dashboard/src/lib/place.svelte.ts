// Where the reader is: path and query of the address. Every view is an address; links are plain links.

import { filterOf, search, WHO, type Pairs } from './query';

class Place {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));

  /** Goes to an address of the dashboard. `replace` leaves no step behind, for what is typed or dragged. */
  go(address: string, { replace = false } = {}): void {
    const target = new URL(address, location.origin);
    const moved = target.pathname !== this.path;
    history[replace ? 'replaceState' : 'pushState'](null, '', target);
    this.read();
    if (moved && !replace) scrollTo(0, 0);
  }

  /** Goes to the same view with another query. */
  ask(query: URLSearchParams, replace = false): void {
    this.go(this.path + search([...query]), { replace });
  }

  read(): void {
    if (location.pathname !== this.path) this.path = location.pathname;
    const query = new URLSearchParams(location.search);
    if (query.toString() !== this.query.toString()) this.query = query;
  }
}

export const place = new Place();

/** Follows links and the browser's steps. */
export function follow(): void {
  addEventListener('popstate', () => place.read());
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const target = new URL(link.href, location.origin);
    const outside = target.origin !== location.origin || /^\/(v1|docs|openapi)/.test(target.pathname);
    if (outside || link.target || link.hasAttribute('download') || target.hash) return;
    event.preventDefault();
    place.go(target.pathname + target.search);
  });
}

/** The filter of the last query as text, by what was left out of it: a page holds hundreds of links with the same. */
let told = { query: place.query, texts: new Map<string, string>() };

/** The address of a view with the present filter, where `left` names what it does not take. */
export function to(path: string, left: readonly string[] = [], more: Pairs = []): string {
  if (told.query !== place.query) told = { query: place.query, texts: new Map() };
  const key = left.join();
  const text = told.texts.get(key) ?? search(filterOf(place.query, left));
  told.texts.set(key, text);
  const rest = search(more);
  return path + (text && rest ? `${text}&${rest.slice(1)}` : text + rest);
}

export const toActor = (id: string): string => to(`/actors/${encodeURIComponent(id)}`, WHO);
export const toDyad = (a: string, b: string): string => to(`/dyads/${encodeURIComponent(a)}/${encodeURIComponent(b)}`, WHO);
export const toEvent = (id: string, more: Pairs = []): string => to(`/events/${id}`, [], more);
export const toArticle = (id: string): string => to(`/articles/${encodeURIComponent(id)}`);
