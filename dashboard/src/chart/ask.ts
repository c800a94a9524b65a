import { get } from '../lib/api';
import type { Bucket } from '../lib/buckets';
import { QUADS, typesOfQuad } from '../lib/quad';
import { search, type Pairs } from '../lib/query';
import type { Timeline, TypeInfo } from '../lib/types';
import { combined, type Rows } from './rows';

/** Asks for the series of each class. A class none of whose types is chosen is empty. */
export async function ask(filter: Pairs, bucket: Bucket, types: readonly TypeInfo[], signal: AbortSignal): Promise<Rows> {
  const chosen = filter.filter(([name]) => name === 'type').map(([, type]) => type);
  const others = filter.filter(([name]) => name !== 'type');
  const series = QUADS.map(({ id }): Promise<Timeline> => {
    const own = typesOfQuad(types, id, chosen).map((type): [string, string] => ['type', type]);
    if (!own.length) return Promise.resolve({ data: [], undated: 0 });
    return get<Timeline>(`/v1/timeline${search(others, own, [['bucket', bucket]])}`, signal);
  });
  return combined(await Promise.all(series), bucket);
}
