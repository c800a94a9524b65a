// Who did what to whom, from an event's participants.

import type { Event, EventRow, Participant } from './types';

type Who = Pick<Participant, 'actor' | 'name' | 'kind' | 'country' | 'role'>;

export interface Sides {
  /** Who acts, or everybody where the act has no direction. */
  first: Who[];
  /** How the two sides are joined: an arrow, or nothing. */
  join: '→' | '';
  second: Who[];
}

/** The participants as two sides of an arrow, where the act has a direction. */
export function sides(event: Event | EventRow): Sides {
  const acting = event.participants.filter((who) => ['source', 'speaker', 'mediator'].includes(who.role));
  const others = event.participants.filter((who) => !acting.includes(who));
  if (!acting.length || !others.length) return { first: [...event.participants], join: '', second: [] };
  return { first: acting, join: '→', second: others };
}

/** An event in one line, for those who hear it. */
export function inWords(event: Event | EventRow): string {
  const { first, join, second } = sides(event);
  const list = (side: Who[]): string => side.map((who) => who.name).join(', ');
  return join ? `${list(first)} to ${list(second)}` : list(first);
}
