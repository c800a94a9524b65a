// What a person corrects of an event on its page, and takes back.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fits, serious, settled } from './helpers';
import { launch, open, Service, skipped } from './service';

interface Told {
  id: string;
  type: string;
  date: { start: string } | null;
  participants: { actor: string; name: string; role: string }[];
  corrected: string[] | null;
}

const KEYS = { read: 'r'.repeat(24), write: 'w'.repeat(24) };

describe.skipIf(skipped)('corrections', () => {
  let service: Service;
  let browser: Browser;
  let first: Told;

  const answer = (path: string): Promise<Response> => fetch(service.url + path, { headers: { authorization: `Bearer ${KEYS.read}` } });
  const event = async (): Promise<Told> => (await (await answer(`/v1/events/${first.id}`)).json()) as Told;
  /** The page of the event, for whoever has this key. */
  const visit = async (key: string, width = 1280): Promise<{ page: Page; leave: () => Promise<void> }> => {
    const { page, context, faults } = await open(browser, service.url, { viewport: { width, height: 900 } });
    await page.addInitScript((key) => sessionStorage.setItem('chancery.key', key), key);
    await page.goto(`/events/${first.id}`);
    await settled(page);
    return {
      page,
      leave: async () => {
        await context.close();
        expect(faults).toEqual([]);
      },
    };
  };

  beforeAll(async () => {
    service = await Service.start(['--demo'], undefined, { CHANCERY_API_KEYS: `read:${KEYS.read},write:${KEYS.write}` });
    browser = await launch();
    const list = (await (await answer('/v1/events?type=meeting&limit=1')).json()) as { data: Told[] };
    first = list.data[0]!;
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  test('are offered to whoever may write, and to nobody else', async () => {
    const reader = await visit(KEYS.read);
    expect(await reader.page.getByRole('button', { name: 'Correct', exact: true }).count()).toBe(0);
    await reader.leave();
    const writer = await visit(KEYS.write);
    await writer.page.getByRole('button', { name: 'Correct', exact: true }).click();
    expect(await writer.page.getByRole('button', { name: 'Save the correction' }).isDisabled()).toBe(true);
    await writer.leave();
  });

  test('hold at once, say what was there before, and are taken back', async () => {
    const { page, leave } = await visit(KEYS.write);
    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    const form = page.getByRole('form', { name: 'Correct this event' });
    // By keys alone: the cursor is in the form, at its first field.
    expect(await page.evaluate(() => document.activeElement?.closest('form')?.getAttribute('aria-label'))).toBe('Correct this event');
    await form.getByLabel('Type').selectOption('talks');
    await form.getByLabel('First day').fill('2011-03-04');
    await form.getByLabel('Last day').fill('2011-03-05');
    await form.getByLabel('Place', { exact: true }).fill('Lima');
    await form.getByRole('button', { name: 'Add somebody' }).click();
    await page.keyboard.type('Peru');
    await form.getByLabel('Reason').fill('the caption was read');
    await form.getByRole('button', { name: 'Save the correction' }).click();
    await page.getByText('The correction holds.').waitFor();
    await settled(page);
    expect(await page.locator('header.head h1').innerText()).toMatch(/talks/i);
    expect(await page.locator('header.head').innerText()).toMatch(/4–5 Mar 2011[\s\S]*Lima/);
    expect(await page.locator('header.head .said').count()).toBe(4);
    const now = await event();
    expect(now.corrected).toEqual(['type', 'date', 'place', 'participants']);
    expect(now.participants.map((one) => one.actor)).toEqual([...first.participants.map((one) => one.actor), 'PER']);
    expect(await page.locator('.corrections').innerText()).toContain('the caption was read');
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByText('The correction is taken back.').waitFor();
    await settled(page);
    expect(await event()).toEqual({ ...(await event()), ...first, reports: expect.anything() });
    expect(await page.locator('header.head .said').count()).toBe(0);
    expect(await page.locator('.corrections').innerText()).toContain('taken back');
    await leave();
  });

  test('tell what is wrong, with what is accepted, and keep what was filled in', async () => {
    const { page, leave } = await visit(KEYS.write);
    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    const form = page.getByRole('form', { name: 'Correct this event' });
    await form.getByLabel('Place', { exact: true }).fill('Nowhere at all');
    await form.getByRole('button', { name: 'Save the correction' }).click();
    expect(await form.getByRole('alert').innerText()).toMatch(/place: accepted is the name of a place/);
    await form.getByLabel('Kind of place').selectOption('site');
    await form.getByRole('textbox', { name: 'Participant 1' }).fill('Zzyx Qqart');
    await form.getByRole('button', { name: 'Save the correction' }).click();
    await form.getByText(/participants\[0\]\.actor/).waitFor();
    expect(await form.getByLabel('Place', { exact: true }).inputValue()).toBe('Nowhere at all');
    await form.getByRole('button', { name: 'Cancel' }).click();
    expect((await event()).corrected).toBe(null);
    await leave();
  });

  test('what is no event goes, and comes back', async () => {
    const { page, leave } = await visit(KEYS.write);
    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    await page.getByLabel('This is not an event').check();
    await page.getByRole('button', { name: 'Save the correction' }).click();
    await page.getByText(/No event has the id/).waitFor();
    expect((await answer(`/v1/events/${first.id}`)).status).toBe(404);
    // So too for whoever comes to its address later.
    await page.reload();
    await page.getByText('Not an event').waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.locator('header.head h1').waitFor();
    expect((await event()).type).toBe(first.type);
    await leave();
  });

  test.each([1280, 390])('at %i pixels the form and the list are in order and fit', async (width) => {
    const { page, leave } = await visit(KEYS.write, width);
    await page.getByRole('button', { name: 'Correct', exact: true }).click();
    await page.getByRole('form').waitFor();
    await settled(page);
    expect(await serious(page)).toEqual([]);
    await fits(page);
    await page.getByRole('form').scrollIntoViewIfNeeded();
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/correct-${width}.png`, fullPage: width < 500 });
    await leave();
  });
});
