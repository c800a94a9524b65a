import type { UndirectedGraph } from 'graphology';
import type { Settings } from 'sigma/settings';
import type { NodeDisplayData, PartialButFor } from 'sigma/types';
import { INK, pairColour } from '../lib/colour';
import { shortened } from '../lib/format';
import type { Graph } from '../lib/types';
import type { Map2 } from './layout';

/** The radius of an actor, by its events beside those of the busiest. */
export const radius = (count: number, most: number): number => 3 + 13 * Math.sqrt(count / Math.max(1, most));

/** The width of a pair, by its events beside those of the busiest. */
export const width = (count: number, most: number): number => 0.5 + 5.5 * strength(count, most);

/** How strong a pair is beside the busiest, 0 to 1. */
export const strength = (count: number, most: number): number => Math.sqrt(count / Math.max(1, most));

/** Brings the drawn graph to what an answer says. */
export function draw(shown: UndirectedGraph, graph: Graph, map: Map2, dark: boolean): void {
  const ink = INK[dark ? 'dark' : 'light'];
  const [mostNode, mostLink] = [Math.max(1, ...graph.nodes.map((node) => node.count)), Math.max(1, ...graph.links.map((link) => link.count))];
  const nodes = new Set(graph.nodes.map((node) => node.id));
  shown.clearEdges();
  for (const id of shown.nodes()) if (!nodes.has(id)) shown.dropNode(id);
  for (const node of graph.nodes) {
    const spot = map.get(node.id) ?? { x: 0, y: 0 };
    shown.mergeNode(node.id, { ...spot, label: shortened(node.name, 26), size: radius(node.count, mostNode), color: ink.node, zIndex: 1 });
  }
  // The lightest first, so that the heavy ones lie on top.
  for (const link of graph.links.toReversed()) {
    const attributes = { size: width(link.count, mostLink), color: pairColour(link.mean_score, strength(link.count, mostLink), dark), mean: link.mean_score, zIndex: 0 };
    if (nodes.has(link.source) && nodes.has(link.target)) shown.mergeEdge(link.source, link.target, attributes);
  }
}

/** A name beside its actor, on a halo of the paper so that it can be read across lines. */
export function labelled(context: CanvasRenderingContext2D, data: PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'>, settings: Settings): void {
  if (!data.label) return;
  const size = settings.labelSize;
  const ink = settings.labelColor.color ?? '#1b2330';
  context.font = `${settings.labelWeight} ${size}px ${settings.labelFont}`;
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = ink === INK.dark.ink ? INK.dark.paper : INK.light.paper;
  context.fillStyle = ink;
  const [x, y] = [data.x + data.size + 3, data.y + size / 3];
  context.strokeText(data.label, x, y);
  context.fillText(data.label, x, y);
}
