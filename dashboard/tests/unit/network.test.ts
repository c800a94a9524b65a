import { expect, test } from 'vitest';
import { strokes } from '../../src/network/draw';
import { figure, means, pairAt } from '../../src/network/figure';
import { chance, layOut, placeRest, shaping } from '../../src/network/layout';
import { named, type Name, type Named } from '../../src/network/names';
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

const measured = (text: string): number => 6 * text.length;
const picture = { width: 300, height: 200 };
const actor = (label: string, x: number, y: number, size = 5, wanted = false): Named => ({ label, x, y, size, wanted });
const boxes = (names: readonly Name[]): [number, number, number, number][] => names.map(({ label, left, middle }) => [left, left + measured(label), middle - 6, middle + 6]);

test('no name lies on another or on a large actor, and none is cut', () => {
  const crowd = Array.from({ length: 80 }, (_, at) => actor(`Actor ${at}`, 300 * chance(`${at}`, 1), 200 * chance(`${at}`, 2), 2 + (at % 7)));
  const shown = boxes(named(crowd, picture, measured));
  expect(shown.length).toBeGreaterThan(10);
  shown.forEach(([left, right, top, bottom], at) => {
    expect(left >= 0 && right <= 300 && top >= 0 && bottom <= 200).toBe(true);
    for (const other of shown.slice(at + 1)) expect(right <= other[0] || other[1] <= left || bottom <= other[2] || other[3] <= top).toBe(true);
    const large = crowd.filter(({ size }) => size >= 4);
    for (const { x, y } of large) expect(x > left && x < right && y > top && y < bottom).toBe(false);
  });
});

test('the largest is named first, to the left where the right is cut, and who is wanted always', () => {
  expect(named([actor('Small', 100, 100, 4), actor('Large', 104, 104, 9)], picture, measured)[0]?.label).toBe('Large');
  const [edge] = named([actor('At the border', 290, 100)], picture, measured);
  expect((edge?.left ?? 0) + measured('At the border')).toBeLessThan(290);
  const heap = Array.from({ length: 30 }, (_, at) => actor('A long name', 150 + at, 100, 12));
  const free = named(heap, picture, measured).length;
  expect(free).toBeLessThan(30);
  expect(named([...heap, actor('Pointed at', 150, 100, 3, true)], picture, measured)[0]?.label).toBe('Pointed at');
});

test('an actor has the mean score of its pairs by their events, and its colour', () => {
  const links = [{ ...link('A', 'B'), count: 3, mean_score: 2 }, { ...link('A', 'C'), count: 1, mean_score: -6 }];
  expect([...means({ links })]).toEqual([['A', 0], ['B', 2], ['C', -6]]);
  const { discs } = figure({ ...graph, links }, layOut(graph), false);
  expect(new Set(discs.filter(({ id }) => id !== 'D').map(({ colour }) => colour)).size).toBe(3);
});

const cross = new Map([['A', { x: 0, y: 0 }], ['B', { x: 10, y: 0 }], ['C', { x: 0, y: 10 }], ['D', { x: 50, y: 50 }]]);

test('the pair under the pointer is the nearest line', () => {
  const { lines } = figure(graph, cross, false);
  const at = (x: number, y: number): string | undefined => pairAt(lines, { x, y }, 1, () => 0)?.join('');
  expect([at(5, 0.5), at(0.4, 7), at(5.2, 5), at(9, -4), at(-3, 0)]).toEqual(['AB', 'AC', 'BC', undefined, undefined]);
});

test('a pair lies between its two actors, the busiest wide and on top, and none hangs on somebody who is not shown', () => {
  const links = [{ ...link('A', 'B'), count: 400 }, { ...link('A', 'C'), count: 1 }, link('A', 'GONE')];
  const { lines } = figure({ ...graph, links }, new Map([...cross, ['GONE', { x: 1, y: 1 }]]), false);
  expect(lines.map(({ ends }) => ends.join(''))).toEqual(['AC', 'AB']);
  expect(lines.map(({ one, other }) => [one.x, one.y, other.x, other.y])).toEqual([[0, 0, 0, 10], [0, 0, 10, 0]]);
  expect(lines.map(({ size }) => size)).toEqual([0.5 + 5.5 / 20, 6]);
});

test('lines of a point are drawn together by colour, wider ones above them and one by one', () => {
  const { lines } = figure({ ...graph, links: [{ ...link('A', 'B'), count: 400 }, { ...link('B', 'C'), count: 300 }, { ...link('A', 'C'), count: 1 }, { ...link('C', 'D'), count: 1 }] }, cross, false);
  const told = (factor: number, points: number): [number, string][] => strokes(lines, factor, points).map(({ width, lines }) => [Math.round(width), lines.map(({ ends }) => ends.join('')).join(' ')]);
  expect(told(1, 1)).toEqual([[1, 'CD AC'], [5, 'BC'], [6, 'AB']]);
  expect(told(4, 1)).toEqual([[3, 'CD'], [3, 'AC'], [21, 'BC'], [24, 'AB']]);
  expect(told(1, 2).length).toBe(4);
  // Each line once, whatever it is drawn with.
  expect(strokes(lines, 1, 1).flatMap(({ lines }) => lines).length).toBe(lines.length);
});
