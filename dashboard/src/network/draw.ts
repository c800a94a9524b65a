// What of a network is drawn on plain canvas: its lines and its names. Without a graphics card two thousand lines take a tenth of the time there; actors,
// camera and pointer are the renderer's.

import { INK, scoreColour } from '../lib/colour';
import type { Line } from './figure';
import type { Spot } from './layout';
import type { Name } from './names';

/** What is not meant while something is pointed at. */
export const DIM = { light: '#e8eaed', dark: '#242c37' };

/** How a place of the map comes upon the picture, and a size at the present distance. */
export interface View {
  at: (spot: Spot) => Spot;
  scale: (size: number) => number;
}

/** Draws pairs; while somebody is pointed at, those of these `few` in their full colour over all others, which are dimmed. */
export function stroke(context: CanvasRenderingContext2D, lines: readonly Line[], few: readonly string[], view: View, dark: boolean): void {
  if (!few.length) {
    strokeAll(context, lines, view);
    return;
  }
  const meant = lines.filter(({ ends }) => few.every((id) => ends.includes(id)));
  strokeAll(context, lines.map((line) => ({ ...line, size: 0, colour: DIM[dark ? 'dark' : 'light'] })), view);
  strokeAll(context, meant.map((line) => ({ ...line, colour: scoreColour(line.mean, dark) })), view);
}

function strokeAll(context: CanvasRenderingContext2D, lines: readonly Line[], { at, scale }: View): void {
  const [zero, right, up] = [at({ x: 0, y: 0 }), at({ x: 1, y: 0 }), at({ x: 0, y: 1 })];
  const [a, b, c, d] = [right.x - zero.x, right.y - zero.y, up.x - zero.x, up.y - zero.y];
  for (const { colour, width, lines: alike } of strokes(lines, scale(1), devicePixelRatio)) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const { one, other } of alike) {
      context.moveTo(zero.x + a * one.x + c * one.y, zero.y + b * one.x + d * one.y);
      context.lineTo(zero.x + a * other.x + c * other.y, zero.y + b * other.x + d * other.y);
    }
    context.stroke();
  }
}

interface Stroke {
  colour: string;
  width: number;
  lines: Line[];
}

/** The strokes that draw lines: those as thin as a point of the screen together by colour, which takes half the time, and then the wider ones one by one. */
export function strokes(lines: readonly Line[], factor: number, points: number): Stroke[] {
  const [thin, wide] = [new Map<string, Stroke>(), [] as Stroke[]];
  for (const line of lines) {
    const { colour } = line;
    const width = Math.max(1, factor * line.size);
    const isThin = width * points <= 1;
    const alike = isThin ? thin.get(colour) : undefined;
    if (alike) alike.lines.push(line);
    else if (isThin) thin.set(colour, { colour, width, lines: [line] });
    else wide.push({ colour, width, lines: [line] });
  }
  return [...thin.values(), ...wide];
}

/** Writes names, each on a halo of the paper so that it can be read across lines. */
export function write(context: CanvasRenderingContext2D, names: readonly Name[], dark: boolean): void {
  const { ink, paper } = INK[dark ? 'dark' : 'light'];
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = paper;
  context.fillStyle = ink;
  context.textBaseline = 'middle';
  for (const { label, left, middle } of names) {
    context.strokeText(label, left, middle);
    context.fillText(label, left, middle);
  }
}
