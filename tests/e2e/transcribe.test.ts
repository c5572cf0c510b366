import { AxeBuilder } from '@axe-core/playwright';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wavFile } from '../../src/client/wav-file';
import { startApp, type App } from './harness';

/** The sample model knows these, and hears them wherever they begin. */
const words = 'one two three four';
const rate = 24_000;

let app: App;
/** Its microphone hears the words once, a second after it was opened. */
let listening: App;
let folder: string;
let recording: { name: string; mimeType: string; buffer: Buffer };
beforeAll(async () => {
  app = await startApp();
  const spoken = await speak();
  const silence = new Float32Array(rate);
  recording = {
    name: 'four-words.wav',
    mimeType: 'audio/wav',
    buffer: await bytesOf(wavFile([silence.subarray(rate / 2), spoken, silence], rate)),
  };
  folder = await mkdtemp(join(tmpdir(), 'sotto-microphone-'));
  const microphone = join(folder, 'microphone.wav');
  const pause = [silence, silence];
  await writeFile(microphone, await bytesOf(wavFile([silence, spoken, ...pause], rate)));
  listening = await startApp({
    browserArguments: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}%noloop`,
    ],
  });
});
afterAll(async () => {
  await Promise.all([app.close(), listening.close()]);
  await rm(folder, { recursive: true });
});

async function bytesOf(file: Blob): Promise<Buffer> {
  return Buffer.from(await file.arrayBuffer());
}

/** The words as the sample voice says them. */
async function speak(): Promise<Float32Array> {
  const visit = await app.visit();
  const page = await visit.openTab();
  const samples = await page.evaluate(async (input) => {
    const body = { model: 'sample-kokoro', voice: 'af_sample', input, response_format: 'pcm' };
    const answer = await fetch('/v1/audio/speech', { method: 'POST', body: JSON.stringify(body) });
    return [...new Int16Array(await answer.arrayBuffer())];
  }, words);
  await visit.close();
  return Float32Array.from(samples, (sample) => sample / 32_768);
}

async function openPage(visit: Awaited<ReturnType<App['visit']>>): Promise<Page> {
  const page = await visit.openTab('#/transcribe');
  await page.locator('input[value=sample-whisper]').check();
  return page;
}

const give = (page: Page, file: typeof recording) =>
  page.locator('input[type=file]').setInputFiles(file);
const phase = (page: Page) => page.locator('.line [aria-hidden]');
const done = (page: Page) => phase(page).getByText('Done').waitFor();

/** What was written down, as bare words. */
async function written(page: Page): Promise<string> {
  const lines = await page.locator('ol p').allInnerTexts();
  const bare =
    lines
      .join(' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return bare.join(' ');
}

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('a file is written down; its text is played from where one points, and saved as captions', async () => {
  const visit = await app.visit();
  const page = await openPage(visit);
  await give(page, recording);
  await done(page);
  expect(await written(page)).toBe(words);
  await page.getByText(/^Language: English/).waitFor();

  await page
    .getByRole('button', { name: /^Play from/ })
    .first()
    .click();
  await page.locator('.said').waitFor();
  expect(words).toContain(await page.locator('.said').innerText());

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as SRT' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('four-words.srt');
  const captions = await readFile(await download.path(), 'utf8');
  expect(captions).toMatch(/^1\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\n/);
  await visit.close();
});

test('by keyboard alone: dictate until a pause, and stop', async () => {
  const visit = await listening.visit();
  const page = await openPage(visit);
  await page.getByRole('button', { name: 'Dictate' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Speak. Each pause is written down.').waitFor();
  // The text comes while the microphone is still open.
  await expect.poll(() => written(page), { timeout: 60_000 }).toBe(words);
  await page.getByRole('button', { name: 'Stop recording' }).waitFor();
  await page.keyboard.press('Enter');
  await done(page);
  expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Dictate');
  expect(await written(page)).toBe(words);
  await page
    .getByRole('button', { name: /^Play from/ })
    .first()
    .waitFor();
  await visit.close();
});

test('a recording is written down when it is over', async () => {
  const visit = await listening.visit();
  const page = await openPage(visit);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByText(/^0:0[5-9]$/).waitFor();
  expect(await written(page)).toBe('');
  await page.keyboard.press('Escape');
  await done(page);
  expect(await written(page)).toBe(words);
  await visit.close();
});

test('what is no recording is an error with a reason, and the page goes on', async () => {
  const visit = await app.visit();
  const page = await openPage(visit);
  await give(page, { ...recording, buffer: Buffer.from('Dear diary, nothing to hear here.') });
  await page.getByRole('alert').getByText(/\w/).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await give(page, { ...recording, buffer: Buffer.alloc(0) });
  await page.getByRole('alert').getByText("'four-words.wav' is empty").waitFor();
  await give(page, recording);
  await done(page);
  expect(await page.getByRole('alert').innerText()).toBe('');
  await visit.close();
});

test('a microphone that is refused, and one that is silent, are told with the next step', async () => {
  const visit = await app.visit();
  await visit.context.addInitScript(() => {
    const devices = navigator.mediaDevices;
    devices.getUserMedia = async () => {
      devices.getUserMedia = async () => {
        const context = new AudioContext();
        return context.createMediaStreamDestination().stream;
      };
      throw new DOMException('Permission denied', 'NotAllowedError');
    };
  });
  const page = await openPage(visit);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('alert').getByText('The microphone is not allowed here').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Nothing is heard').waitFor();
  await visit.context.close();
});

test('a transcription is stopped by Escape', async () => {
  const visit = await app.visit();
  const page = await openPage(visit);
  const samples = new Float32Array(16_000 * 600);
  const noise = samples.map((_, i) => Math.sin(i ** 1.5 / 50) * 0.3);
  const long = await bytesOf(wavFile([noise], 16_000));
  await give(page, { ...recording, buffer: long });
  await phase(page).getByText('Listening').waitFor();
  await page.keyboard.press('Escape');
  await phase(page).getByText('Stopped').waitFor();
  await give(page, recording);
  await done(page);
  expect(await written(page)).toBe(words);
  await visit.close();
});

describe.each([
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
  ['360 px', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
] as const)('%s', (_name, context) => {
  test('axe finds nothing, empty, recording and with text, and nothing is cut off', async () => {
    const visit = await listening.visit({ context });
    const page = await openPage(visit);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('0:01').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await give(page, recording);
    await done(page);
    await page.getByText('Save as SRT').waitFor();
    expect(await violations(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);
    await visit.close();
  });
});
