import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, waitUntilReady, type App, type Visit } from './harness';
import { phaseOf, silence, speakWords, wavBytes, words, writtenOn } from './transcribe-page';

/** Milliseconds that a busy machine may take for a step. */
const patience = 90_000;

let app: App;
let visit: Visit;
/** One page for all tests: a model is loaded once. */
let page: Page;
let folder: string;
let recording: Buffer;

/** Another host. */
let origin: string;
let asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
let left = 0;
const host = createServer((request, response) => {
  const { method, url, headers } = request;
  asked.push({ method, url, headers });
  if (url !== '/closed.wav') response.setHeader('access-control-allow-origin', '*');
  if (url === '/page.mp3') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
  else if (url === '/endless.wav') {
    response.writeHead(200, { 'content-length': 1e9 }).write('RIFF');
    response.on('close', () => left++);
  } else response.writeHead(200, { 'content-type': 'audio/wav' }).end(recording);
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-microphone-'));
  const microphone = join(folder, 'microphone.wav');
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  app = await startApp({
    browserArguments: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}%noloop`,
    ],
  });
  // The one host that this test's user asks for a recording.
  visit = await app.visit({ allow: [origin] });
  page = await visit.openTab('#/transcribe');
  const spoken = await speakWords(page);
  recording = await wavBytes(silence(0.5), spoken, silence(0.5));
  await writeFile(microphone, await wavBytes(silence(0.5), spoken, silence(5)));
  await page.locator('input[value=sample-whisper]').check();
});
afterAll(async () => {
  await visit.close();
  await app.close();
  host.closeAllConnections();
  host.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  [asked, left] = [[], 0];
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const alert = (words: string) => page.getByRole('alert').getByText(words).waitFor();
const address = () => page.getByLabel('Or the address of a recording');
const close = () => button('Close').click();

/** Waits for the words, and puts them away. */
async function readAndClose(title: string): Promise<void> {
  await page.getByRole('heading', { name: title }).waitFor();
  await phaseOf(page).getByText('Done').waitFor();
  expect(await writtenOn(page)).toBe(words);
  await close();
}

/** What a drop or a paste brings: a file, or a text of a type. */
type Brought = { name: string; bytes: number[] } | { type: string; text: string };

/** Drops or pastes as the browser does: with data that only the handler may read. */
const bring = (how: 'drop' | 'paste', brought: Brought) =>
  page.evaluate(
    ([how, brought]) => {
      const data = new DataTransfer();
      if ('name' in brought)
        data.items.add(new File([new Uint8Array(brought.bytes)], brought.name));
      else data.setData(brought.type, brought.text);
      const always = { bubbles: true, cancelable: true };
      const events =
        how === 'paste'
          ? [new ClipboardEvent('paste', { ...always, clipboardData: data })]
          : ['dragover', 'drop'].map(
              (name) => new DragEvent(name, { ...always, dataTransfer: data }),
            );
      return events.map((event) => !document.querySelector('h1')?.dispatchEvent(event));
    },
    [how, brought] as const,
  );

test('a recording of another host is fetched when its address is sent off, and the host learns nothing else', async () => {
  await bring('paste', { type: 'text/plain', text: `${origin}/my%20talk.wav\n` });
  await page.getByText(`${new URL(origin).host} is asked for the file`).waitFor();
  expect(asked).toEqual([]);
  await page.keyboard.press('Enter');
  await readAndClose('my talk');
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ method: 'GET', url: '/my%20talk.wav' });
  for (const name of ['cookie', 'referer', 'authorization']) {
    expect(asked[0]?.headers).not.toHaveProperty(name);
  }
});

test('an address that gives nothing is told with the reason and the next step', async () => {
  await address().fill('no address');
  await address().press('Enter');
  await alert('Give a whole address');
  const reasons = {
    [`${origin}/closed.wav`]: 'no CORS',
    'http://example.org/talk.mp3': 'Try it with https:',
    [`${origin}/page.mp3`]: 'has a web page',
  };
  for (const [wrong, reason] of Object.entries(reasons)) {
    await address().fill(wrong);
    await button('Fetch').click();
    await alert(reason);
  }
  // Chromium logs what the other host does not allow.
  visit.errors.splice(0);
  expect(asked.map(({ url }) => url)).toEqual(['/closed.wav', '/page.mp3']);
});

test('a fetch is stopped by Escape, and the host is left', async () => {
  await address().fill(`${origin}/endless.wav`);
  await address().press('Enter');
  await phaseOf(page).getByText('of 1.0 GB').or(phaseOf(page).getByText('of 1000 MB')).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => left, { timeout: patience }).toBe(1);
  await expect.poll(() => phaseOf(page).innerText(), { timeout: patience }).toBe('');
});

test('files are dropped and pasted anywhere on the page; a link that is dropped goes into the field', async () => {
  const bytes = [...recording];
  expect(await bring('drop', { name: 'dropped.wav', bytes })).toEqual([true, true]);
  await readAndClose('dropped');
  await bring('paste', { name: 'pasted.wav', bytes });
  await readAndClose('pasted');
  await bring('drop', { type: 'text/uri-list', text: `${origin}/linked.wav` });
  await expect
    .poll(() => address().inputValue(), { timeout: patience })
    .toBe(`${origin}/linked.wav`);
  // A text is none of the page's business.
  expect(await bring('drop', { type: 'text/plain', text: 'linked.wav' })).toEqual([false, false]);
  expect(asked).toEqual([]);
});

test('by keyboard: a held space bar records until it is let go', async () => {
  await button('Hold to talk').focus();
  await page.keyboard.down('Space');
  await expect.poll(() => writtenOn(page), { timeout: patience }).toBe(words);
  await page.keyboard.up('Space');
  await phaseOf(page).getByText('Done').waitFor();
  expect(await writtenOn(page)).toBe(words);
  await close();
});

test('the sound of a tab is written down; what is shared without sound is told', async () => {
  // Headless, a browser has nobody to ask which tab is shared.
  await page.evaluate(
    (bytes) => {
      const devices = navigator.mediaDevices;
      const picture = () => document.createElement('canvas').captureStream();
      devices.getDisplayMedia = async () => {
        devices.getDisplayMedia = async () => {
          const context = new AudioContext();
          const source = context.createBufferSource();
          source.buffer = await context.decodeAudioData(new Uint8Array(bytes).buffer);
          const destination = new MediaStreamAudioDestinationNode(context);
          source.connect(destination);
          const [track] = destination.stream.getAudioTracks();
          source.onended = () => track?.dispatchEvent(new Event('ended'));
          source.start();
          return new MediaStream([...picture().getTracks(), ...destination.stream.getTracks()]);
        };
        return picture();
      };
    },
    [...recording],
  );
  await button('Record a tab').click();
  await alert('shared without its sound');
  await button('Try again').click();
  await readAndClose('Sound of a tab');
});

test('a recording outlives a reload in the middle of it, and is written down then', async () => {
  await button('Record').click();
  await page.getByText('0:07', { exact: true }).waitFor();
  await page.reload();
  await waitUntilReady(page);
  const kept = page.getByRole('region', { name: 'Recordings that are not written down' });
  await kept.getByText(/· 0:0[5-7]/).waitFor();
  const saved = page.waitForEvent('download');
  await kept.getByRole('button', { name: 'Save as WAV' }).click();
  expect((await saved).suggestedFilename()).toBe('Recording.wav');

  await kept.getByRole('button', { name: 'Write down' }).press('Enter');
  await expect.poll(() => kept.count(), { timeout: patience }).toBe(0);
  await page.locator('h2:focus', { hasText: 'Recording' }).waitFor();
  await readAndClose('Recording');
  expect(await stored('sotto-recordings', 'recordings')).toBe(0);
});

/** How much is in a database of this origin. */
const stored = (database: string, store: string) =>
  page.evaluate(
    ([database, store]) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(new Error(`${database} cannot be opened.`));
        opening.onsuccess = () => {
          const counting = opening.result.transaction(store).objectStore(store).count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
    [database, store] as const,
  );

/** Puts something there; keys are lists, written with a space between their parts. */
const put = (database: string, store: string, entries: Record<string, object>) =>
  page.evaluate(
    ([database, store, entries]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onerror = () => reject(new Error(`${database} cannot be opened.`));
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(store, 'readwrite');
          for (const [key, value] of Object.entries(entries)) {
            transaction.objectStore(store).put(value, key.split(' '));
          }
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [database, store, entries] as const,
  );

test('two hours of text are shown, edited and saved without a pause', async () => {
  const sentence = 'the quick brown fox jumps over a lazy dog while seven zebras watch quietly';
  const segments = Array.from({ length: 1450 }, (_, i) => {
    const timed = (word: string, j: number) => ({ word, start: 5 * i + j / 4, end: 5 * i + j / 3 });
    const words = sentence.split(' ').map(timed);
    return { start: 5 * i, end: 5 * i + 5, text: sentence, words };
  });
  const facts = { id: 'long', title: 'Interview', begun: 1, seconds: 7250, language: 'en' };
  const content = { languageProbability: 1, interpolated: false, segments };
  await put('sotto-transcripts', 'transcripts', { 'facts long': facts, 'content long': content });
  await page.reload();
  await waitUntilReady(page);
  await button('Interview').waitFor();
  await page.evaluate(() => {
    const watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        document.body.dataset['longest'] = String(
          Math.max(Number(document.body.dataset['longest'] ?? 0), duration),
        );
      }
    });
    watch.observe({ type: 'longtask' });
  });
  await button('Interview').click();
  await page.getByText('2:00:45').waitFor();
  await button('Edit text').click();
  await page.getByLabel('Text at 1:00:00').fill('In the middle');
  await button('Done editing').click();
  await page.getByText('In the middle').waitFor();
  const saved = page.waitForEvent('download');
  await button('Save as VTT').click();
  expect((await saved).suggestedFilename()).toBe('Interview.vtt');
  // Milliseconds; a quarter of a second when this was written, and twenty times that with an element for each word.
  expect(Number(await page.evaluate(() => document.body.dataset['longest'] ?? 0))).toBeLessThan(
    5000,
  );
  await close();
});

test('“Delete everything” leaves no transcript, recording, job or choice', async () => {
  await page.evaluate(
    async (bytes) => {
      const form = new FormData();
      form.set('file', new File([new Uint8Array(bytes)], 'job.wav'));
      const path = '/v1/audio/transcriptions?model=sample-whisper';
      const job = await fetch(path, { method: 'POST', body: form });
      if (job.status !== 202) throw new Error(await job.text());
      sessionStorage.setItem('sotto.draft', 'A secret.');
    },
    [...recording],
  );
  await put('sotto-recordings', 'recordings', {
    'facts x': { id: 'x', name: 'Recording', begun: 1, sampleRate: 16_000, seconds: 5 },
  });
  const databases = [
    ['sotto-transcripts', 'transcripts'],
    ['sotto-recordings', 'recordings'],
    ['sotto-jobs', 'jobs'],
  ] as const;
  for (const [name, store] of databases) expect(await stored(name, store)).toBeGreaterThan(0);

  await page.goto(`${app.url}#/models`);
  await button('Delete everything…').click();
  const loaded = page.waitForEvent('load');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await loaded;
  await waitUntilReady(page);
  await page.goto(`${app.url}#/transcribe`);
  await page.getByText('is kept here, without its sound').waitFor();
  expect(await page.locator('input[value=sample-whisper]').isChecked()).toBe(false);
  for (const [name, store] of databases) expect(await stored(name, store)).toBe(0);
  const choices = await page.evaluate(() =>
    [...Object.keys(localStorage), sessionStorage.getItem('sotto.draft')].join(),
  );
  expect(choices).not.toMatch(/transcription|secret/);
});
