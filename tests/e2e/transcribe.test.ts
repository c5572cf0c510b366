import { AxeBuilder } from '@axe-core/playwright';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hasFfmpeg } from '../browser/ffmpeg.mjs';
import { startApp, waitUntilReady, type App, type Visit } from './harness';
import { isTooWide } from './looks';
import { phaseOf, silence, speakWords, wavBytes, words, writtenOn } from './transcribe-page';

/** Milliseconds that a busy machine may take for a step. */
const patience = 90_000;

let app: App;
let visit: Visit;
/** One page for all tests: a model is loaded once. */
let page: Page;
let folder: string;
/** The words many times. */
let repeated: Buffer;
let recording: { name: string; mimeType: string; buffer: Buffer };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-microphone-'));
  const microphone = join(folder, 'microphone.wav');
  app = await startApp({
    browserArguments: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      // Chromium opens the file when the microphone is opened.
      `--use-file-for-fake-audio-capture=${microphone}%noloop`,
    ],
  });
  visit = await app.visit();
  page = await visit.openTab('#/transcribe');
  const spoken = await speakWords(page);
  await writeFile(microphone, await wavBytes(silence(0.5), spoken, silence(2)));
  const buffer = await wavBytes(silence(0.5), spoken, silence(0.5));
  recording = { name: 'four-words.wav', mimeType: 'audio/wav', buffer };
  repeated = await wavBytes(...Array.from({ length: 60 }, () => [spoken, silence(1)]).flat());
  await page.locator('input[value=sample-whisper]').check();
});
afterAll(async () => {
  await visit.close();
  await app.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const give = (...files: (typeof recording)[]) =>
  page.locator('input[type=file]').setInputFiles(files);
const phase = () => phaseOf(page);
const done = () => phase().getByText('Done').waitFor();
const kept = () => page.getByRole('region', { name: 'Transcripts on this device' });

const written = () => writtenOn(page);

/** What axe finds by all of its rules, or by some. */
async function violations(rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

async function save(format: string): Promise<Download> {
  const download = page.waitForEvent('download');
  await button(`Save as ${format}`).click();
  return download;
}

/** The word that is lit. */
const said = () =>
  page.evaluate(() =>
    [...(CSS.highlights.get('spoken-word') ?? [])]
      .map((range) => (range as Range).toString().toLowerCase())
      .join(),
  );

const contentOf = async (download: Download) => readFile(await download.path(), 'utf8');

test('a file is written down; its text is played from where one points, and saved as captions', async () => {
  await give(recording);
  await done();
  expect(await written()).toBe(words);
  await page.getByText(/^Language: English/).waitFor();

  await button(/^Play from/)
    .first()
    .click();
  await expect.poll(said, { timeout: patience }).not.toBe('');
  expect(words).toContain(await said());
  const last = await page.evaluate(() => {
    const text = document.querySelector('ol p')?.firstChild;
    const range = new Range();
    if (text instanceof Text) range.setStart(text, text.data.search(/four/i));
    range.setEndAfter(text ?? document.body);
    const { x, y, width, height } = range.getBoundingClientRect();
    return [x + width / 2, y + height / 2] as const;
  });
  await page.mouse.click(...last);
  await expect.poll(said, { timeout: patience }).toMatch(/four/);

  const captions = await save('SRT');
  expect(captions.suggestedFilename()).toBe('four-words.srt');
  expect(await contentOf(captions)).toMatch(/^1\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\n/);
});

test('a transcript can be edited, is kept over a reload with its name, and deleted', async () => {
  const before = JSON.parse(await contentOf(await save('JSON'))) as { words: object[] };
  await button('Edit text').click();
  await page.getByLabel(/^Text at/).fill('one two and three four');
  await button('Done editing').click();
  expect(await contentOf(await save('TXT'))).toBe('one two and three four\n');
  const after = JSON.parse(await contentOf(await save('JSON'))) as { words: object[] };
  expect(after.words).toHaveLength(5);
  expect(after.words.at(-1)).toMatchObject({ ...before.words.at(-1), word: 'four' });
  expect(await contentOf(await save('SRT'))).toMatch(/-->.*\none two and three four\n/);
  expect(await contentOf(await save('VTT'))).toMatch(/^WEBVTT\n[^]*\none two and three four\n/);

  await kept().getByRole('button', { name: 'Rename' }).press('Enter');
  await page.keyboard.type('Counting');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Counting' }).waitFor();

  await page.reload();
  await waitUntilReady(page);
  await kept().getByRole('button', { name: 'Counting' }).click();
  await page.getByRole('heading', { name: 'Counting' }).waitFor();
  expect(await written()).toBe('one two and three four');
  expect((await save('TXT')).suggestedFilename()).toBe('Counting.txt');

  await kept().getByRole('button', { name: 'Delete…', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('is kept here, without its sound').waitFor();
  expect(await page.getByRole('heading', { name: 'Counting' }).count()).toBe(0);
});

test('by keyboard alone: dictate, read while the microphone is open, and stop', async () => {
  await button('Dictate').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Speak. It is written down while you do.').waitFor();
  await expect.poll(written, { timeout: patience }).toBe(words);
  await button('Stop recording').waitFor();
  await page.keyboard.press('Enter');
  await done();
  expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Dictate');
  expect(await written()).toBe(words);
  await button(/^Play from/)
    .first()
    .waitFor();
});

test('a held button records until it is let go', async () => {
  await button('Hold to talk').hover();
  await page.mouse.down();
  await expect.poll(written, { timeout: patience }).toBe(words);
  await page.mouse.up();
  await done();
  expect(await written()).toBe(words);
});

test('a recording is written down when it is over', async () => {
  await button('Record').click();
  await page.getByText('0:03', { exact: true }).waitFor();
  expect(await written()).toBe('');
  await page.keyboard.press('Escape');
  await done();
  expect(await written()).toBe(words);
});

test('of several files each is written down, and what is no recording is told with its name', async () => {
  await button('Delete all…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('is kept here, without its sound').waitFor();
  const noise = { ...recording, name: 'diary.wav', buffer: Buffer.from('Dear diary, I am text.') };
  await give({ ...recording, name: 'first.wav' }, noise, { ...recording, name: 'second.wav' });
  await page.getByRole('heading', { name: 'second' }).waitFor();
  await phase()
    .getByText(/^(Done|Broken off)/)
    .waitFor();
  await page.getByRole('alert').getByText("'diary.wav': Invalid file format").waitFor();
  expect(await violations()).toEqual([]);
  for (const name of ['first', 'second']) {
    await kept().getByRole('button', { name, exact: true }).click();
    await expect.poll(written, { timeout: patience }).toBe(words);
  }
  await give({ ...recording, buffer: Buffer.alloc(0) });
  await page.getByRole('alert').getByText("'four-words.wav' is empty").waitFor();
});

test('a microphone that is refused, silent or unplugged is told with the next step', async () => {
  await page.evaluate(() => {
    const devices = navigator.mediaDevices;
    devices.getUserMedia = async () => {
      devices.getUserMedia = async () => {
        const { stream } = new AudioContext().createMediaStreamDestination();
        const [track] = stream.getAudioTracks();
        addEventListener('unplug', () => track?.dispatchEvent(new Event('ended')), { once: true });
        return stream;
      };
      throw new DOMException('Permission denied', 'NotAllowedError');
    };
  });
  await button('Record').click();
  await page.getByRole('alert').getByText('The microphone is not allowed here').waitFor();
  await button('Try again').click();
  await page.getByText('Nothing is heard').waitFor();
  await page.evaluate(() => {
    dispatchEvent(new Event('unplug'));
    // What was put over the browser's own goes.
    Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
  });
  await page.getByText('The microphone has gone').waitFor();
  await phase().getByText('Done').waitFor();
});

test('a transcription is stopped in the middle; what was written down is kept, and the model is free', async () => {
  await give({ ...recording, name: 'long.wav', buffer: repeated });
  await expect.poll(written, { timeout: patience }).toContain('four one');
  await page.keyboard.press('Escape');
  await phase().getByText('Stopped').waitFor();
  await kept().getByRole('button', { name: 'long', exact: true }).waitFor();
  await kept().getByText('not finished').waitFor();
  expect((await written()).split(' ').length).toBeLessThan(200);
  await give(recording);
  await done();
});

test('by keyboard: the focus is never lost, the text is one stop, and what is typed is kept at once', async () => {
  const focused = () =>
    page.evaluate(() => document.activeElement?.textContent?.replace(/\s+/g, ' ').trim());
  await give({ ...recording, name: 'long.wav', buffer: repeated });
  await page.getByText('two three four').nth(4).waitFor();
  // In a field, Escape is about the field.
  await page.getByLabel('Prompt (optional)').press('Escape');
  await button('Stop').press('Enter');
  await phase().getByText('Stopped').waitFor();
  await page.locator('h2:focus', { hasText: 'long' }).waitFor();

  await button('Save as JSON').focus();
  await page.keyboard.press('Tab');
  expect(await focused()).toMatch(/^Play from ?0:00$/);
  await page.keyboard.press('End');
  expect(await focused()).not.toMatch(/0:00$/);
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('long');

  await button('Edit text').click();
  const first = page.getByLabel(/^Text at/).first();
  await first.press('End');
  await page.keyboard.type(' five');
  await page.keyboard.press('Control+z');
  await page.keyboard.type(' six ');
  await page.keyboard.press('Escape');
  await page.locator('button:focus', { hasText: 'Edit text' }).waitFor();
  expect(await written()).toMatch(/^one two three four six one/);

  const all = kept().getByRole('button', { name: 'Delete…', exact: true });
  const before = await all.count();
  await all.first().press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter');
  await expect.poll(() => all.count()).toBe(before - 1);
  expect(await focused()).toBe('Transcripts on this device');
});

test('a format that only the page’s decoder reads is read by it', async ({ skip }) => {
  skip(!(await hasFfmpeg()), 'ffmpeg is not installed');
  const [from, to] = [join(folder, 'from.wav'), join(folder, 'to.wav')];
  await writeFile(from, recording.buffer);
  const mp3 = ['-c:a', 'libmp3lame', '-b:a', '160k'];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-i', from, ...mp3, to]);
  const buffer = await readFile(to);
  const alone = await page.evaluate(
    async (bytes) => {
      const form = new FormData();
      form.set('model', 'sample-whisper');
      form.set('file', new File([new Uint8Array(bytes)], 'mp3.wav'));
      return (await fetch('/v1/audio/transcriptions', { method: 'POST', body: form })).status;
    },
    [...buffer],
  );
  expect(alone).toBe(400);
  await give({ ...recording, name: 'mp3.wav', buffer });
  await done();
  expect(await written()).toBe(words);
});

test.each([
  ['light', undefined],
  // All else is the same in both.
  ['dark', ['color-contrast']],
] as const)(
  '%s: axe finds nothing, recording, with text and while it is edited',
  async (colorScheme, rules) => {
    await page.emulateMedia({ colorScheme });
    await button('Record').click();
    await page.getByText('0:01').waitFor();
    expect(await violations(rules && [...rules])).toEqual([]);
    await page.keyboard.press('Escape');
    await phase().getByText('Done').waitFor();
    await kept().getByRole('button', { name: 'first' }).click();
    expect(await violations(rules && [...rules])).toEqual([]);
    await button('Edit text').click();
    expect(await violations(rules && [...rules])).toEqual([]);
    await button('Done editing').click();
  },
);

test('on 360 pixels nothing is cut off, with text and while it is edited', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = () => isTooWide(page);
  expect(await wide()).toBe(false);
  await button('Edit text').click();
  expect(await wide()).toBe(false);
});
