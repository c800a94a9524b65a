// From conflict (orange) over grey to cooperation (blue): apart for every kind of colour vision, and in light and dark.

type Rgb = readonly [number, number, number];
interface Scale {
  conflict: Rgb;
  middle: Rgb;
  cooperation: Rgb;
}

const LIGHT: Scale = { conflict: [180, 83, 9], middle: [150, 156, 164], cooperation: [29, 95, 168] };
const DARK: Scale = { conflict: [245, 158, 75], middle: [112, 121, 132], cooperation: [110, 176, 255] };

const hex = (rgb: readonly number[]): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** The colour of a Goldstein score, -10 to 10. It is full from 5 on: most of diplomacy lies near the middle. */
export const scoreColour = (score: number, dark: boolean): string => hex(ofScore(score, dark));

function ofScore(score: number, dark: boolean): Rgb {
  const { conflict, middle, cooperation } = dark ? DARK : LIGHT;
  return mixed(middle, score < 0 ? conflict : cooperation, Math.min(1, Math.abs(score) / 5) ** 0.8);
}

const mixed = (one: Rgb, other: Rgb, share: number): Rgb => [0, 1, 2].map((at) => (one[at] ?? 0) + ((other[at] ?? 0) - (one[at] ?? 0)) * share) as unknown as Rgb;
const rgb = (colour: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;

/** The colour of a pair: its score's, and the nearer to the paper the fewer its events, so that two thousand of them can be read. */
export function pairColour(score: number, strength: number, dark: boolean): string {
  return hex(mixed(PAPER[dark ? 'dark' : 'light'], ofScore(score, dark), 0.16 + 0.84 * Math.min(1, strength) ** 0.8));
}

/** The colour of an actor: that of the mean score of its pairs, nearer to the ink so that it stands out among them. */
export function actorColour(score: number, dark: boolean): string {
  return hex(mixed(ofScore(score, dark), rgb(INK[dark ? 'dark' : 'light'].ink), 0.2));
}

/** The colours of the four classes of conduct. */
export const QUAD_COLOURS: Record<'light' | 'dark', readonly [string, string, string, string]> = {
  light: ['#8fb8e0', '#1d5fa8', '#f0b27a', '#b45309'],
  dark: ['#9cc7f5', '#4a8fd9', '#f7c28c', '#e07b1f'],
};

export const INK = {
  light: { paper: '#ffffff', ink: '#1b2330', soft: '#55606e', rule: '#dcdfe3' },
  dark: { paper: '#171c24', ink: '#e3e8ee', soft: '#a3adba', rule: '#29313c' },
} as const;

/** The paper, to be mixed with; read once, since a picture has thousands of pairs. */
const PAPER = { light: rgb(INK.light.paper), dark: rgb(INK.dark.paper) };
