import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { copyChangedApp } from './changed-app';
import { startApp, type App, type Visit } from './harness';
import { speakWord } from './spoken-word';

// Software WebGPU takes seconds for a word, and each of these compares a sentence at least once.
const patience = 4 * 60_000;

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
}, patience);

async function visitModels(options: { folder?: string } = {}): Promise<[App, Visit, Page]> {
  const app = await startApp(options);
  closing.push(() => app.close());
  const visit = await app.visit();
  closing.push(() => visit.close());
  const page = await visit.openTab('#/models');
  await page.getByText('Models run on').waitFor();
  return [app, visit, page];
}

/** A graphics card that gives noise wherever it is asked for more than a few numbers. */
const brokenCard = `{
  const map = GPUBuffer.prototype.getMappedRange;
  GPUBuffer.prototype.getMappedRange = function (...place) {
    const range = map.apply(this, place);
    const isAnswer = (this.usage & GPUBufferUsage.MAP_READ) !== 0;
    if (isAnswer && range.byteLength > 10_000) {
      const numbers = new Float32Array(range, 0, range.byteLength >> 2);
      for (let i = 0; i < numbers.length; i++) numbers[i] = 0.3 * Math.sin(i * i);
    }
    return range;
  };
}`;

type Health = {
  gpu: { failures: number } | null;
  verdicts: { agrees: boolean; figures: object }[];
};

function healthOf(page: Page): Promise<Health> {
  return page.evaluate(async () => {
    const { sotto } = (await (await fetch('/v1/health')).json()) as { sotto: Health };
    return sotto;
  });
}

async function chooseCard(page: Page): Promise<void> {
  await page.getByLabel('The graphics card, always').check();
  await page.getByText('Saved').waitFor();
}

const verdict = (page: Page) => page.locator('[data-checked=sample-kokoro]');

test(
  'a card that is asked for is compared, shown and speaks; when it is lost, the next request starts anew',
  async () => {
    const [app, , page] = await visitModels();
    // A software adapter is no graphics card, unless it is asked for.
    await page.getByText('emulated on the processor').waitFor();
    await chooseCard(page);
    const [status, device, bytes] = await speakWord(page);
    expect([status, device]).toEqual([200, 'webgpu']);
    expect(bytes).toBeGreaterThan(10_000);
    const { verdicts } = await healthOf(page);
    expect(verdicts).toMatchObject([{ agrees: true, figures: { frames: 0 } }]);
    await verdict(page).getByText('As on the processor').waitFor();
    const { violations } = await new AxeBuilder({ page }).include('section').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);

    const browser = await app.browser.newBrowserCDPSession();
    await browser.send('Browser.crashGpuProcess').catch(() => undefined);
    await expect
      .poll(async () => (await healthOf(page)).gpu?.failures, { timeout: 30_000 })
      .toBe(1);
    expect((await speakWord(page))[0]).toBe(200);
  },
  patience,
);

test(
  'a card that gives noise is found out, and the model speaks from the processor',
  async () => {
    const changed = copyChangedApp(brokenCard);
    closing.push(() => changed.remove());
    const [, , page] = await visitModels({ folder: changed.folder });
    await chooseCard(page);
    const [status, device, bytes] = await speakWord(page);
    expect([status, device]).toEqual([200, 'wasm']);
    expect(bytes).toBeGreaterThan(10_000);
    expect((await healthOf(page)).verdicts).toMatchObject([{ agrees: false }]);
    await verdict(page)
      .getByText(/^Wrong.*log-mel distance/)
      .waitFor();

    await verdict(page).getByRole('button', { name: 'Check again' }).press('Enter');
    await page.getByText('Checked: it is wrong').waitFor({ timeout: patience });
    await verdict(page)
      .getByText(/^Wrong.*log-mel distance/)
      .waitFor();
  },
  patience,
);

test('what cannot be checked is refused with the reason', async () => {
  const [, , page] = await visitModels();
  const refused = await page.evaluate(async () => {
    const answers = ['espeak-ng', 'nobody'].map((model) =>
      fetch(`/v1/models/${model}/check`, { method: 'POST' }),
    );
    return Promise.all(
      (await Promise.all(answers)).map(async (answer) => [answer.status, await answer.text()]),
    );
  });
  expect(refused).toEqual([
    [400, expect.stringContaining('computes too little')],
    [404, expect.stringContaining('nobody')],
  ]);
});
