import { describe, expect, test } from 'vitest';
import { bodyOf, draftOf } from '../../src/lib/correction';
import type { Event } from '../../src/lib/types';

const event = {
  id: '0000000000000001',
  type: 'meeting',
  status: 'occurred',
  date: { start: '2005-12-24', end: '2005-12-24' },
  place: { name: 'Beijing', within: 'China', country: 'CHN', precision: 'city' },
  participants: [
    { actor: 'zeng-peiyan', name: 'Zeng Peiyan', role: 'participant' },
    { actor: 'JPN', name: 'Japan', role: 'participant' },
  ],
} as Event;

describe('the form of a correction', () => {
  test('sends nothing as long as nothing is changed', () => {
    expect(bodyOf(draftOf(event), event)).toBeUndefined();
    expect(bodyOf({ ...draftOf(event), reason: 'because' }, event)).toBeUndefined();
  });

  test('sends only what is changed, and the reason', () => {
    expect(bodyOf({ ...draftOf(event), type: 'talks', reason: ' read wrongly ' }, event)).toEqual({ type: 'talks', reason: 'read wrongly' });
    expect(bodyOf({ ...draftOf(event), to: '2005-12-26' }, event)).toEqual({ date: { start: '2005-12-24', end: '2005-12-26' } });
    expect(bodyOf({ ...draftOf(event), from: '', to: '' }, event)).toEqual({ date: null });
    expect(bodyOf({ ...draftOf(event), type: 'talks', rejected: true }, event)).toEqual({ rejected: true });
  });

  test('names a place to be looked up, or tells it', () => {
    expect(bodyOf({ ...draftOf(event), place: 'Lima' }, event)).toEqual({ place: 'Lima' });
    expect(bodyOf({ ...draftOf(event), place: 'Valencia', within: 'Spain' }, event)).toEqual({ place: 'Valencia, Spain' });
    expect(bodyOf({ ...draftOf(event), place: 'Hall 7', within: 'Lima', precision: 'site' }, event)).toEqual({ place: { name: 'Hall 7', precision: 'site', within: 'Lima' } });
    expect(bodyOf({ ...draftOf(event), place: '' }, event)).toEqual({ place: null });
  });

  test('names whoever stays by his id and others as they are written', () => {
    const [first] = draftOf(event).participants;
    const participants = [{ ...first!, role: 'host' }, { id: 'JPN', name: 'Peru', role: 'source' }, { id: '', name: ' ', role: 'source' }];
    expect(bodyOf({ ...draftOf(event), participants }, event)).toEqual({ participants: [{ actor: 'zeng-peiyan', role: 'host' }, { actor: 'Peru', role: 'source' }] });
  });
});
