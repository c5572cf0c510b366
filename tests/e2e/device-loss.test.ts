import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { subjectOf } from '../../src/engines/agreement/subject';
import { copyChangedApp } from './changed-app';
import { startApp } from './harness';
import { speakWord } from './spoken-word';

// Software WebGPU takes seconds for a word.
const patience = 4 * 60_000;

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
}, patience);

const card = { vendor: 'test', architecture: 'card', device: '', description: '' };

/**
 * Gives the software adapter the name of a card, and destroys its devices when it is told to. They are real ones, and
 * of no use from then on; only why they are lost is told as of a card that was.
 */
const losableCard = `{
  const tell = (type, told) => {
    for (const [name, value] of Object.entries(told)) {
      Object.defineProperty(type.prototype, name, { get: () => value });
    }
  };
  tell(GPUAdapterInfo, ${JSON.stringify({ ...card, isFallbackAdapter: false })});
  tell(GPUDeviceLostInfo, { reason: 'unknown', message: 'the test lost it' });
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    const device = await request.apply(this, wanted);
    new BroadcastChannel('lose-card').onmessage = () => device.destroy();
    return device;
  };
}`;

/** The card is known for right, so that the model is not compared first, which another test does. */
async function trustCard(page: Page): Promise<void> {
  const userAgent = await page.evaluate(() => navigator.userAgent);
  const adapter = { ...card, isFallbackAdapter: false } as GPUAdapterInfo;
  const subject = subjectOf('sample-kokoro', 'fp32', { adapter, machine: { userAgent } });
  await page.evaluate(
    async ({ subject, date }) => {
      const opening = indexedDB.open('sotto-devices');
      opening.onupgradeneeded = () => opening.result.createObjectStore('verdicts');
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const { model, precision, runtime, adapter, browser } = subject;
      const key = ['verdict', model, precision, runtime, adapter, browser];
      const verdict = { ...subject, agrees: true, finding: 'as told', figures: {}, date };
      const change = opening.result.transaction('verdicts', 'readwrite');
      change.objectStore('verdicts').put(verdict, key);
      await new Promise((resolve) => (change.oncomplete = resolve));
      opening.result.close();
    },
    { subject, date: Date.now() },
  );
}

/** Loads the sample model, which has then said something to itself; gives the device. */
function load(page: Page): Promise<string | null | undefined> {
  return page.evaluate(async () => {
    await (await fetch('/v1/models/sample-kokoro', { method: 'POST' })).text();
    const listed = (await (await fetch('/v1/models')).json()) as {
      data: { id: string; sotto?: { device: string | null } }[];
    };
    return listed.data.find(({ id }) => id === 'sample-kokoro')?.sotto?.device;
  });
}

async function loseCard(page: Page): Promise<void> {
  await page.evaluate(() => new BroadcastChannel('lose-card').postMessage('lose'));
  const sample = page.locator('[data-model=sample-kokoro]');
  await sample.getByText('On this device', { exact: true }).waitFor();
}

test(
  'a card that is lost twice is left alone: the next request is spoken from the processor',
  async () => {
    const changed = copyChangedApp(losableCard);
    closing.push(() => changed.remove());
    const app = await startApp({ folder: changed.folder });
    closing.push(() => app.close());
    const visit = await app.visit();
    closing.push(() => visit.close());
    const page = await visit.openTab('#/models');
    await page.getByText('Models run on').waitFor();
    await trustCard(page);

    for (let losses = 0; losses < 2; losses++) {
      expect(await load(page)).toBe('webgpu');
      await loseCard(page);
    }
    const [status, device, bytes] = await speakWord(page);
    expect([status, device]).toEqual([200, 'wasm']);
    expect(bytes).toBeGreaterThan(10_000);
    const sample = page.locator('[data-model=sample-kokoro]');
    await sample.getByText('failed 2 times in the last seven days').waitFor();
  },
  patience,
);
