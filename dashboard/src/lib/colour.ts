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

/** The colour of a Goldstein score, -10 to 10. The scale is steeper near the middle, where most of diplomacy lies. */
export function scoreColour(score: number, dark: boolean): string {
  const { conflict, middle, cooperation } = dark ? DARK : LIGHT;
  const share = Math.min(1, Math.sqrt(Math.abs(score) / 7));
  const end = score < 0 ? conflict : cooperation;
  return hex(middle.map((part, at) => part + ((end[at] ?? part) - part) * share));
}

/** The colours of the four classes of conduct. */
export const QUAD_COLOURS: Record<'light' | 'dark', readonly [string, string, string, string]> = {
  light: ['#8fb8e0', '#1d5fa8', '#f0b27a', '#b45309'],
  dark: ['#9cc7f5', '#4a8fd9', '#f7c28c', '#e07b1f'],
};

export const INK = {
  light: { paper: '#ffffff', ink: '#1b2330', soft: '#55606e', rule: '#dcdfe3', node: '#3f4a59' },
  dark: { paper: '#171c24', ink: '#e3e8ee', soft: '#a3adba', rule: '#29313c', node: '#c3ccd7' },
} as const;
