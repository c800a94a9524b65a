import { UndirectedGraph } from 'graphology';
import { INK, pairColour, actorColour } from '../lib/colour';
import { shortened } from '../lib/format';
import type { Graph } from '../lib/types';
import type { Map2, Spot } from './layout';
import type { Name } from './names';

/** The radius of an actor, by its events beside those of the busiest. */
export const radius = (count: number, most: number): number => 3 + 13 * Math.sqrt(count / Math.max(1, most));

/** The width of a pair, by its events beside those of the busiest. */
export const width = (count: number, most: number): number => 0.5 + 5.5 * strength(count, most);

/** How strong a pair is beside the busiest, 0 to 1. */
export const strength = (count: number, most: number): number => Math.sqrt(count / Math.max(1, most));

/** The mean score of each actor's pairs, by their events. */
export function means({ links }: Pick<Graph, 'links'>): Map<string, number> {
  const sums = new Map<string, { score: number; count: number }>();
  for (const { source, target, count, mean_score } of links) {
    for (const id of [source, target]) {
      const sum = sums.get(id) ?? { score: 0, count: 0 };
      sums.set(id, { score: sum.score + count * mean_score, count: sum.count + count });
    }
  }
  return new Map([...sums].map(([id, { score, count }]) => [id, score / count]));
}

/** The graph to draw for an answer: who is where, how large, and of which colour. */
export function drawn(graph: Graph, map: Map2, dark: boolean): UndirectedGraph {
  const made = new UndirectedGraph();
  const mean = means(graph);
  const [mostNode, mostLink] = [Math.max(1, ...graph.nodes.map((node) => node.count)), Math.max(1, ...graph.links.map((link) => link.count))];
  for (const node of graph.nodes) {
    const spot = map.get(node.id) ?? { x: 0, y: 0 };
    made.addNode(node.id, { ...spot, label: shortened(node.name, 26), size: radius(node.count, mostNode), color: actorColour(mean.get(node.id) ?? 0, dark), zIndex: 1 });
  }
  // The lightest first, so that the heavy ones lie on top.
  for (const { source, target, count, mean_score } of graph.links.toReversed()) {
    const attributes = { size: width(count, mostLink), color: pairColour(mean_score, strength(count, mostLink), dark), mean: mean_score, zIndex: 0 };
    if (made.hasNode(source) && made.hasNode(target)) made.addEdge(source, target, attributes);
  }
  return made;
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

/** How far a point lies from the line between two others. */
function distance(point: Spot, one: Spot, other: Spot): number {
  const [x, y] = [other.x - one.x, other.y - one.y];
  const along = ((point.x - one.x) * x + (point.y - one.y) * y) / (x * x + y * y || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - one.x - share * x, point.y - one.y - share * y);
}

/** The pair whose line is nearest to a point of the map, if it is `reach` or less from the line's edge; `wide` is the width of a line in units of the map. */
export function pairAt(shown: UndirectedGraph, point: Spot, reach: number, wide: (size: number) => number): [string, string] | undefined {
  let [best, found] = [reach, undefined as [string, string] | undefined];
  shown.forEachEdge((_, { size }, source, target, one, other) => {
    const off = distance(point, one as Spot, other as Spot) - wide(Number(size)) / 2;
    if (off <= best) [best, found] = [off, [source, target]];
  });
  return found;
}
