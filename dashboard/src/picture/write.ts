import { FONT, type Scene, type Shape } from './scene';

const escaped = (text: string): string => text.replace(/[<>&"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const short = (value: number): string => String(Math.round(value * 100) / 100);

function written(shape: Shape): string {
  switch (shape.kind) {
    case 'line':
      return `<line x1="${short(shape.x1)}" y1="${short(shape.y1)}" x2="${short(shape.x2)}" y2="${short(shape.y2)}" stroke="${shape.colour}" stroke-width="${short(shape.width)}"${shape.dash ? ' stroke-dasharray="5 4"' : ''}/>`;
    case 'circle':
      return `<circle cx="${short(shape.x)}" cy="${short(shape.y)}" r="${short(shape.r)}" fill="${shape.colour}"/>`;
    case 'rect':
      return `<rect x="${short(shape.x)}" y="${short(shape.y)}" width="${short(shape.width)}" height="${short(shape.height)}" fill="${shape.colour}"/>`;
    case 'path':
      return `<polyline points="${shape.points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ')}" fill="none" stroke="${shape.colour}" stroke-width="${shape.width}"/>`;
    case 'text': {
      const halo = shape.halo ? ` stroke="${shape.halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"` : '';
      return `<text x="${short(shape.x)}" y="${short(shape.y)}" fill="${shape.colour}" font-size="${shape.size}"${shape.bold ? ' font-weight="600"' : ''}${shape.end ? ' text-anchor="end"' : ''}${halo}>${escaped(shape.text)}</text>`;
    }
  }
}

/** The picture as SVG. */
export function svgOf({ width, height, background, shapes }: Scene): string {
  const body = shapes.map(written).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(FONT)}">\n<rect width="100%" height="100%" fill="${background}"/>\n${body}\n</svg>\n`;
}

/** Paints the picture. */
export function paint(context: CanvasRenderingContext2D, { width, height, background, shapes }: Scene): void {
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  for (const shape of shapes) paintShape(context, shape);
}

function paintShape(context: CanvasRenderingContext2D, shape: Shape): void {
  context.fillStyle = context.strokeStyle = shape.colour;
  context.beginPath();
  switch (shape.kind) {
    case 'line':
      context.lineWidth = shape.width;
      context.setLineDash(shape.dash ? [5, 4] : []);
      context.moveTo(shape.x1, shape.y1);
      context.lineTo(shape.x2, shape.y2);
      context.stroke();
      return;
    case 'circle':
      context.arc(shape.x, shape.y, shape.r, 0, 2 * Math.PI);
      context.fill();
      return;
    case 'rect':
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
      return;
    case 'path':
      context.lineWidth = shape.width;
      context.setLineDash([]);
      shape.points.forEach(([x, y]) => context.lineTo(x, y));
      context.stroke();
      return;
    case 'text':
      context.font = `${shape.bold ? '600 ' : ''}${shape.size}px ${FONT}`;
      context.textAlign = shape.end ? 'end' : 'start';
      if (shape.halo) {
        context.setLineDash([]);
        context.lineJoin = 'round';
        context.lineWidth = 3;
        context.strokeStyle = shape.halo;
        context.strokeText(shape.text, shape.x, shape.y);
      }
      context.fillText(shape.text, shape.x, shape.y);
  }
}

/** The picture as PNG, twice as fine as its size says. */
export async function pngOf(scene: Scene): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [scene.width * 2, scene.height * 2];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser cannot paint');
  context.scale(2, 2);
  paint(context, scene);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('the picture is too large'))), 'image/png'));
}
