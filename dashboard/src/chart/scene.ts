import { told, type Bucket } from '../lib/buckets';
import { INK, QUAD_COLOURS } from '../lib/colour';
import { count, day } from '../lib/format';
import { QUADS } from '../lib/quad';
import type { Scene, Shape, Size } from '../picture/scene';
import type { Row } from './rows';

/** A round number not far below a third of the largest. */
export function stepOf(most: number): number {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
}

/** Counts as stacked bars with the mean score over them, as plain shapes. */
export function seriesScene(rows: readonly Row[], bucket: Bucket, size: Size, dark: boolean): Scene {
  const ink = INK[dark ? 'dark' : 'light'];
  const colours = QUAD_COLOURS[dark ? 'dark' : 'light'];
  const [left, right, top, bottom] = [50, size.width - 40, 26, size.height - 24];
  const most = Math.max(1, ...rows.map((row) => row.total));
  const [wide, high] = [(right - left) / Math.max(1, rows.length), bottom - top];
  const shapes: Shape[] = [];
  for (let value = 0, step = stepOf(most); value <= most; value += step) {
    const y = bottom - (high * value) / most;
    shapes.push({ kind: 'line', x1: left, x2: right, y1: y, y2: y, colour: ink.rule, width: 1 });
    shapes.push({ kind: 'text', x: left - 6, y: y + 4, text: count(value), colour: ink.soft, size: 11, end: true });
  }
  rows.forEach((row, at) => {
    let y = bottom;
    row.counts.forEach((number, quad) => {
      const height = (high * number) / most;
      y -= height;
      if (number) shapes.push({ kind: 'rect', x: left + at * wide, y, width: Math.max(0.6, wide * 0.88), height, colour: colours[quad] ?? ink.soft });
    });
  });
  const points = rows.flatMap((row, at): [number, number][] => (row.mean === null ? [] : [[left + (at + 0.44) * wide, top + (high * (10 - row.mean)) / 20]]));
  shapes.push({ kind: 'path', points, colour: ink.ink, width: 1.4 });
  for (const value of [-10, 0, 10]) {
    shapes.push({ kind: 'text', x: right + 34, y: top + (high * (10 - value)) / 20 + 4, text: value > 0 ? `+${value}` : String(value).replace('-', '−'), colour: ink.soft, size: 11, end: true });
  }
  const every = Math.max(1, Math.ceil(rows.length / 8));
  rows.forEach((row, at) => {
    if (at % every === 0) shapes.push({ kind: 'text', x: left + at * wide, y: bottom + 16, text: told(row.start, bucket, day), colour: ink.soft, size: 11 });
  });
  QUADS.forEach((quad, at) => {
    shapes.push({ kind: 'rect', x: left + at * 160, y: 0, width: 10, height: 10, colour: colours[at] ?? ink.soft });
    shapes.push({ kind: 'text', x: left + at * 160 + 15, y: 10, text: quad.name, colour: ink.soft, size: 11 });
  });
  shapes.push({ kind: 'line', x1: left + 640, x2: left + 654, y1: 5, y2: 5, colour: ink.ink, width: 1.4 });
  shapes.push({ kind: 'text', x: left + 659, y: 10, text: 'Mean Goldstein score (right)', colour: ink.soft, size: 11 });
  return { ...size, background: ink.paper, shapes };
}
