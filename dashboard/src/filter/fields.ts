import { count } from '../lib/format';
import type { FilterName } from '../lib/query';

export interface Field {
  name: FilterName;
  label: string;
  /** What its menu says of it. */
  hint: string;
}

/** The fields of the bar, in the order in which analysts ask: who, what, when, where, how sure. */
export const FIELDS: readonly Field[] = [
  { name: 'actor', label: 'Actor', hint: 'Who takes part. Several mean or.' },
  { name: 'with', label: 'With', hint: 'Who takes part beside the actor.' },
  { name: 'role', label: 'Role', hint: 'In which role the actor takes part.' },
  { name: 'type', label: 'Type', hint: 'What happened. Several mean or.' },
  { name: 'status', label: 'Status', hint: 'Where none is chosen, lists show all; pairs and networks count what occurred or is going on.' },
  { name: 'from', label: 'Dates', hint: 'A day, a month or a year; both ends are inside.' },
  { name: 'place', label: 'Place', hint: 'Where it happened: a site, a city, or a country.' },
  { name: 'country', label: 'Country', hint: 'The country of a participant.' },
  { name: 'source', label: 'Source', hint: 'Who published an article that tells it.' },
  { name: 'level', label: 'Level', hint: 'At which level actors are named and paired.' },
  { name: 'min_confidence', label: 'Confidence', hint: 'How sure the reading is, at least.' },
];

export const LEVELS: Record<string, string> = { actor: 'As told', person: 'Persons', country: 'Countries' };

/** The names that the bar writes for a field, all of which its menu clears. */
export const namesOf = (name: FilterName): FilterName[] => (name === 'from' ? ['from', 'to', 'undated', 'as_of'] : [name]);

/** What is chosen, in as few words as can be. */
export function summary(query: URLSearchParams, name: FilterName, named: (value: string) => string): string {
  if (name === 'from') {
    const [from, to, known] = [query.get('from'), query.get('to'), query.get('as_of')];
    const window = from && to ? (from === to ? from : `${from} – ${to}`) : from ? `from ${from}` : to ? `to ${to}` : '';
    return [window, query.get('undated') === 'true' ? 'and undated' : '', known ? `as of ${known}` : ''].filter(Boolean).join(', ');
  }
  const values = query.getAll(name);
  if (name === 'level') return values[0] && values[0] !== 'actor' ? (LEVELS[values[0]] ?? values[0]) : '';
  if (name === 'min_confidence') return values[0] ? `≥ ${values[0]}` : '';
  const shown = values.slice(0, 2).map(named).join(', ');
  return values.length > 2 ? `${shown} +${count(values.length - 2)}` : shown;
}
