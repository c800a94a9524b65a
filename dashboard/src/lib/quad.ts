import type { TypeInfo } from './types';

/** The four classes of conduct, in the order in which they are stacked. */
export const QUADS = [
  { id: 1, name: 'Verbal cooperation', tone: 'talk' },
  { id: 2, name: 'Material cooperation', tone: 'help' },
  { id: 3, name: 'Verbal conflict', tone: 'blame' },
  { id: 4, name: 'Material conflict', tone: 'force' },
] as const;
export type Quad = (typeof QUADS)[number]['id'];
export type Tone = (typeof QUADS)[number]['tone'];

/** The class of a CAMEO code, by its root: 01-05, 06-08, 09-13, 14-20. */
export function quadOfCameo(cameo: string): Quad {
  const root = Number.parseInt(cameo.slice(0, 2), 10);
  if (root <= 5) return 1;
  if (root <= 8) return 2;
  return root <= 13 ? 3 : 4;
}

/** The types of a class among those chosen; all of them where none is chosen. */
export function typesOfQuad(types: readonly TypeInfo[], quad: Quad, chosen: readonly string[]): string[] {
  const own = types.filter((type) => quadOfCameo(type.cameo) === quad).map((type) => type.name);
  return chosen.length ? own.filter((name) => chosen.includes(name)) : own;
}
