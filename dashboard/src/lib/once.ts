import { get } from './api';
import { place } from './place.svelte';

const held = new Map<string, { page: string; answer: Promise<unknown> }>();

/** Asks once a page for what several of its parts need; the next page asks anew. */
export function once<T>(path: string): Promise<T> {
  const known = held.get(path);
  if (known?.page === place.path) return known.answer as Promise<T>;
  const answer = get<T>(path);
  held.set(path, { page: place.path, answer });
  answer.catch(() => held.delete(path));
  return answer;
}
