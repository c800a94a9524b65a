import { expect, test } from 'vitest';
import { combined } from '../../src/chart/rows';
import { stepOf } from '../../src/chart/scene';
import { after, bucketFor, fill, lastDay } from '../../src/lib/buckets';
import { quadOfCameo, typesOfQuad } from '../../src/lib/quad';
import type { TypeInfo } from '../../src/lib/types';

test('buckets follow one another over the ends of months and years', () => {
  expect(after('2004-02-28', 'day')).toBe('2004-02-29');
  expect(after('2004-12-27', 'week')).toBe('2005-01-03');
  expect(after('2004-12-01', 'month')).toBe('2005-01-01');
  expect(lastDay('2004-02-01', 'month')).toBe('2004-02-29');
  expect(lastDay('2004-01-01', 'year')).toBe('2004-12-31');
});

test('a bucket is as long as makes the picture readable', () => {
  expect(bucketFor('2014-01-01', '2014-03-01')).toBe('day');
  expect(bucketFor('2014-01-01', '2014-12-31')).toBe('week');
  expect(bucketFor('2005-01-01', '2014-12-31')).toBe('month');
  expect(bucketFor('1900-01-01', '2014-12-31')).toBe('year');
});

test('months without events are there, and empty', () => {
  const filled = fill([{ start: '2005-11-01', count: 2, mean_score: 1 }, { start: '2006-01-01', count: 1, mean_score: 3 }], 'month');
  expect(filled.map((moment) => [moment.start, moment.count])).toEqual([['2005-11-01', 2], ['2005-12-01', 0], ['2006-01-01', 1]]);
});

test('the mean of all classes is weighed by their events', () => {
  const none = { data: [], undated: 0 };
  const series = [{ data: [{ start: '2005-01-01', count: 3, mean_score: 2 }], undated: 4 }, none, none, { data: [{ start: '2005-01-01', count: 1, mean_score: -10 }, { start: '2007-01-01', count: 1, mean_score: -9 }], undated: 1 }];
  const { rows, undated } = combined(series, 'year');
  expect(rows).toEqual([
    { start: '2005-01-01', counts: [3, 0, 0, 1], total: 4, mean: -1 },
    { start: '2006-01-01', counts: [0, 0, 0, 0], total: 0, mean: null },
    { start: '2007-01-01', counts: [0, 0, 0, 1], total: 1, mean: -9 },
  ]);
  expect(undated).toBe(5);
});

test('every root of CAMEO has its class', () => {
  expect(['010', '057', '06', '084', '09', '139', '14', '190'].map(quadOfCameo)).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  const type = (name: string, cameo: string): TypeInfo => ({ name, cameo, label: name, shape: 'symmetric', met: false, plover: null });
  const types = [type('talks', '046'), type('attack', '190'), type('meeting', '040')];
  expect(typesOfQuad(types, 1, [])).toEqual(['talks', 'meeting']);
  expect(typesOfQuad(types, 1, ['attack', 'meeting'])).toEqual(['meeting']);
});

test('the steps of an axis are round', () => {
  expect([1, 9, 38, 900].map(stepOf)).toEqual([1, 5, 10, 500]);
});
