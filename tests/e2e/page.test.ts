import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { appForTests, newTab } from './harness';
import { inEachLook, isTooWide } from './looks';
import { longText, paragraph } from './texts';
import { violations } from './violations';

const app = appForTests();

/** What the page shows of the work under way; the same is told to screen readers by a status beside it. */
const phase = (page: Page) => page.locator('.line [aria-hidden]');

test('by keyboard alone: write, speak, stop', async () => {
  const page = await newTab(app);
  for (let presses = 0; presses < 12; presses++) {
    if (await page.evaluate(() => document.activeElement?.id === 'text')) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('Hello there.');
  await page.keyboard.press('Control+Enter');
  await phase(page).getByText('Done').waitFor();
  await page.locator('#text').fill(longText(2000));
  await page.keyboard.press('Control+Enter');
  await phase(page).getByText('Speaking').waitFor();
  await page.keyboard.press('Escape');
  await phase(page).getByText('Stopped').waitFor();
});

test('what was heard can be saved: the file is the speech, whole', async () => {
  const page = await newTab(app);
  await page.locator('#text').fill(paragraph);
  await page.getByRole('button', { name: 'Speak', exact: true }).click();
  await phase(page).getByText('Speaking').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as WAV' }).click(),
  ]);
  const bytes = await readFile(await download.path());
  expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
  expect((bytes.length - 44) / 48_000).toBeGreaterThan(10);
  expect(download.suggestedFilename()).toMatch(/\.wav$/);
});

test('the sample model speaks on the page, and the page says where it ran', async () => {
  const page = await newTab(app);
  await page.locator('input[value=sample-kokoro]').check();
  await page.locator('#text').fill('One two three.');
  await page.keyboard.press('Control+Enter');
  await phase(page).getByText('Done').waitFor();
  await page.getByText('real time').waitFor();
});

test('a model that cannot be had is an error with a next step, and the page goes on', async () => {
  const page = await newTab(app, { allow: ['http://127.0.0.1:9'] });
  await page.evaluate(() =>
    fetch('/v1/settings', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ hub: 'http://127.0.0.1:9' }),
    }),
  );
  await page.locator('input[value=kokoro]').check();
  await page.locator('#text').fill('Hello.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').getByText('127.0.0.1:9').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.locator('input[value=espeak-ng]').check();
  await page.keyboard.press('Control+Enter');
  await phase(page).getByText('Done').waitFor();
});

test('axe finds nothing while it speaks, when it is paused and when it is stopped', async () => {
  const page = await newTab(app);
  await page.locator('#text').fill(longText(2000));
  await page.keyboard.press('Control+Enter');
  for (const [state, key] of [
    ['Speaking', 'Alt+Enter'],
    ['Paused', 'Escape'],
    ['Stopped', 'Escape'],
  ] as const) {
    await phase(page).getByText(state).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press(key);
  }
});

test('axe finds nothing, empty and after speaking, and nothing is cut off', async () => {
  const page = await newTab(app);
  const check = () =>
    inEachLook(page, async (look) => {
      expect(await violations(page), look).toEqual([]);
      expect(await isTooWide(page), look).toBe(false);
    });
  await check();
  await page.locator('#text').fill('Hello there.');
  await page.keyboard.press('Control+Enter');
  await phase(page).getByText('Done').waitFor();
  await check();
});
