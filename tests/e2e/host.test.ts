import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askSpeech } from './ask-speech';
import { appForTests, startApp, type Visit } from './harness';
import { longText } from './texts';

const app = appForTests();
let visit: Visit;
beforeEach(async () => {
  visit = await app.visit();
});
afterEach(() => visit.close());

const spoken = { model: 'espeak-ng', voice: 'en-us', response_format: 'pcm' };

const speak = (page: Page, input = 'Hello from the page.') => askSpeech(page, { ...spoken, input });

/** What the server is doing, asked straight. */
const activity = (page: Page) =>
  page.evaluate(async () => {
    const answer = await localFetch('/v1/health');
    return ((await answer.json()) as { sotto: { waiting: number; speaking: number } }).sotto;
  });

/** Starts reading a long answer, keeps its reader on the page, and returns once the first bytes are there. */
async function beginStream(page: Page, through: 'fetch' | 'localFetch' = 'fetch') {
  await page.evaluate(
    async ([name, body]) => {
      const answer = await globalThis[name]('/v1/audio/speech', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const reader = answer.body?.getReader();
      await reader?.read();
      Object.assign(globalThis, { reader });
    },
    [through, { ...spoken, input: longText(20_000) }] as const,
  );
}

/** Reads the stream that `beginStream` began, and says how it ended. */
const readOn = (page: Page) =>
  page.evaluate(async () => {
    const { reader } = globalThis as unknown as { reader: ReadableStreamDefaultReader };
    try {
      while (!(await reader.read()).done);
      return 'complete';
    } catch (error) {
      return `failed: ${(error as Error).message}`;
    }
  });

const servers = (page: Page) =>
  page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.filter(({ name }) => name?.startsWith('sotto-server-')).length;
  });

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`It never came true: ${what}`);
}

test('a first visit is answered, and is isolated so that WASM may use threads', async () => {
  const page = await visit.openTab();
  expect(await speak(page)).toMatchObject({
    status: 200,
    headers: { 'x-sotto-model': 'espeak-ng' },
  });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('a first visit loads the page twice, a second one once', async () => {
  const page = await visit.context.newPage();
  let documents = 0;
  page.on('request', (request) => (documents += Number(request.isNavigationRequest())));
  await page.goto(app.url);
  await page.waitForFunction(() => crossOriginIsolated && globalThis.sottoReady?.then(() => true));
  expect(documents).toBe(2);
  const second = await visit.context.newPage();
  let again = 0;
  second.on('request', (request) => (again += Number(request.isNavigationRequest())));
  await second.goto(app.url);
  await second.waitForFunction(() => globalThis.sottoReady?.then(() => true));
  expect(again).toBe(1);
});

test('it works after a reload, and after one that passes over the service worker', async () => {
  const page = await visit.openTab();
  await page.reload();
  await page.waitForFunction(() => globalThis.sottoReady?.then(() => true));
  expect((await speak(page)).status).toBe(200);
  const devtools = await visit.context.newCDPSession(page);
  await devtools.send('Page.reload', { ignoreCache: true });
  await page.waitForEvent('load');
  await page.waitForFunction(() => globalThis.sottoReady?.then(() => true));
  expect((await speak(page)).status).toBe(200);
});

test('a request during the loading of the page waits and is answered', async () => {
  const page = await visit.openTab();
  await page.addInitScript(() => {
    Object.assign(globalThis, { early: fetch('/v1/models').then((answer) => answer.status) });
  });
  await page.reload();
  expect(
    await page.evaluate(() => (globalThis as unknown as { early: Promise<number> }).early),
  ).toBe(200);
});

test('two tabs share one server, and get the same sound', async () => {
  const [first, second] = [await visit.openTab(), await visit.openTab()];
  const sounds = await Promise.all([speak(first), speak(second)]);
  expect(sounds[0].bytes).toBe(sounds[1].bytes);
  expect(await servers(first)).toBe(1);
});

test('frames and workers of the same origin are answered', async () => {
  const page = await visit.openTab();
  const statuses = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = new URL('./app-files.json', location.href).href;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
    const inFrame = await frame.contentWindow?.fetch('/v1/models');
    const code = `fetch('${location.origin}/v1/models').then((answer) => postMessage(answer.status))`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    const inWorker = await new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve('error');
    });
    return [inFrame?.status, inWorker];
  });
  expect(statuses).toEqual([200, 200]);
});

test('without a service worker localFetch and the page work, and the page says so', async () => {
  const other = await app.visit({ context: { serviceWorkers: 'block' } });
  const page = await other.context.newPage();
  await page.goto(app.url);
  const reason = await page.evaluate(() =>
    sottoReady.then(
      () => 'ready',
      (error: Error) => error.message,
    ),
  );
  expect(reason).toContain('service worker');
  const status = await page.evaluate(async () => (await localFetch('/v1/models')).status);
  expect(status).toBe(200);
  await page.getByText('localFetch').first().waitFor();
  await other.close();
});

test('the leader closes in mid-stream: the stream fails, and the next request is answered', async () => {
  const [leader, other] = [await visit.openTab(), await visit.openTab()];
  await beginStream(other);
  await leader.close();
  expect(await readOn(other)).toContain('failed');
  expect((await speak(other)).status).toBe(200);
});

