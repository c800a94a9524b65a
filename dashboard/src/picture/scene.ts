// A picture as plain shapes. It is written as SVG or painted as PNG, with what it shows printed on it.

export type Shape =
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number; colour: string; width: number; dash?: boolean }
  | { kind: 'circle'; x: number; y: number; r: number; colour: string }
  | { kind: 'rect'; x: number; y: number; width: number; height: number; colour: string }
  | { kind: 'path'; points: [number, number][]; colour: string; width: number }
  | { kind: 'text'; x: number; y: number; text: string; colour: string; size: number; bold?: boolean; end?: boolean; halo?: string };

export interface Size {
  width: number;
  height: number;
}

export interface Scene extends Size {
  background: string;
  shapes: Shape[];
}

/** Letters of a picture. */
export const FONT = "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif";
