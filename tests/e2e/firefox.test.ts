import { ProtocolError, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findFirefox } from '../../scripts/browser.mjs';
import { inProject } from '../../scripts/paths.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { launchFirefox, transcribePage } from './firefox-page';
import { copySlowedApp } from './slowed-app';
import { longText } from './texts';
import { sampleSentence, thereAndBack } from './there-and-back';
import { words } from './transcribe-page';

const firefox = findFirefox();
/** Milliseconds for what should take seconds, and for what takes more than a minute. */
const patience = 60_000;
const longest = 5 * 60_000;

let server: Awaited<ReturnType<typeof serveFolder>>;
let browser: Browser;
let page: Page;
/** It is mostly waiting: all else is tried meanwhile. */
let slowAnswer: () => ReturnType<typeof readAll>;
const elsewhere: string[] = [];

/** Some twenty sentences, each a chunk of eSpeak NG's. */
const text = longText(1500);

beforeAll(async () => {
  if (!firefox) return;
  server = await serveFolder({ folder: inProject('dist') });
  browser = await launchFirefox(firefox, {
    // Plays into the void where there is no loudspeaker, without which Firefox records nothing.
    'media.cubeb.force_mock_context': true,
  });
  slowAnswer = await beginSlowAnswer();
  // The last page opened is the one in front: in the others nothing can be clicked.
  page = await openPage(server.url);
});

afterAll(async () => {
  if (!firefox) return;
  await browser.close();
  await server.close();
});

beforeEach((context) => {
  context.skip(!firefox, 'no Firefox was found; install one, or name it in SOTTO_FIREFOX');
});

test('the API answers on the first visit, and threads may be used', async () => {
  const seen = await page.evaluate(async () => {
    const answer = await fetch('/v1/models');
    const { data } = (await answer.json()) as { data: { id: string }[] };
    return {
      controlled: navigator.serviceWorker.controller !== null,
      isolated: crossOriginIsolated,
      models: data.map(({ id }) => id),
    };
  });
  expect(seen.controlled).toBe(true);
  expect(seen.isolated).toBe(true);
  expect(seen.models).toContain('espeak-ng');
});

test('speech arrives through fetch as a WAV file of its full length', async () => {
  const wav = await page.evaluate(async () => {
    const answer = await fetch('/v1/audio/speech', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'espeak-ng',
        voice: 'en-us',
        input: 'Firefox speaks as well.',
        response_format: 'wav',
      }),
    });
    const view = new DataView(await answer.arrayBuffer());
    const bytesPerSecond = view.getUint32(28, true);
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      bytes: view.byteLength,
      said: view.getUint32(4, true) + 8,
      seconds: (view.byteLength - 44) / bytesPerSecond,
    };
  });
  expect(wav.status).toBe(200);
  expect(wav.type).toBe('audio/wav');
  expect(wav.bytes).toBe(wav.said);
  expect(wav.seconds).toBeGreaterThan(0.8);
  expect(wav.seconds).toBeLessThan(4);
});

test.for(['wav', 'mp3', 'opus', 'flac', 'm4a'])(
  'what is said in %s is written down again',
  async (format) => {
    const written = await page.evaluate(thereAndBack, [sampleSentence, format] as const);
    expect(written.trim()).toBe(sampleSentence.input);
  },
);

test('an abort in mid-stream stops the speech behind it', async () => {
  const outcome = await page.evaluate(async (input) => {
    const caller = new AbortController();
    const answer = await fetch('/v1/audio/speech', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'sample-kokoro',
        voice: 'af_sample',
        input,
        response_format: 'pcm',
      }),
      signal: caller.signal,
    });
    const reader = answer.body?.getReader();
    await reader?.read();
    caller.abort();
    try {
      for (;;) if ((await reader?.read())?.done) return 'ended';
    } catch (error) {
      return (error as Error).name;
    }
  }, longText(50_000));
  expect(outcome).toBe('AbortError');
  await page.waitForFunction(
    async () => {
      const { sotto } = (await (await fetch('/v1/health')).json()) as {
        sotto: { speaking: number };
      };
      return sotto.speaking === 0;
    },
    { timeout: patience },
  );
});

test('the API answers after a reload', async () => {
  await page.reload();
  await waitUntilReady(page);
  const { bytes } = await page.evaluate(readAll, 'Once more, from the start.');
  expect(bytes).toBeGreaterThan(24_000);
});