test('the leader closes in mid-stream: a stream by localFetch fails too', async () => {
  const [leader, other] = [await visit.openTab(), await visit.openTab()];
  await beginStream(other, 'localFetch');
  await leader.close();
  expect(await readOn(other)).toContain('failed');
  expect((await speak(other)).status).toBe(200);
});

test('the leader reloads: others are answered by the next one', async () => {
  const [leader, other] = [await visit.openTab(), await visit.openTab()];
  await Promise.all([leader.reload(), speak(other)]);
  expect((await speak(other)).status).toBe(200);
  await leader.waitForFunction(() => globalThis.sottoReady?.then(() => true));
  expect((await speak(leader)).status).toBe(200);
  expect(await servers(other)).toBe(1);
});

test('the service worker is killed: the next request is answered', async () => {
  const page = await visit.openTab();
  for (let times = 0; times < 3; times++) {
    await visit.stopServiceWorker(page);
    expect((await speak(page)).status).toBe(200);
  }
});

test('the service worker is killed in mid-stream: the engine stops for the reader that is gone', async () => {
  const page = await visit.openTab();
  await beginStream(page);
  expect((await activity(page)).speaking).toBe(1);
  await visit.stopServiceWorker(page);
  await until(async () => (await activity(page)).speaking === 0, 'nothing is spoken');
});

test('the service worker is killed while it fetches the script of a model’s thread: that is asked for again', async () => {
  let isHeld = true;
  const held: (() => void)[] = [];
  await visit.context.route('**/assets/engine-*.js', async (route) => {
    if (isHeld) await new Promise<void>((release) => held.push(release));
    await route.continue();
  });
  const page = await visit.openTab();
  const speech = page.evaluate(
    async (body) => {
      const answer = await localFetch('/v1/audio/speech', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return [answer.status, (await answer.arrayBuffer()).byteLength > 1000];
    },
    { ...spoken, input: 'Hello again.' },
  );
  await until(async () => (await activity(page)).waiting === 1 && held.length > 0, 'it waits');
  await visit.stopServiceWorker(page);
  isHeld = false;
  for (const release of held) release();
  expect(await speech).toEqual([200, true]);
});

test('a tab that closes in mid-stream stops the engine', async () => {
  const [leader, other] = [await visit.openTab(), await visit.openTab()];
  await beginStream(other, 'localFetch');
  expect((await activity(leader)).speaking).toBe(1);
  await other.close();
  await until(async () => (await activity(leader)).speaking === 0, 'nothing is spoken');
});

test.each(['fetch', 'localFetch'] as const)('an abort of %s stops the engine', async (through) => {
  const page = await visit.openTab();
  const outcome = await page.evaluate(
    async ([name, body]) => {
      const control = new AbortController();
      const answer = await globalThis[name]('/v1/audio/speech', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: control.signal,
      });
      const reader = answer.body?.getReader();
      await reader?.read();
      control.abort();
      try {
        while (!(await reader?.read())?.done);
        return 'complete';
      } catch (error) {
        return (error as Error).name;
      }
    },
    [through, { ...spoken, input: longText(20_000) }] as const,
  );
  expect(outcome).toBe('AbortError');
  await until(async () => (await activity(page)).speaking === 0, 'nothing is spoken');
});

test('localFetch takes a stream as a body, and an abort while it does not end', async () => {
  const page = await visit.openTab();
  const outcomes = await page.evaluate(
    async (body) => {
      const text = new TextEncoder().encode(JSON.stringify(body));
      const send = (source: UnderlyingDefaultSource<Uint8Array>, signal?: AbortSignal) =>
        localFetch('/v1/audio/speech', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: new ReadableStream(source),
          duplex: 'half',
          ...(signal ? { signal } : {}),
        } as RequestInit).then(
          ({ status }) => status,
          (error: Error) => error.name,
        );
      return Promise.all([
        send({
          start(controller) {
            controller.enqueue(text);
            controller.close();
          },
        }),
        send({ start: (controller) => controller.error(new Error('Broken off.')) }),
        send({ start: (controller) => controller.enqueue(text) }, AbortSignal.timeout(500)),
      ]);
    },
    { ...spoken, input: 'Hello.' },
  );
  expect(outcomes).toEqual([200, 'TypeError', 'TimeoutError']);
});

test('the app works in a folder of its origin', async () => {
  const inFolder = await startApp({ base: '/repo/' });
  const other = await inFolder.visit();
  const page = await other.openTab();
  expect((await speak(page)).status).toBe(200);
  const eigen = await page.evaluate(() =>
    fetch('/api/v1/generate', { method: 'POST', body: new FormData() }).then(
      ({ status }) => status,
    ),
  );
  expect(eigen).toBe(400);
  await other.close();
  await inFolder.close();
});

test('after the first visit it opens and speaks without a network', async () => {
  const alone = await startApp();
  const other = await alone.visit();
  const page = await other.openTab();
  await until(
    () => page.evaluate(() => caches.match('app-files.json').then(Boolean)),
    'files are kept',
  );
  await alone.goOffline();
  await page.reload();
  await page.waitForFunction(() => globalThis.sottoReady?.then(() => true));
  expect((await speak(page)).status).toBe(200);
  await other.context.close();
  await alone.close();
});
