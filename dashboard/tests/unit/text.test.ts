import { expect, test } from 'vitest';
import { range, score } from '../../src/lib/format';
import { marksOf, otherMarks, pieces } from '../../src/lib/spans';
import type { Event, Report } from '../../src/lib/types';

const report: Report = {
  article: 'a1',
  published_on: null,
  status: 'occurred',
  evidence: { start: 2, end: 21, text: 'Chile and Peru met.' },
  trigger: { text: 'met', span: [17, 20] },
  mentions: [{ actor: 'CHL', role: 'participant', text: 'Chile', span: [2, 7] }, { actor: 'PER', role: 'participant', text: 'Peru', span: [12, 16] }],
  date: null,
  place: null,
  attribution: null,
  rule: 'r',
  confidence: 1,
};

test('positions count letters, not the halves that a browser stores them in', () => {
  const cut = pieces('😀 Chile and Peru met. More.', marksOf(report));
  expect(cut.map((piece) => piece.text).join('')).toBe('😀 Chile and Peru met. More.');
  const words = (kind: string): string[] => cut.filter((piece) => piece.marks.some((mark) => mark.kind === kind)).map((piece) => piece.text);
  expect(words('actor')).toEqual(['Chile', 'Peru']);
  expect(words('act')).toEqual(['met']);
  expect(words('evidence').join('')).toBe('Chile and Peru met.');
});

test('marks beyond the text are cut off, and a text without marks is one piece', () => {
  expect(pieces('short', [{ kind: 'act', start: 2, end: 99, note: '' }]).map((piece) => piece.text)).toEqual(['sh', 'ort']);
  expect(pieces('short', [])).toEqual([{ text: 'short', marks: [] }]);
});

test('the acts of other events lead to them', () => {
  const event = (id: string): Event => ({ id, type: 'meeting', reports: [report] }) as unknown as Event;
  expect(otherMarks([event('1'), event('2')], '1').map((mark) => mark.event)).toEqual(['2']);
});

test('a range is said as shortly as it can be', () => {
  expect(range({ start: '2005-12-24', end: '2005-12-24' })).toBe('24 Dec 2005');
  expect(range({ start: '2005-12-01', end: '2005-12-31' })).toBe('Dec 2005');
  expect(range({ start: '2004-01-01', end: '2004-12-31' })).toBe('2004');
  expect(range({ start: '2005-12-01', end: '2005-12-04' })).toBe('1–4 Dec 2005');
  expect(range({ start: '2004-02-01', end: '2004-03-10' })).toBe('1 Feb – 10 Mar 2004');
  expect(range(null)).toBe('undated');
});

test('a score has its sign', () => {
  expect([7, 0, -0.04, -5.26].map(score)).toEqual(['+7.0', '0.0', '0.0', '−5.3']);
});
