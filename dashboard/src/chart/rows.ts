// Counts by class of conduct and the mean score, bucket by bucket.

import { after, type Bucket } from '../lib/buckets';
import type { Timeline } from '../lib/types';

export interface Row {
  /** The first day of the bucket. */
  start: string;
  /** Events of each class, in the order of `QUADS`. */
  counts: [number, number, number, number];
  total: number;
  /** The mean Goldstein score; none in a bucket without events. */
  mean: number | null;
}

export interface Rows {
  rows: Row[];
  undated: number;
}

/** Columns that a picture can show. */
const MOST = 5000;

/** Four series as rows, with the buckets between them that hold nothing. */
export function combined(series: readonly Timeline[], bucket: Bucket): Rows {
  const held = new Map<string, { counts: [number, number, number, number]; sum: number }>();
  series.forEach(({ data }, at) => {
    for (const { start, count, mean_score } of data) {
      const row = held.get(start) ?? { counts: [0, 0, 0, 0], sum: 0 };
      row.counts[at] = count;
      row.sum += count * mean_score;
      held.set(start, row);
    }
  });
  const starts = [...held.keys()].sort();
  const rows: Row[] = [];
  const last = starts.at(-1) ?? '';
  for (let start = starts[0]; start !== undefined && start <= last && rows.length < MOST; start = after(start, bucket)) {
    const row = held.get(start);
    const total = row?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
    rows.push({ start, counts: row?.counts ?? [0, 0, 0, 0], total, mean: row && total ? row.sum / total : null });
  }
  return { rows, undated: series.reduce((sum, { undated }) => sum + undated, 0) };
}
