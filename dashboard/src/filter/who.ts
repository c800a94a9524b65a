import type { Pairs } from '../lib/query';

/** Who is meant by the path of a page of one actor or of two, as parameters of a filter. */
export function who(parts: Record<string, string>): Pairs {
  if (parts.a && parts.b) {
    return [
      ['actor', parts.a],
      ['with', parts.b],
    ];
  }
  return parts.id && !/^[0-9a-f]{16}$/.test(parts.id) ? [['actor', parts.id]] : [];
}
