// What a network looks like: where each actor and pair lies, how large, and of which colour. The live picture and the saved one draw the same.

import { actorColour, pairColour } from '../lib/colour';
import type { Graph } from '../lib/types';
import type { Map2, Spot } from './layout';

/** An actor: a disc on the map. */
export interface Disc extends Spot {
  id: string;
  name: string;
  /** Its radius in pixels. */
  size: number;
  colour: string;
}

/** A pair: a line between two discs. */
export interface Line {
  ends: readonly [string, string];
  one: Spot;
  other: Spot;
  /** Its width in pixels. */
  size: number;
  colour: string;
  /** The mean score of its events. */
  mean: number;
}

export interface Figure {
  discs: Disc[];
  /** The lightest first, so that the heavy ones lie on top. */
  lines: Line[];
}

/** How much a count is beside the greatest, 0 to 1; by its root, since few have most. */
const beside = (count: number, most: number): number => Math.sqrt(count / Math.max(1, most));

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

/** The figure of an answer on a map that has a place for everybody in it. */
export function figure(graph: Pick<Graph, 'nodes' | 'links'>, map: Map2, dark: boolean): Figure {
  const mean = means(graph);
  const most = (counted: { count: number }[]): number => counted.reduce((greatest, { count }) => Math.max(greatest, count), 1);
  const [mostNode, mostLink] = [most(graph.nodes), most(graph.links)];
  const discs = graph.nodes.flatMap(({ id, name, count }) => {
    const spot = map.get(id);
    return spot ? [{ id, name, x: spot.x, y: spot.y, size: 3 + 13 * beside(count, mostNode), colour: actorColour(mean.get(id) ?? 0, dark) }] : [];
  });
  const placed = new Map(discs.map((disc) => [disc.id, disc]));
  const lines = graph.links.toReversed().flatMap(({ source, target, count, mean_score }) => {
    const [one, other, strength] = [placed.get(source), placed.get(target), beside(count, mostLink)];
    if (!one || !other) return [];
    // To half a score, which no eye tells from the whole: lines of one colour are drawn together.
    const colour = pairColour(Math.round(2 * mean_score) / 2, strength, dark);
    return [{ ends: [source, target] as const, one, other, size: 0.5 + 5.5 * strength, colour, mean: mean_score }];
  });
  return { discs, lines };
}

/** How far a point lies from the line between two others. */
function distance(point: Spot, one: Spot, other: Spot): number {
  const [x, y] = [other.x - one.x, other.y - one.y];
  const along = ((point.x - one.x) * x + (point.y - one.y) * y) / (x * x + y * y || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - one.x - share * x, point.y - one.y - share * y);
}

/** The pair whose line is nearest to a point of the map, if it is `reach` or less from the line's edge; `wide` is the width of a line in units of the map. */
export function pairAt(lines: readonly Line[], point: Spot, reach: number, wide: (size: number) => number): readonly [string, string] | undefined {
  let [best, found] = [reach, undefined as Line['ends'] | undefined];
  for (const { ends, one, other, size } of lines) {
    const off = distance(point, one, other) - wide(size) / 2;
    if (off <= best) [best, found] = [off, ends];
  }
  return found;
}
