import { expect, test } from 'vitest';
import { chance, layOut, placeRest, shaping } from '../../src/network/layout';
import { svgOf } from '../../src/picture/write';
import type { Graph, GraphNode } from '../../src/lib/types';

const node = (id: string): GraphNode => ({ id, name: id, kind: 'country', country: id, depth: null, count: 3 });
const link = (source: string, target: string): Graph['links'][number] => ({ source, target, count: 3, mean_score: 1 });
const graph = { nodes: ['A', 'B', 'C', 'D'].map(node), links: [link('A', 'B'), link('B', 'C'), link('A', 'C')] };

test('the same graph lies the same way, and apart', () => {
  const [one, other] = [layOut(graph), layOut(graph)];
  expect([...one]).toEqual([...other]);
  expect(new Set([...one.values()].map((spot) => Math.round(spot.x * 100))).size).toBe(4);
  expect([...one.values()].every((spot) => Number.isFinite(spot.x) && Number.isFinite(spot.y))).toBe(true);
});

test('a filter moves nobody and puts newcomers beside their counterparts', () => {
  const map = layOut(graph);
  const before = new Map(map);
  placeRest(map, { nodes: [...graph.nodes, node('E'), node('F')], links: [link('E', 'A')] });
  for (const [id, spot] of before) expect(map.get(id)).toEqual(spot);
  const [a, e] = [map.get('A'), map.get('E')];
  const reach = Math.max(50, ...[...before.values()].map((spot) => Math.hypot(spot.x, spot.y)));
  expect(Math.hypot((a?.x ?? 0) - (e?.x ?? 0), (a?.y ?? 0) - (e?.y ?? 0))).toBeLessThan(reach * 0.13);
  expect(map.has('F')).toBe(true);
});

test('chance follows from the name', () => {
  expect(chance('CHN', 1)).toBe(chance('CHN', 1));
  expect(chance('CHN', 1)).not.toBe(chance('CHN', 2));
  const all = Array.from({ length: 1000 }, (_, at) => chance(`actor-${at}`, 1));
  expect(Math.abs(all.reduce((sum, value) => sum + value, 0) / 1000 - 0.5)).toBeLessThan(0.05);
});

test('what a picture says is text and never markup', () => {
  const svg = svgOf({ width: 10, height: 10, background: '#fff', shapes: [{ kind: 'text', x: 1, y: 1, text: '<script>"&', colour: '#000', size: 9 }] });
  expect(svg).toContain('&#60;script&#62;&#34;&#38;');
  expect(svg).not.toContain('<script');
});

test('the closest pairs shape the map, not the greatest powers', () => {
  const hub = Array.from({ length: 30 }, (_, at) => link('HUB', `N${at}`));
  const shaped = shaping({ links: [...hub, { ...link('N0', 'N1'), count: 3 }] });
  expect(shaped[0]).toMatchObject({ source: 'N0', target: 'N1' });
  expect(shaped.filter((one) => one.source === 'N0' || one.target === 'N0').length).toBe(2);
});
