import { actorColour, INK, pairColour } from '../lib/colour';
import { shortened } from '../lib/format';
import type { Graph } from '../lib/types';
import { FONT, type Scene, type Shape, type Size } from '../picture/scene';
import { means, radius, strength, width as strokeWidth } from './draw';
import type { Frame, Map2 } from './layout';
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
  const at = (id: string): { x: number; y: number } => {
    const spot = map.get(id) ?? middle;
    return { x: size.width / 2 + (spot.x - middle.x) * scale, y: size.height / 2 - (spot.y - middle.y) * scale };
  };
  const [mostNode, mostLink] = [Math.max(1, ...graph.nodes.map((node) => node.count)), Math.max(1, ...graph.links.map((link) => link.count))];
  const shapes: Shape[] = graph.links.toReversed().map((link) => {
    const [a, b] = [at(link.source), at(link.target)];
    return { kind: 'line', x1: a.x, y1: a.y, x2: b.x, y2: b.y, colour: pairColour(link.mean_score, strength(link.count, mostLink), dark), width: strokeWidth(link.count, mostLink), dash: link.mean_score < -0.5 };
  });
  const mean = means(graph);
  const actors = graph.nodes.map((node) => ({ ...at(node.id), size: radius(node.count, mostNode), label: shortened(node.name, 34), colour: actorColour(mean.get(node.id) ?? 0, dark), wanted: false }));
  for (const { x, y, size: r, colour } of actors) shapes.push({ kind: 'circle', x, y, r, colour });
  for (const { label, left, middle } of named(actors, size, pen())) {
    shapes.push({ kind: 'text', x: left, y: middle + 4, text: label, colour: ink.ink, size: 11, halo: ink.paper });
  }
  return { ...size, background: ink.paper, shapes };
}
