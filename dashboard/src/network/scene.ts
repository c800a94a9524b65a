import { INK } from '../lib/colour';
import { shortened } from '../lib/format';
import type { Graph } from '../lib/types';
import { FONT, type Scene, type Shape, type Size } from '../picture/scene';
import { figure } from './figure';
import type { Frame, Map2, Spot } from './layout';
import { named } from './names';

/** Measures the names. */
function pen(): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => 6 * text.length;
  context.font = `11px ${FONT}`;
  return (text) => context.measureText(text).width;
}

/** The network as plain shapes. Pairs in conflict are dashed, so that the picture can be read without colour. */
export function networkScene(graph: Graph, map: Map2, frame: Frame, size: Size, dark: boolean): Scene {
  const ink = INK[dark ? 'dark' : 'light'];
  const pad = 40;
  const scale = Math.min((size.width - 2 * pad) / (frame.x[1] - frame.x[0] || 1), (size.height - 2 * pad) / (frame.y[1] - frame.y[0] || 1));
  const middle = { x: (frame.x[0] + frame.x[1]) / 2, y: (frame.y[0] + frame.y[1]) / 2 };
  const at = (spot: Spot): Spot => ({ x: size.width / 2 + (spot.x - middle.x) * scale, y: size.height / 2 - (spot.y - middle.y) * scale });
  const { discs, lines } = figure(graph, map, dark);
  const shapes: Shape[] = lines.map(({ one, other, size, colour, mean }) => {
    const [a, b] = [at(one), at(other)];
    return { kind: 'line', x1: a.x, y1: a.y, x2: b.x, y2: b.y, colour, width: size, dash: mean < -0.5 };
  });
  const actors = discs.map((disc) => ({ ...at(disc), size: disc.size, label: shortened(disc.name, 34), colour: disc.colour, wanted: false }));
  for (const { x, y, size: r, colour } of actors) shapes.push({ kind: 'circle', x, y, r, colour });
  for (const { label, left, middle } of named(actors, size, pen())) {
    shapes.push({ kind: 'text', x: left, y: middle + 4, text: label, colour: ink.ink, size: 11, halo: ink.paper });
  }
  return { ...size, background: ink.paper, shapes };
}
