import type { Component } from 'svelte';
import { WHO, type Pairs } from './lib/query';
import Overview from './views/Overview.svelte';

/** A view and what it needs to know of its address. */
export interface Route {
  path: RegExp;
  /** Its view; those that are not shown first are fetched when they are. */
  load: () => Promise<{ default: Component<Record<string, string>> }>;
  /** Names of the path's parts. */
  parts: string[];
  /** What the filter is to it; none where no filter applies. */
  filter: Filter | undefined;
}

interface Filter {
  /** The parameters that the path says itself. */
  left: readonly string[];
  /** What the path says by them. */
  who: (parts: Record<string, string>) => Pairs;
}

type Loaded = Promise<{ default: Component<Record<string, string>> }>;
const ALL: Filter = { left: [], who: () => [] };
const ONE: Filter = { left: WHO, who: ({ id = '' }) => [['actor', id]] };
const TWO: Filter = { left: WHO, who: ({ a = '', b = '' }) => [['actor', a], ['with', b]] };

const ROUTES: Route[] = [
  { path: /^\/$/, load: () => Promise.resolve({ default: Overview }) as unknown as Loaded, parts: [], filter: ALL },
  { path: /^\/(meetings|graph)$/, load: () => import('./views/Pairs.svelte') as unknown as Loaded, parts: ['of'], filter: ALL },
  { path: /^\/timeline$/, load: () => import('./views/Timeline.svelte') as unknown as Loaded, parts: [], filter: ALL },
  { path: /^\/events(?:\/([^/]+))?$/, load: () => import('./views/Events.svelte') as unknown as Loaded, parts: ['id'], filter: ALL },
  { path: /^\/actors$/, load: () => import('./views/Actors.svelte') as unknown as Loaded, parts: [], filter: undefined },
  { path: /^\/actors\/([^/]+)$/, load: () => import('./views/Actor.svelte') as unknown as Loaded, parts: ['id'], filter: ONE },
  { path: /^\/dyads\/([^/]+)\/([^/]+)$/, load: () => import('./views/Dyad.svelte') as unknown as Loaded, parts: ['a', 'b'], filter: TWO },
  { path: /^\/articles$/, load: () => import('./views/Articles.svelte') as unknown as Loaded, parts: [], filter: undefined },
  { path: /^\/articles\/([^/]+)$/, load: () => import('./views/Article.svelte') as unknown as Loaded, parts: ['id'], filter: undefined },
  { path: /^\/add$/, load: () => import('./views/Add.svelte') as unknown as Loaded, parts: [], filter: undefined },
];

/** The route of a path with its parts. */
export function routeOf(path: string): { route: Route; parts: Record<string, string> } | undefined {
  for (const route of ROUTES) {
    const found = route.path.exec(path);
    if (!found) continue;
    const parts = route.parts.flatMap((name, at) => (found[at + 1] === undefined ? [] : [[name, decodeURIComponent(found[at + 1] ?? '')]]));
    return { route, parts: Object.fromEntries(parts) as Record<string, string> };
  }
  return undefined;
}

/** The tabs at the top. */
export const TABS = [
  { path: '/', name: 'Overview', keys: 'g o', inside: /^\/$/ },
  { path: '/meetings', name: 'Who met whom', keys: 'g m', inside: /^\/(meetings|graph|dyads)/ },
  { path: '/timeline', name: 'Timeline', keys: 'g t', inside: /^\/timeline/ },
  { path: '/events', name: 'Events', keys: 'g e', inside: /^\/events/ },
  { path: '/actors', name: 'Actors', keys: 'g a', inside: /^\/actors/ },
  { path: '/articles', name: 'Articles', keys: 'g r', inside: /^\/articles/ },
  { path: '/add', name: 'Add an article', keys: 'g n', inside: /^\/add/ },
] as const;
