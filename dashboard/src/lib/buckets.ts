// Spans of time into which events are counted.

import type { Moment } from './types';

export const BUCKETS = ['day', 'week', 'month', 'year'] as const;
export type Bucket = (typeof BUCKETS)[number];

const DAY = 86_400_000;
/** Columns that a picture can show. */
const MOST = 5000;

const time = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const date = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The bucket that gives a readable number of columns between two days. */
export function bucketFor(first: string | null | undefined, last: string | null | undefined, most = 180): Bucket {
  if (!first || !last) return 'month';
  const days = (time(last) - time(first)) / DAY + 1;
  if (days <= most) return 'day';
  if (days <= most * 7) return 'week';
  return days <= most * 30 ? 'month' : 'year';
}

/** The first day of the bucket after the one that begins on `start`. */
export function after(start: string, bucket: Bucket): string {
  const at = new Date(time(start));
  if (bucket === 'day') at.setUTCDate(at.getUTCDate() + 1);
  else if (bucket === 'week') at.setUTCDate(at.getUTCDate() + 7);
  else if (bucket === 'month') at.setUTCMonth(at.getUTCMonth() + 1, 1);
  else at.setUTCFullYear(at.getUTCFullYear() + 1, 0, 1);
  return date(at.getTime());
}

/** The last day of the bucket that begins on `start`. */
export const lastDay = (start: string, bucket: Bucket): string => date(time(after(start, bucket)) - DAY);

/** Every bucket from the first to the last that holds an event, those without one among them. */
export function fill(moments: readonly Moment[], bucket: Bucket): Moment[] {
  const held = new Map(moments.map((moment) => [moment.start, moment]));
  const [first, last] = [moments[0], moments.at(-1)];
  const filled: Moment[] = [];
  if (!first || !last) return filled;
  for (let start = first.start; start <= last.start && filled.length < MOST; start = after(start, bucket)) {
    filled.push(held.get(start) ?? { start, count: 0, mean_score: 0 });
  }
  return filled;
}

/** A bucket in words. */
export function told(start: string, bucket: Bucket, day: (date: string) => string): string {
  if (bucket === 'year') return start.slice(0, 4);
  if (bucket === 'month') return day(start.slice(0, 7));
  return bucket === 'week' ? `week of ${day(start)}` : day(start);
}
