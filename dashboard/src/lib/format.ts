import type { Kind, Range } from './types';

const numbers = new Intl.NumberFormat('en-GB');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const count = (value: number): string => numbers.format(value);

export const counted = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;

/** A score with its sign; a true minus, so that columns stand even. */
export function score(value: number): string {
  const text = Math.abs(value).toFixed(1);
  if (text === '0.0') return '0.0';
  return value < 0 ? `−${text}` : `+${text}`;
}

/** 2005-12-24 as 24 Dec 2005. */
export function day(date: string | null | undefined): string {
  if (!date) return '–';
  const [year, month, number] = date.split('-');
  const name = MONTHS[Number(month) - 1];
  return number === undefined ? [name, year].filter(Boolean).join(' ') : `${Number(number)} ${name} ${year}`;
}

/** A range as short as it can be said: a day, a month, a year, or from-to. */
export function range(dates: Range | null): string {
  if (!dates) return 'undated';
  const { start, end } = dates;
  if (start === end) return day(start);
  const [year, month] = start.split('-');
  if (start.endsWith('-01-01') && end === `${year}-12-31`) return `${year}`;
  if (start.endsWith('-01') && end === lastDay(`${year}-${month}`)) return day(`${year}-${month}`);
  if (start.slice(0, 7) === end.slice(0, 7)) return `${Number(start.slice(8))}–${day(end)}`;
  if (start.slice(0, 4) === end.slice(0, 4)) return `${day(start).slice(0, -5)} – ${day(end)}`;
  return `${day(start)} – ${day(end)}`;
}

function lastDay(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10);
}

export function period(first: string | null, last: string | null): string {
  if (!first && !last) return 'no dated event';
  return first === last ? day(first) : `${day(first)} – ${day(last)}`;
}

/** A mark for what an actor is, beside its name. */
export const KINDS: Record<Kind, { mark: string; name: string }> = {
  country: { mark: '◆', name: 'country' },
  person: { mark: '●', name: 'person' },
  organization: { mark: '■', name: 'organization' },
  group: { mark: '▲', name: 'group' },
};

export const STATUSES = ['occurred', 'ongoing', 'planned', 'proposed', 'conditional', 'denied', 'cancelled'] as const;

export const shortened = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);
