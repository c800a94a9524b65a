import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Found {
  id: string;
  impact: string | null;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** What axe finds of WCAG 2.2 AA that is serious or critical, as lines. */
export async function serious(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (options: unknown) => Promise<{ violations: Found[] }> } };
    return (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })).violations;
  });
  const bad = found.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  return bad.flatMap((one) => one.nodes.slice(0, 4).map((node) => `${one.id}: ${one.help} at ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}

/** Waits until the view of the address stands, nothing is asked of the service any more, and what came is drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('main') && !document.querySelector('[aria-busy=true], .wait, .busy.on'));
}

/** The number of events that the filter bar tells. */
export async function total(page: Page): Promise<number> {
  const text = await page.locator('.filters .total').innerText();
  return Number(text.replace(/\D/g, ''));
}

/** Nothing sticks out of the page sideways. */
export async function fits(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(content, page.url()).toBeLessThanOrEqual(window ?? 0);
}

/** What is saved when something is clicked. */
export async function saved(page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
