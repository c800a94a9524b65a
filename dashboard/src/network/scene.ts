import { INK, pairColour } from '../lib/colour';
import { shortened } from '../lib/format';
import type { Graph } from '../lib/types';
import type { Scene, Shape, Size } from '../picture/scene';
import { radius, strength, width as strokeWidth } from './draw';
import type { Frame, Map2 } from './layout';

/** Names that a picture holds at most; the busiest actors are named. */
const NAMES = 60;

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
  for (const node of graph.nodes) shapes.push({ kind: 'circle', ...at(node.id), r: radius(node.count, mostNode), colour: ink.node });
  const named = graph.nodes.toSorted((a, b) => b.count - a.count).slice(0, NAMES);
  for (const node of named) {
    const spot = at(node.id);
    shapes.push({ kind: 'text', x: spot.x + radius(node.count, mostNode) + 3, y: spot.y + 4, text: shortened(node.name, 34), colour: ink.ink, size: 11, halo: ink.paper });
  }
  return { ...size, background: ink.paper, shapes };
}
