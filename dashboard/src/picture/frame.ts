import { INK } from '../lib/colour';
import type { Scene, Size } from './scene';

const MARGIN = { top: 64, bottom: 34, side: 24 };

/** Puts a picture into a frame that says what it shows, of which events, when it was made, and from where. */
export function framed(title: string, filter: string, inside: (size: Size, dark: boolean) => Scene, dark: boolean, size: Size = { width: 1200, height: 800 }): Scene {
  const ink = INK[dark ? 'dark' : 'light'];
  const scene = inside({ width: size.width - 2 * MARGIN.side, height: size.height - MARGIN.top - MARGIN.bottom }, dark);
  const moved = scene.shapes.map((shape) => {
    const [x, y] = [MARGIN.side, MARGIN.top];
    switch (shape.kind) {
      case 'line':
        return { ...shape, x1: shape.x1 + x, x2: shape.x2 + x, y1: shape.y1 + y, y2: shape.y2 + y };
      case 'path':
        return { ...shape, points: shape.points.map(([px, py]): [number, number] => [px + x, py + y]) };
      default:
        return { ...shape, x: shape.x + x, y: shape.y + y };
    }
  });
  const made = new Date().toISOString().slice(0, 10);
  return {
    ...size,
    background: ink.paper,
    shapes: [
      ...moved,
      { kind: 'text', x: MARGIN.side, y: 30, text: title, colour: ink.ink, size: 20, bold: true },
      { kind: 'text', x: MARGIN.side, y: 50, text: filter, colour: ink.soft, size: 12 },
      { kind: 'text', x: MARGIN.side, y: size.height - 12, text: `Chancery, ${location.host}`, colour: ink.soft, size: 11 },
      { kind: 'text', x: size.width - MARGIN.side, y: size.height - 12, text: made, colour: ink.soft, size: 11, end: true },
    ],
  };
}
