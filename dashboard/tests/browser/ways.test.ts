// The ways of an analyst through the demo, in a real browser.

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { saved, settled, total } from './helpers';
import { launch, open, Service, skipped, type Watched } from './service';

interface Told {
  id: string;
  reports: { trigger: { text: string } | null; mentions: { text: string }[]; date: { text: string } | null; place: { text: string } | null }[];
}

describe.skipIf(skipped)('the demo', () => {
  let service: Service;
  let browser: Browser;
  let watched: Watched;

  beforeAll(async () => {
    service = await Service.start();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });
  beforeEach(async () => {
    watched = await open(browser, service.url);
  });
  afterEach(async () => {
    await watched.context.close();
    expect(watched.faults).toEqual([]);
  });

  const json = async <T>(path: string): Promise<T> => (await (await fetch(service.url + path)).json()) as T;

  test('look, choose, and read the words one click away', async () => {
    const { page } = watched;
    await page.goto('/');
    await settled(page);
    const stats = await json<{ events: number }>('/v1/stats');
    expect(await total(page)).toBe(stats.events);
    await page.getByRole('link', { name: 'Who met whom' }).click();
    await settled(page);
    const first = page.locator('table tbody tr').first();
    const pair = await json<{ data: { a: { name: string }; b: { name: string }; count: number }[] }>('/v1/meetings?limit=1');
    expect(await first.innerText()).toContain(pair.data[0]?.a.name);
    await first.locator('td.num a').click();
    await settled(page);
    expect(page.url()).toMatch(/\/dyads\/[^/]+\/[^/]+$/);
    expect(await page.locator('main h1').innerText()).toContain(pair.data[0]?.b.name);
    await page.locator('.event .type').first().click();
    await page.waitForSelector('.words mark.act');
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const told = await json<Told>(`/v1/events/${id}`);
    const words = async (kind: string): Promise<string[]> => page.locator(`.words mark.${kind}`).allInnerTexts();
    expect((await words('act')).join('')).toBe(told.reports[0]?.trigger?.text);
    for (const mention of told.reports[0]?.mentions ?? []) expect((await words('actor')).join(' ')).toContain(mention.text.split(' ').at(-1));
  });

  test('a filter is chosen by its counts, stands in the address, and is the request that curl makes', async () => {
    const { page } = watched;
    await page.goto('/events');
    await settled(page);
    await page.getByRole('button', { name: /^Actor/ }).click();
    const option = page.locator('.menu label', { hasText: 'China' }).first();
    const counted = Number((await option.locator('.count').innerText()).replace(/\D/g, ''));
    await option.locator('input').check();
    await settled(page);
    expect(new URL(page.url()).search).toBe('?actor=CHN');
    expect(await total(page)).toBe(counted);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Type/ }).click();
    await page.locator('.menu label').first().locator('input').check();
    await settled(page);
    expect(new URL(page.url()).searchParams.getAll('type')).toHaveLength(1);
    const line = (await page.getByRole('button', { name: 'Copy as curl' }).getAttribute('title')) ?? '';
    const path = /'http:\/\/127\.0\.0\.1:\d+(\/v1\/events\?[^']*)'/.exec(line)?.[1] ?? '';
    expect((await json<{ page: { total: number } }>(path)).page.total).toBe(await total(page));
    // Another view keeps the filter, and the browser's step back takes it away.
    await page.keyboard.press('Escape');
    await page.getByRole('navigation').getByRole('link', { name: 'Timeline' }).click();
    expect(new URL(page.url()).searchParams.get('actor')).toBe('CHN');
    await page.goBack();
    await page.goBack();
    expect(new URL(page.url()).search).toBe('?actor=CHN');
  });

  test('every field has values with counts', async () => {
    const { page } = watched;
    await page.goto('/events?actor=CHN');
    await settled(page);
    for (const field of ['Actor', 'With', 'Role', 'Type', 'Status', 'Dates', 'Place', 'Country', 'Source', 'Level', 'Confidence']) {
      await page.getByRole('button', { name: new RegExp(`^${field}`) }).click();
      await page.waitForFunction(() => /\d/.test(document.querySelector('.menu .count')?.textContent ?? ''));
      await page.keyboard.press('Escape');
      expect(await page.locator('.menu').count(), field).toBe(0);
    }
  });

  test('j and k go from event to event, in a list and in an article', async () => {
    const { page } = watched;
    await page.goto('/events');
    await settled(page);
    const list = await json<{ data: { id: string }[] }>('/v1/events?limit=3');
    const shown = async (at: number): Promise<void> => page.waitForURL((url) => url.pathname === `/events/${list.data[at]?.id}`);
    await page.keyboard.press('j');
    await shown(0);
    await page.keyboard.press('j');
    await shown(1);
    await page.keyboard.press('k');
    await shown(0);
    const articles = await json<{ data: { id: string }[] }>('/v1/articles?limit=1');
    await page.goto(`/articles/${articles.data[0]?.id}`);
    await settled(page);
    const selected = (): Promise<string | null> => page.locator('.event.selected').getAttribute('data-event');
    const before = await selected();
    await page.keyboard.press('j');
    expect(await selected()).not.toBe(before);
    await page.keyboard.press('k');
    expect(await selected()).toBe(before);
    // While something is typed they are letters.
    await page.goto('/events');
    await page.getByRole('combobox').fill('j');
    expect(new URL(page.url()).pathname).toBe('/events');
  });

  test('a stretch of the timeline drives every view, by pointer and by keys', async () => {
    const { page } = watched;
    await page.goto('/timeline');
    await settled(page);
    const plot = await page.locator('.u-over').boundingBox();
    if (!plot) throw new Error('nothing is plotted');
    await page.mouse.move(plot.x + plot.width * 0.2, plot.y + 40);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width * 0.6, plot.y + 60, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL((url) => url.searchParams.has('from') && url.searchParams.has('to'));
    await settled(page);
    const window = new URL(page.url()).search;
    const count = await total(page);
    expect(count).toBe((await json<{ page: { total: number } }>(`/v1/events${window}`)).page.total);
    await page.getByRole('navigation').getByRole('link', { name: 'Events', exact: true }).click();
    await settled(page);
    expect(await total(page)).toBe(count);
    const end = page.getByRole('slider', { name: 'First day of the window' });
    await end.focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((before) => location.search !== before, window);
    const strip = await page.locator('.strip svg').first().boundingBox();
    if (!strip) throw new Error('there is no strip');
    await page.getByRole('button', { name: 'Whole time' }).click();
    expect(new URL(page.url()).search).toBe('');
    await page.mouse.move(strip.x + strip.width * 0.5, strip.y + 20);
    await page.mouse.down();
    await page.mouse.move(strip.x + strip.width * 0.9, strip.y + 20, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL((url) => url.searchParams.has('from'));
  });

  test('the page of an actor shows offices, counterparts, types, latest and planned events', async () => {
    const { page } = watched;
    await page.goto('/actors/Gorbachev');
    await settled(page);
    expect(await page.locator('main h1').innerText()).toBe('Mikhail Gorbachev');
    for (const name of ['Latest events', 'Counterparts', 'Offices', 'Types', 'Planned']) expect(await page.getByRole('heading', { name, exact: true }).count(), name).toBe(1);
    expect(await page.locator('.u-over').count()).toBe(1);
    await page.goto('/dyads/CHN/USA');
    await settled(page);
    for (const name of ['Latest events', 'Who acts', 'Types', 'Planned']) expect(await page.getByRole('heading', { name, exact: true }).count(), name).toBe(1);
  });

  test('nothing is asked twice, and nothing for a view that is left', async () => {
    const { page } = watched;
    let asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith('/v1/')) asked.push(pathname + search);
    });
    for (const [view, path] of [['/graph', '/v1/graph'], ['/', '/v1/stats'], ['/timeline', '/v1/stats']] as const) {
      asked = [];
      await page.goto(view);
      await settled(page);
      expect(asked.filter((one) => one.startsWith(path)), view).toHaveLength(1);
    }
    await page.goto('/dyads/CHN/USA');
    await settled(page);
    // Another length of the bars is a matter of the series alone.
    asked = [];
    await page.getByRole('button', { name: 'month', exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get('bucket') === 'month');
    await settled(page);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((path) => !(path.startsWith('/v1/timeline') && path.includes('bucket=month')))).toEqual([]);
    // The page of an actor does not take the event that is gone to for an actor.
    await page.goto('/actors/CHN');
    await settled(page);
    asked = [];
    await page.locator('.event .type').first().click();
    await page.waitForURL((url) => url.pathname.startsWith('/events/'));
    await settled(page);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(asked).toContain(`/v1/events/${id}`);
    expect(asked.filter((path) => path.includes(`actor=${id}`) || path.includes(`/actors/${id}`))).toEqual([]);
    // Dates are counted by the timeline; the values of other fields are not needed for them.
    await page.goto('/events');
    await settled(page);
    asked = [];
    await page.getByRole('button', { name: /^Dates/ }).click();
    await page.waitForSelector('.menu .count');
    expect(asked.filter((path) => path.startsWith('/v1/facets'))).toEqual([]);
  });

  test('an answer that is long in coming leaves the last one, which soon looks old', async () => {
    const { page } = watched;
    await page.goto('/events');
    await settled(page);
    let answer = (): void => undefined;
    const held = new Promise<void>((go) => (answer = go));
    await page.route('**/v1/events?type=sanction*', async (route) => {
      await held;
      await route.continue();
    });
    const before = await page.locator('main .event').count();
    await page.getByRole('button', { name: /^Type/ }).click();
    await page.locator('.menu label', { hasText: 'Sanctioned' }).locator('input').check();
    await page.waitForSelector('main .old');
    expect(await page.locator('main .event').count()).toBe(before);
    expect(Number(await page.locator('main .old').evaluate((part) => getComputedStyle(part).opacity))).toBeLessThan(1);
    answer();
    await settled(page);
    expect(await page.locator('main .old').count()).toBe(0);
    expect(await page.locator('main .event').count()).toBeLessThan(before);
  });

  test('a level has one map, however one comes to it', async () => {
    const { page } = watched;
    const svg = async (): Promise<string> => (await saved(page, () => page.getByRole('button', { name: 'SVG' }).click())).bytes.toString('utf8');
    await page.goto('/graph?level=country');
    await settled(page);
    const straight = await svg();
    await page.goto('/graph');
    await settled(page);
    await page.getByRole('button', { name: /^Level/ }).click();
    await page.locator('.menu label', { hasText: 'Countries' }).locator('input').check();
    await page.waitForURL((url) => url.searchParams.get('level') === 'country');
    await settled(page);
    await page.keyboard.press('Escape');
    expect(await svg()).toBe(straight);
  });

  test('a pair in the picture is lit in the table, and leads to its page', async () => {
    const { page } = watched;
    await page.goto('/graph');
    await settled(page);
    const box = await page.locator('.network').boundingBox();
    if (!box) throw new Error('nothing is drawn');
    const more = page.getByRole('button', { name: /^Show more of/ });
    if (await more.count()) await more.click();
    // The address of the one row that is lit. An actor lights all of its rows, so that both of the pair must have others.
    const lit = (): Promise<string | undefined> =>
      page.evaluate(() => {
        const rows = [...document.querySelectorAll('tbody tr')].map((row) => ({ lit: row.matches('.lit'), links: [...row.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '') }));
        const [row, ...others] = rows.filter((row) => row.lit);
        const known = row?.links.slice(0, 2).every((actor) => rows.filter(({ links }) => links.includes(actor)).length > 1);
        return known && !others.length ? row?.links[2] : undefined;
      });
    // Somewhere across the middle the pointer comes upon a line.
    let [x, way] = [box.x + 40, undefined as string | undefined];
    for (; x < box.x + box.width - 40; x += 3) {
      await page.mouse.move(x, box.y + box.height / 2);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      way = await lit();
      if (way) break;
    }
    expect(way).toMatch(/^\/dyads\//);
    await page.mouse.click(x, box.y + box.height / 2);
    await page.waitForURL((url) => url.pathname === way);
  });

  test('a question is read as a query', async () => {
    const { page } = watched;
    await page.goto('/');
    await page.keyboard.press('/');
    await page.keyboard.type('who met whom in Beijing');
    await page.getByRole('option', { name: /^Ask/ }).click();
    await page.waitForURL((url) => url.pathname === '/meetings' && url.searchParams.get('place') === 'Beijing');
    await page.keyboard.press('/');
    await page.keyboard.type('Gorba');
    await page.getByRole('option', { name: /Gorbachev/ }).first().click();
    await page.waitForURL((url) => url.pathname.startsWith('/actors/'));
  });

  test('an article is read at once and kept only when one says so', async () => {
    const { page } = watched;
    const articles = async (): Promise<number> => (await json<{ articles: number }>('/v1/stats')).articles;
    const before = await articles();
    await page.goto('/add');
    await page.getByLabel('Text').fill("Vatania's envoy Ana Ortega said little. Japanese Prime Minister Shinzo Abe met French President Francois Hollande in Tokyo on Tuesday.");
    await page.getByLabel('Published').fill('2013-06-12');
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.waitForSelector('.words mark.act');
    expect(await page.locator('.words mark.act').innerText()).toBe('met');
    expect(await page.locator('.words mark.date').innerText()).toBe('Tuesday');
    expect(await articles()).toBe(before);
    await page.getByRole('button', { name: 'Keep this article' }).click();
    await page.getByText(/^Kept:/).waitFor();
    expect(await articles()).toBe(before + 1);
  });

  test('the whole query is saved as CSV, and pictures as SVG and PNG', async () => {
    const { page } = watched;
    await page.goto('/events?type=visit&type=meeting');
    await settled(page);
    const list = await saved(page, () => page.getByRole('button', { name: 'CSV' }).click());
    const lines = list.bytes.toString('utf8').split('\n').filter((line) => /^[0-9a-f]{16},/.test(line));
    expect(list.name).toMatch(/^chancery-events-.*\.csv$/);
    expect(lines).toHaveLength(await total(page));
    await page.goto('/graph');
    await settled(page);
    const svg = await saved(page, () => page.getByRole('button', { name: 'SVG' }).click());
    expect(svg.bytes.toString('utf8')).toMatch(/^<svg [\s\S]*Who dealt with whom[\s\S]*all events[\s\S]*<\/svg>\s*$/);
    const png = await saved(page, () => page.getByRole('button', { name: 'PNG' }).click());
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    await page.goto('/timeline');
    await settled(page);
    const series = await saved(page, () => page.getByRole('button', { name: 'SVG' }).click());
    expect(series.bytes.toString('utf8')).toContain('Mean Goldstein score');
  });

  test('every picture has a table twin, and the same figures in it', async () => {
    const { page } = watched;
    await page.goto('/timeline?bucket=year');
    await settled(page);
    await page.keyboard.press('t');
    const cells = await page.locator('.twin tbody tr td:nth-child(6)').allInnerTexts();
    const series = await json<{ data: { count: number }[] }>('/v1/timeline?bucket=year');
    expect(cells.map(Number)).toEqual(series.data.map((moment) => moment.count));
    await page.goto('/graph');
    await settled(page);
    expect(await page.locator('.network canvas').count()).toBeGreaterThan(0);
    await page.keyboard.press('t');
    expect(await page.locator('.network').count()).toBe(0);
    const graph = await json<{ total_links: number }>('/v1/graph');
    expect(await page.locator('tbody tr').count()).toBe(Math.min(40, graph.total_links));
  });

  test('help opens by its key, and single keys can be turned off', async () => {
    const { page } = watched;
    await page.goto('/');
    await settled(page);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Single keys do something').click();
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    expect(new URL(page.url()).pathname).toBe('/');
  });

  test('what goes wrong is told, with what to do', async () => {
    const { page } = watched;
    const said = async (path: string): Promise<string> => {
      await page.goto(path);
      await settled(page);
      return page.locator('main').innerText();
    };
    expect(await said('/actors/Gorbachov')).toMatch(/Perhaps: .*Gorbachev/);
    expect(await said('/events?from=2006&to=2005')).toMatch(/leave to out/);
    expect(await said('/events?place=Qqville')).toMatch(/leave place out/);
    expect(await said('/meetings?type=sanction')).toContain('not a meeting');
    expect(await said('/events?from=1801&to=1802')).toContain('Nothing fits the filter');
    expect(await said('/events/0000000000000000')).toMatch(/No event has the id/);
  });
});