test('a recording that is dropped is written down, played from a word, edited, and kept over a reload', async () => {
  const desk = await transcribePage(page, server.url);
  await desk.drop('flac');
  await desk.shows(words);
  // What plays stays at hand while a long text is scrolled, and must not hide it.
  expect(await page.$eval('audio', (player) => player.clientHeight)).toBeLessThan(60);
  expect(await desk.buttons()).not.toContain('Record a tab');
  await desk.pressWord('three');
  await page.waitForFunction(
    () =>
      [...(CSS.highlights.get('spoken-word') ?? [])].some(
        (place) => (place as Range).toString().toLowerCase() === 'three',
      ) && document.querySelector('audio')?.error === null,
    { timeout: patience },
  );
  await desk.press('Edit text');
  await page.locator('textarea[aria-label^="Text at"]').fill('one two and three four');
  await desk.press('Done editing');
  await desk.shows('one two and three four');
  await page.reload();
  await waitUntilReady(page);
  await desk.press('spoken');
  await desk.shows('one two and three four');
});

test('speech from a stream in the place of the microphone is written down while it comes; a muted one is told', async () => {
  const desk = await transcribePage(page, server.url);
  await desk.replaceMicrophone('speech');
  await desk.press('Dictate');
  await desk.shows(words);
  await page.keyboard.press('Escape');
  await desk.says('Done');
  await desk.replaceMicrophone('nothing');
  await desk.press('Record');
  await desk.says('Nothing is heard');
  await page.keyboard.press('Escape');
  await desk.says('No words were found in it.');
});

test('where cookies are blocked and WebCodecs are missing, a recording is written down by the page alone', async () => {
  const bare = await launchFirefox(firefox ?? '', {
    'network.cookie.cookieBehavior': 2,
    'dom.media.webcodecs.enabled': false,
  });
  try {
    const barePage = await bare.newPage();
    await barePage.goto(server.url);
    const desk = await transcribePage(barePage, server.url);
    await desk.drop('flac');
    await desk.shows(words);
    await desk.says('It lets the page store nothing');
  } finally {
    await bare.close();
  }
});

test(
  'an answer of 70 seconds arrives whole',
  async () => {
    // Firefox ends a service worker that no page sent a message to for 30 s, in the middle of an answer, and what came
    // until then looks complete. So the page has to send some.
    const expected = await page.evaluate(readAll, text);
    const { bytes, seconds } = await slowAnswer();
    expect(seconds).toBeGreaterThan(70);
    expect(bytes).toBe(expected.bytes);
  },
  longest,
);

test('no request left the origin', () => {
  expect(elsewhere).toEqual([]);
});

async function openPage(url: string): Promise<Page> {
  const opened = await browser.newPage();
  opened.on('request', (request) => {
    const asked = request.url();
    if (/^https?:/.test(asked) && !asked.startsWith(url)) elsewhere.push(asked);
  });
  await opened.goto(url);
  await waitUntilReady(opened);
  return opened;
}

/** Resolves when `fetch('/v1/…')` is answered; the page may load itself once more before that. */
async function waitUntilReady(opened: Page): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    const ready = opened.waitForFunction(() => globalThis.sottoReady?.then(() => true), {
      timeout: deadline - Date.now(),
    });
    try {
      await ready;
      return;
    } catch (error) {
      // A script that the browser is given while the document is replaced fails within the browser's own code.
      const { cause } = error as { cause?: unknown };
      if (!(cause instanceof ProtocolError) || Date.now() >= deadline) throw error;
    }
  }
}

/** Has the text said by the app of a slow device; the function that is returned waits for the end of it. */
async function beginSlowAnswer(): Promise<() => ReturnType<typeof readAll>> {
  const slowed = copySlowedApp(4000);
  const slowServer = await serveFolder({ folder: slowed.folder });
  const slowPage = await openPage(slowServer.url);
  const answer = slowPage.evaluate(readAll, text).finally(async () => {
    await slowPage.close();
    await slowServer.close();
    slowed.remove();
  });
  // Whoever waits for it is told of its failure.
  answer.catch(() => undefined);
  return () => answer;
}

/** Runs in the page: reads an answer as raw samples. */
async function readAll(input: string): Promise<{ bytes: number; seconds: number }> {
  const started = performance.now();
  const answer = await fetch('/v1/audio/speech', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'espeak-ng',
      voice: 'en-us',
      input,
      response_format: 'pcm',
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const bytes = (await answer.arrayBuffer()).byteLength;
  return { bytes, seconds: (performance.now() - started) / 1000 };
}
