import uPlot from 'uplot';
import { lastDay, type Bucket } from '../lib/buckets';
import { INK, QUAD_COLOURS } from '../lib/colour';
import type { Row } from './rows';

const seconds = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 1000;

/** Rows as uPlot takes them: the sums are drawn over one another, the largest first, which stacks them. */
export function dataOf(rows: readonly Row[]): uPlot.AlignedData {
  const upTo = (last: number): number[] => rows.map((row) => row.counts.slice(0, last).reduce((sum, count) => sum + count, 0));
  return [rows.map((row) => seconds(row.start)), upTo(4), upTo(3), upTo(2), upTo(1), rows.map((row) => row.mean)];
}

interface Hooks {
  onhover: (row: number | undefined) => void;
  onbrush: (from: string, to: string) => void;
}

/** The rows that a stretch of the picture covers, as first and last day. */
export function windowOf(rows: readonly Row[], bucket: Bucket, from: number, to: number): [string, string] | undefined {
  const inside = rows.filter((row) => seconds(lastDay(row.start, bucket)) + 86_400 > from && seconds(row.start) < to);
  const [first, last] = [inside[0], inside.at(-1)];
  return first && last ? [first.start, lastDay(last.start, bucket)] : undefined;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The words under the picture: days and months with the year where it begins, or years alone. */
export function timeWords(splits: readonly number[], step: number): string[] {
  let year = '';
  return splits.map((stamp) => {
    const [own, month, day] = new Date(stamp * 1000).toISOString().slice(0, 10).split('-');
    if (step >= 360 * 86_400) return own ?? '';
    const first = own === year ? '' : `\n${own}`;
    year = own ?? '';
    const name = MONTHS[Number(month) - 1] ?? '';
    return (step >= 28 * 86_400 ? name : `${Number(day)} ${name}`) + first;
  });
}

/** What uPlot needs to know to draw counts as stacked bars and the mean score as a line over them. */
export function options(size: { width: number; height: number }, dark: boolean, rows: () => readonly Row[], bucket: () => Bucket, hooks: Hooks): uPlot.Options {
  const ink = INK[dark ? 'dark' : 'light'];
  const colours = QUAD_COLOURS[dark ? 'dark' : 'light'];
  const bars = uPlot.paths.bars?.({ size: [0.88, 60], align: 1 });
  const bar = (at: 0 | 1 | 2 | 3): uPlot.Series => ({ fill: colours[at], stroke: colours[at], width: 0, points: { show: false }, ...(bars ? { paths: bars } : {}) });
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: ink.soft, font, ticks: { stroke: ink.rule, size: 4 } };
  return {
    ...size,
    tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), 'UTC'),
    legend: { show: false },
    padding: [12, 6, 0, 6],
    scales: { x: { time: true, range: (_, low, high) => [low, seconds(lastDay(new Date(high * 1000).toISOString().slice(0, 10), bucket())) + 86_400] }, y: { range: (_, __, high) => [0, Math.max(1, high * 1.04)] }, score: { range: [-10, 10] } },
    axes: [
      { ...axis, grid: { show: false }, size: 38, values: (_, splits, __, ___, step) => timeWords(splits, step) },
      { ...axis, grid: { stroke: ink.rule, width: 1 }, size: 46, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000] },
      { ...axis, scale: 'score', side: 1, grid: { show: false }, size: 40, splits: [-10, -5, 0, 5, 10], values: (_, values) => values.map((value) => (value > 0 ? `+${value}` : String(value).replace('-', '−'))) },
    ],
    series: [{}, bar(3), bar(2), bar(1), bar(0), { scale: 'score', stroke: ink.ink, width: 1.4, spanGaps: true, points: { show: rows().length < 90, size: 4, fill: ink.paper } }],
    cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false }, y: false },
    hooks: {
      setCursor: [(plot) => hooks.onhover(plot.cursor.idx ?? undefined)],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 3) return;
          const window = windowOf(rows(), bucket(), plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          if (window) hooks.onbrush(...window);
        },
      ],
    },
  };
}
