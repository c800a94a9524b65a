// What the form of a correction says, against the event as it is.

import type { Event, Participant, Place } from './types';

/** The form as it is filled in; an empty text is none. */
export interface Draft {
  type: string;
  status: string;
  from: string;
  to: string;
  place: string;
  within: string;
  /** How exact the place is told; empty where the service is to look the name up. */
  precision: string;
  participants: { id: string; name: string; role: string }[];
  rejected: boolean;
  reason: string;
}

export const ROLES = ['source', 'target', 'participant', 'host', 'mediator', 'speaker'] as const;
export const PRECISIONS = ['site', 'city', 'region', 'country'] as const;

export function draftOf(event: Event): Draft {
  return {
    type: event.type,
    status: event.status,
    from: event.date?.start ?? '',
    to: event.date?.end ?? '',
    place: event.place?.name ?? '',
    within: event.place?.within ?? '',
    precision: '',
    participants: event.participants.map(({ actor, name, role }) => ({ id: actor, name, role })),
    rejected: false,
    reason: '',
  };
}

/** The body of the request: only what differs from the event; undefined where nothing does. */
export function bodyOf(draft: Draft, event: Event): Record<string, unknown> | undefined {
  const reason = draft.reason.trim() ? { reason: draft.reason.trim() } : {};
  if (draft.rejected) return { rejected: true, ...reason };
  const before = draftOf(event);
  const body: Record<string, unknown> = {};
  if (draft.type !== before.type) body.type = draft.type;
  if (draft.status !== before.status) body.status = draft.status;
  if (draft.from !== before.from || draft.to !== before.to) body.date = dateOf(draft);
  if (draft.place !== before.place || draft.within !== before.within || draft.precision) body.place = placeOf(draft.within === before.within && draft.place !== before.place ? { ...draft, within: '' } : draft);
  const named = draft.participants.filter((one) => one.name.trim());
  if (JSON.stringify(named) !== JSON.stringify(before.participants)) body.participants = named.map((one) => ({ actor: actorOf(one, event.participants), role: one.role }));
  return Object.keys(body).length ? { ...body, ...reason } : undefined;
}

function dateOf({ from, to }: Draft): { start: string; end: string } | null {
  return from || to ? { start: from || to, end: to || from } : null;
}

/** Looked up by its name, or as it is told. What the place before lay in says nothing of another one. */
function placeOf({ place, within, precision }: Draft): string | Partial<Place> | null {
  const [name, home] = [place.trim(), within.trim()];
  if (!name) return null;
  if (!precision) return home ? `${name}, ${home}` : name;
  return { name, precision, within: home || null };
}

/** The id of whoever was named before, or whatever name is given. */
function actorOf({ id, name }: { id: string; name: string }, known: Participant[]): string {
  return known.some((one) => one.actor === id && one.name === name) ? id : name.trim();
}
