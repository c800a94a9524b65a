import { expect, test } from 'vitest';
import { curl, fileName, filterOf, nextPage, search, toggled } from '../../src/lib/query';

const query = (text: string): URLSearchParams => new URLSearchParams(text);

test('one filter has one address, whatever the order and however much is empty', () => {
  expect(search(filterOf(query('to=2015&type=talks&actor=&actor=CHN&bucket=day')))).toBe('?actor=CHN&type=talks&to=2015');
  expect(search(filterOf(query('actor=CHN&with=USA&from=2014'), ['actor', 'with', 'role']))).toBe('?from=2014');
  expect(search([])).toBe('');
});

test('a value is added to what is chosen and taken from it again', () => {
  const one = toggled(query('type=talks&from=2014'), 'type', 'visit');
  expect(one.getAll('type')).toEqual(['talks', 'visit']);
  expect(toggled(one, 'type', 'talks').toString()).toBe('from=2014&type=visit');
});

test('a request is a line that a shell takes as it is', () => {
  expect(curl('http://127.0.0.1:8080', "/v1/events?place=Cote+d'Ivoire", false)).toBe("curl 'http://127.0.0.1:8080/v1/events?place=Cote+d%27Ivoire'");
  expect(curl('https://here', '/v1/events', true)).toBe('curl -H "Authorization: Bearer $CHANCERY_KEY" \'https://here/v1/events\'');
});

test('the next page is the one that the header names', () => {
  expect(nextPage('</v1/events?cursor=ab&limit=2>; rel="next"')).toBe('/v1/events?cursor=ab&limit=2');
  expect(nextPage(null)).toBeUndefined();
});

test('a file is named by its query', () => {
  expect(fileName(new URL('http://x/v1/events?actor=North+Korea&limit=1000&format=csv'))).toBe('chancery-events-actor-North_Korea');
});
