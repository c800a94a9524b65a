// Where the actors of a network stand. A level of the graph has one map, laid out from its heaviest actors and a fixed seed, so that the same address
// gives the same picture; a filter takes actors from it or adds some beside their counterparts, and moves nobody.

import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { Graph } from '../lib/types';

export interface Spot {
  x: number;
  y: number;
}

export type Map2 = Map<string, Spot>;

/** From where to where something lies, across and up. */
export interface Frame {
  x: [number, number];
  y: [number, number];
}

const ROUNDS = 500;
/** Pairs of each actor that shape the map. */
const CLOSEST = 6;

/** A number from 0 to 1 that follows from a name alone. */
export function chance(name: string, salt: number): number {
  let sum = 0x811c9dc5 ^ salt;
  for (const letter of name) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  sum = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d);
  sum = Math.imul(sum ^ (sum >>> 12), 0x297a2d39);
  return ((sum ^ (sum >>> 15)) >>> 0) / 0x1_0000_0000;
}

function seed(name: string): Spot {
  const [angle, reach] = [2 * Math.PI * chance(name, 1), 100 * Math.sqrt(chance(name, 2))];
  return { x: reach * Math.cos(angle), y: reach * Math.sin(angle) };
}

/**
 * The pairs that shape the map: for each actor its closest ones, measured by the events shared beside those that either has. Without this the great
 * powers, who deal with everybody, draw everybody into one heap.
 */
export function shaping({ links }: Pick<Graph, 'links'>): { source: string; target: string; weight: number }[] {
  const sums = new Map<string, number>();
  for (const { source, target, count } of links) for (const id of [source, target]) sums.set(id, (sums.get(id) ?? 0) + count);
  const weighed = links.map(({ source, target, count }) => ({ source, target, weight: (20 * count) / Math.sqrt((sums.get(source) ?? 1) * (sums.get(target) ?? 1)) }));
  const taken = new Map<string, number>();
  return weighed.sort((a, b) => b.weight - a.weight).filter(({ source, target }) => {
    if (Math.min(taken.get(source) ?? 0, taken.get(target) ?? 0) >= CLOSEST) return false;
    for (const id of [source, target]) taken.set(id, (taken.get(id) ?? 0) + 1);
    return true;
  });
}

/** The map of a graph. */
export function layOut({ nodes, links }: Pick<Graph, 'nodes' | 'links'>): Map2 {
  const graph = new UndirectedGraph();
  for (const node of nodes) graph.addNode(node.id, seed(node.id));
  for (const { source, target, weight } of shaping({ links })) graph.mergeEdge(source, target, { weight });
  if (graph.order > 1) {
    const settings = { ...forceAtlas2.inferSettings(graph), gravity: 0.5, scalingRatio: 4, edgeWeightInfluence: 1, slowDown: 2, barnesHutOptimize: graph.order > 600 };
    forceAtlas2.assign(graph, { iterations: ROUNDS, settings });
  }
  return new Map(graph.mapNodes((id, spot) => [id, { x: Number(spot.x), y: Number(spot.y) }]));
}

/** Adds the actors that the map lacks: each in the middle of its counterparts, a little aside, or at the rim where none is placed. */
export function placeRest(map: Map2, { nodes, links }: Pick<Graph, 'nodes' | 'links'>): void {
  const missing = nodes.filter((node) => !map.has(node.id));
  if (!missing.length) return;
  const reach = Math.max(50, ...[...map.values()].map((spot) => Math.hypot(spot.x, spot.y)));
  const near = new Map<string, Spot[]>();
  for (const { source, target } of links) {
    for (const [one, other] of [[source, target], [target, source]] as const) {
      const spot = map.get(other);
      if (spot && !map.has(one)) near.set(one, [...(near.get(one) ?? []), spot]);
    }
  }
  for (const { id } of missing) {
    const around = near.get(id) ?? [];
    const angle = 2 * Math.PI * chance(id, 3);
    const middle = around.reduce((sum, spot) => ({ x: sum.x + spot.x / around.length, y: sum.y + spot.y / around.length }), { x: 0, y: 0 });
    const aside = around.length ? reach * (0.05 + 0.07 * chance(id, 4)) : reach * (0.9 + 0.15 * chance(id, 4));
    map.set(id, { x: middle.x + aside * Math.cos(angle), y: middle.y + aside * Math.sin(angle) });
  }
}

/** Where a whole map lies, and never less than a little around its middle. */
export function frameOf(map: Map2): Frame {
  const span = (axis: 'x' | 'y'): [number, number] => {
    const places = [...map.values()].map((spot) => spot[axis]);
    return [Math.min(-1, ...places), Math.max(1, ...places)];
  };
  return { x: span('x'), y: span('y') };
}
