import { get } from '../lib/api';
import type { Graph } from '../lib/types';
import { frameOf, layOut, placeRest, type Frame, type Map2 } from './layout';

/** Where everybody of a level stands. */
interface Laid {
  map: Map2;
  frame: Frame;
}

/** A network with the map on which it is drawn. */
export interface Drawn extends Laid {
  graph: Graph;
}

/** The maps of this page's life, by the address of the graph that each lays out. */
const maps = new Map<string, Laid>();

/** Asks for the network at `path`, and for the `whole` of which it is a part where that has no map yet; then everybody has a place on the map. */
export async function ask(path: string, whole: string, signal: AbortSignal): Promise<Drawn> {
  const asked = get<Graph>(path, signal);
  const laid = maps.get(whole) ?? laidOut(whole, whole === path ? asked : get<Graph>(whole, signal));
  const [graph, { map, frame }] = await Promise.all([asked, laid]);
  placeRest(map, graph);
  return { graph, map, frame };
}

async function laidOut(whole: string, graph: Promise<Graph>): Promise<Laid> {
  const map = layOut(await graph);
  const laid = { map, frame: frameOf(map) };
  maps.set(whole, laid);
  return laid;
}
