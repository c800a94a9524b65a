// The dashboard over ICEWS 2014 (90,730 events), where the data set lies beside the repository. Times are printed and fail nothing.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saved, settled, total } from './helpers';
import { icews, launch, open, program, Service, skipped } from './service';

// A store into which it was imported before, to spare the import.
const store = process.env.CHANCERY_ICEWS_STORE;
const canImport = (): boolean => / import /.test(execFileSync(program, ['--help'], { encoding: 'utf8' }));
const missing = skipped || store ? '' : !existsSync(icews) ? `no ${icews}` : canImport() ? '' : 'this program imports nothing';
if (!skipped && missing) console.warn(`Browser tests on ICEWS are skipped: ${missing}.`);

/** When a change of the filter is seen, in milliseconds from the click. */
interface Seen {
  /** The network is on the screen, as the browser says of the frame in which it was drawn. */
  network: number;
  /** Everything that follows the filter has followed. */
  whole: number;
}

/** Clicks on a value in an open menu. */
async function filterTime(page: Page, option: string): Promise<Seen> {
  await page.evaluate(() => {
    const times = { click: 0, network: 0 };
    (globalThis as unknown as { times: typeof times }).times = times;
    addEventListener('click', (event) => (times.click = event.timeStamp), { capture: true, once: true });
    // A letter put into the frame that shows the network: of text the browser says when it came upon the screen.
    const letter = Object.assign(document.createElement('span'), { textContent: '.' });
    letter.setAttribute('elementtiming', 'network');
    const mark = performance.mark.bind(performance);
    performance.mark = (name, options) => {
      if (name === 'chancery:network') {
        performance.mark = mark;
        document.querySelector('.title')?.append(letter);
      }
      return mark(name, options);
    };
    new PerformanceObserver((list, watch) => {
      watch.disconnect();
      letter.remove();
      times.network = (list.getEntries()[0] as PerformanceEntry & { renderTime: number }).renderTime;
    }).observe({ type: 'element' });
  });
  await page.locator('.menu label', { hasText: option }).click();
  await settled(page);
  return page.evaluate(async () => {
    const { times } = globalThis as unknown as { times: { click: number; network: number } };
    const whole = performance.now();
    while (!times.network) await new Promise(requestAnimationFrame);
    return { network: times.network - times.click, whole: whole - times.click };
  });
}

/** The middle of some times, the least and the greatest of them. */
function spread(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b).map((time) => time.toFixed(0));
  return `${sorted[sorted.length >> 1]} (${sorted[0]}-${sorted.at(-1)})`;
}

describe.skipIf(skipped || missing)('ICEWS 2014', () => {
  let folder: string;
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    folder = store ?? mkdtempSync(join(tmpdir(), 'chancery-icews-'));
    if (!store) {
      const start = Date.now();
      execFileSync(program, ['import', 'icews', icews, '--data-dir', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
      console.log(`ICEWS 2014 imported in ${((Date.now() - start) / 1000).toFixed(0)} s`);
    }
    service = await Service.start([], folder);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    if (!store) rmSync(folder, { recursive: true, force: true });
  });

  test('the first paint is quick', async () => {
    const times: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const { page, context, faults } = await open(browser, service.url);
      await page.goto('/');
      // Useful is when the newest events stand there.
      const useful = await page.waitForFunction(() => (document.querySelector('.list .event') ? performance.now() : 0)).then((handle) => handle.jsonValue());
      await settled(page);
      expect(await total(page)).toBeGreaterThan(90_000);
      const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
      console.log(`ICEWS, overview: first paint ${paint.toFixed(0)} ms, latest events there ${Number(useful).toFixed(0)} ms`);
      times.push(Number(useful));
      await context.close();
      expect(faults).toEqual([]);
    }
    console.log(`ICEWS, first useful paint: ${Math.min(...times).toFixed(0)} ms at best (to reach: 1000)`);
  });

  test('a filter shows at once at 2,000 edges, and moves nobody', async () => {
    const { page, context, faults } = await open(browser, service.url);
    await page.goto('/graph?level=country');
    await settled(page);
    const said = await page.locator('.title p').innerText();
    console.log(`ICEWS, network: ${said}`);
    expect(said).toMatch(/150 busiest of [\d,]+ actors/);
    const tabled = async (): Promise<string> => page.locator('table tbody').innerText();
    const before = await tabled();
    await page.getByRole('button', { name: /^Type/ }).click();
    await page.waitForSelector('.menu .count');
    const times: Seen[] = [];
    for (let round = 0; round < 5; round += 1) {
      for (const option of ['Held talks', 'Held talks', 'Accused', 'Accused', 'Visited', 'Visited']) times.push(await filterTime(page, option));
    }
    const told = (what: keyof Seen): string => spread(times.map((time) => time[what]));
    console.log(`ICEWS, filter change at up to 2,000 edges, milliseconds from the click, median (least-most) of ${times.length}: the network on the screen after ${told('network')} (to reach: 100), the whole page after ${told('whole')}; the first of each value ${[0, 2, 4].map((at) => times[at]?.network.toFixed(0)).join(', ')}`);
    expect(await tabled()).toBe(before);
    await context.close();
    expect(faults).toEqual([]);
  });

  test('the whole query is saved, not the page', async () => {
    const { page, context } = await open(browser, service.url);
    await page.goto('/meetings?level=country');
    await settled(page);
    const whole = (await (await fetch(`${service.url}/v1/meetings?level=country&limit=1`)).json()) as { page: { total: number } };
    expect(whole.page.total).toBeGreaterThan(1000);
    const file = await saved(page, () => page.getByRole('button', { name: 'CSV' }).click());
    expect(file.bytes.toString('utf8').trimEnd().split('\n')).toHaveLength(whole.page.total + 1);
    await context.close();
  });

  test('two countries that no event names themselves are counted by those who act for them', async () => {
    const { page, context, faults } = await open(browser, service.url);
    await page.goto('/dyads/CHN/USA');
    await settled(page);
    expect(await page.locator('header.head').innerText()).toContain('0 events together');
    await page.getByRole('link', { name: 'Count those who act for them' }).click();
    await page.waitForURL(/level=country/);
    await settled(page);
    expect(await page.locator('header.head').innerText()).toMatch(/[1-9][\d,]* events together/);
    await context.close();
    expect(faults).toEqual([]);
  });

  test('the ways of the demo lead through ICEWS too', async () => {
    const { page, context, faults } = await open(browser, service.url);
    for (const path of ['/timeline', '/events', '/actors/CHN', '/dyads/CHN/JPN', '/meetings']) {
      await page.goto(path);
      await settled(page);
      expect(await page.locator('main [role=alert]').count(), path).toBe(0);
    }
    await page.goto('/events?actor=CHN&with=JPN');
    await settled(page);
    await page.keyboard.press('j');
    await page.waitForURL(/\/events\/[0-9a-f]{16}/);
    await settled(page);
    expect(await page.locator('.reader h1').count()).toBe(1);
    await context.close();
    expect(faults).toEqual([]);
  });
});
