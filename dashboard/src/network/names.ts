// Where the names of actors stand: beside their actors, none on another or on an actor of its size, and none cut at the border.

/** An actor who may be named, where the picture shows it. */
export interface Named {
  label: string;
  x: number;
  y: number;
  /** The radius of its disc. */
  size: number;
  /** Named even where no free place is left. */
  wanted: boolean;
}

/** A name with the left end of its line and the middle of its height. */
export interface Name {
  label: string;
  left: number;
  middle: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The height of a line, and the gap between a name and what is next to it. */
const [LINE, GAP] = [13, 3];

const apart = (one: Box, other: Box): boolean => one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
const disc = ({ x, y, size }: Named): Box => ({ left: x - size, right: x + size, top: y - size, bottom: y + size });

/** The places around an actor, in the order in which they are tried: right, left, below, above. */
function around({ x, y, size }: Named, width: number): Box[] {
  const off = size + GAP;
  const places: [number, number][] = [[x + off, y], [x - off - width, y], [x - width / 2, y + off + LINE / 2], [x - width / 2, y - off - LINE / 2]];
  return places.map(([left, middle]) => ({ left, right: left + width, top: middle - LINE / 2, bottom: middle + LINE / 2 }));
}

/** Gives each actor's name a place on a picture, those that are wanted and the larger actors first; who finds none goes without. `measured` is the width of a text. */
export function named(actors: readonly Named[], picture: { width: number; height: number }, measured: (text: string) => number): Name[] {
  const order = actors.toSorted((a, b) => Number(b.wanted) - Number(a.wanted) || b.size - a.size || (a.label < b.label ? -1 : 1));
  const discs = actors.map((actor) => ({ actor, box: disc(actor) }));
  const taken: Box[] = [];
  return order.flatMap((actor) => {
    const width = measured(actor.label);
    const inside = around(actor, width).filter((box) => box.left >= GAP && box.right <= picture.width - GAP && box.top >= 0 && box.bottom <= picture.height);
    const bare = inside.filter((box) => taken.every((held) => apart(box, held)));
    const off = (least: number) => (box: Box): boolean => discs.every((held) => held.actor === actor || held.actor.size < least || apart(box, held.box));
    // A great actor is named rather than a small one seen whole.
    const free = bare.find(off(0)) ?? bare.find(off(actor.size / 2));
    const box = free ?? (actor.wanted ? inside[0] : undefined);
    if (!box) return [];
    taken.push(box);
    return [{ label: actor.label, left: box.left, middle: (box.top + box.bottom) / 2 }];
  });
}
