// What holds of every view: it can be used by everyone, it fits a narrow screen, and it weighs little.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fits, serious, settled } from './helpers';
import { launch, open, Service, skipped } from './service';

const VIEWS = ['/', '/meetings', '/graph?level=country', '/timeline', '/events', '/events/FIRST', '/actors', '/actors/CHN', '/dyads/CHN/USA', '/articles', '/articles/2018-singapore', '/add'];

test('the scripts weigh little', () => {
  const dist = resolve(import.meta.dirname, '../../dist');
  const weight = (name: string): number => gzipSync(readFileSync(join(dist, name))).length;
  const scripts = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'));
  const first = [...readFileSync(join(dist, 'index.html'), 'utf8').matchAll(/assets\/[^"]+\.js/g)].reduce((sum, [name]) => sum + weight(name), 0);
  const all = scripts.reduce((sum, name) => sum + weight(join('assets', name)), 0);
  console.log(`JavaScript, gzipped: ${(first / 1000).toFixed(1)} kB for the first view, ${(all / 1000).toFixed(1)} kB in all`);
  expect(first).toBeLessThan(120_000);
  expect(all).toBeLessThan(250_000);
});

describe.skipIf(skipped)('every view', () => {
  let service: Service;
  let browser: Browser;
  let views: string[];

  beforeAll(async () => {
    service = await Service.start();
    browser = await launch();
    const list = (await (await fetch(`${service.url}/v1/events?limit=1`)).json()) as { data: { id: string }[] };
    views = VIEWS.map((view) => view.replace('FIRST', list.data[0]?.id ?? ''));
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  // Side by side: what takes the time is the browser, and it has a process for each.
  test.concurrent.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('in %s at %i pixels: axe finds nothing serious, nothing sticks out, nothing breaches the policy', { timeout: 1_200_000 }, async (colorScheme, width) => {
    const { page, context, faults } = await open(browser, service.url, { colorScheme, viewport: { width, height: 844 } });
    const found: string[] = [];
    for (const view of views) {
      await page.goto(view);
      await settled(page);
      found.push(...(await serious(page)).map((line) => `${view}: ${line}`));
      await fits(page);
    }
    await context.close();
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('menus and help are in order too', async () => {
    const { page, context } = await open(browser, service.url);
    await page.goto('/events');
    await settled(page);
    await page.getByRole('button', { name: /^Type/ }).click();
    await page.waitForSelector('.menu .count');
    expect(await serious(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await serious(page)).toEqual([]);
    await context.close();
  });

  test('the picture stands where there is no WebGL', async () => {
    const plain = await launch('--disable-3d-apis');
    const { page, faults } = await open(plain, service.url);
    await page.goto('/graph');
    await settled(page);
    await page.waitForSelector('.still canvas');
    const painted = await page.locator('.still canvas').evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      return new Set(data).size;
    });
    expect(painted).toBeGreaterThan(10);
    await plain.close();
    expect(faults).toEqual([]);
  });
});

describe.skipIf(skipped)('a service without anything', () => {
  test('says what to do, and asks for a key where one is needed', async () => {
    const service = await Service.start([], undefined, { CHANCERY_API_KEYS: 'read:0123456789abcdef0123456789abcdef' });
    const browser = await launch();
    try {
      const { page } = await open(browser, service.url);
      await page.goto('/');
      await page.getByRole('textbox', { name: 'Key' }).fill('0123456789abcdef0123456789abcdef');
      await page.getByRole('button', { name: 'Use it' }).click();
      await page.getByText('The graph is empty').waitFor();
      expect(await serious(page)).toEqual([]);
      const line = await page.getByRole('button', { name: 'Copy as curl' }).getAttribute('title');
      expect(line).toContain('Bearer $CHANCERY_KEY');
    } finally {
      await browser.close();
      await service.stop();
    }
  });
});
