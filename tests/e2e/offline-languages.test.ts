import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { inProject } from '../../scripts/paths.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { askSpeech } from './ask-speech';
import { copyChangedApp, publishNewScripts } from './changed-app';
import { startApp, waitUntilReady, type App } from './harness';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** A visitor's page, once all is kept that a first visit keeps. */
async function visitApp(folder = inProject('dist')): Promise<{ app: App; page: Page }> {
  const app = await startApp({ folder });
  ended.push(() => app.close());
  const visit = await app.visit();
  ended.push(() => visit.close());
  const page = await visit.openTab();
  await expect.poll(() => keptVersion(page), { timeout: 60_000 }).toBeTruthy();
  return { app, page };
}

/** The build that is kept whole for offline use, if one is. */
const keptVersion = (page: Page) =>
  page.evaluate(async () => {
    const list = await caches.match('app-files.json');
    return list && ((await list.json()) as { version: string }).version;
  });

/** The paths of all files that are kept. */
const keptFiles = (page: Page) =>
  page.evaluate(async () => {
    const requests = await (await caches.open('sotto-app')).keys();
    return requests.map(({ url }) => new URL(url).pathname.slice(1));
  });

type Sentence = { model?: string; language: string; input: string };

/** Speaks in a language, and says what came. */
async function speak(page: Page, { model = 'sample-kokoro', language, input }: Sentence) {
  const body = { model, voice: 'alloy', response_format: 'pcm', input, sotto: { language } };
  const { status, bytes, error } = await askSpeech(page, body);
  return { status, bytes, error };
}

/** Of the first the rules for numbers are missing, of the second the dictionary of eSpeak NG. */
const neverSpoken = [
  { model: 'sample-kokoro', language: 'hi', input: 'नमस्ते दुनिया' },
  { model: 'espeak-ng', language: 'sw', input: 'Habari ya dunia.' },
];

const speakBoth = async (page: Page) => [
  await speak(page, { language: 'ja', input: '東京へ行きましょう。' }),
  await speak(page, { language: 'zh', input: '我们去北京。' }),
];

/** The paths that hosts of this process are asked for from now on. */
function watchHost(): string[] {
  const asked: string[] = [];
  const note = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    asked.push(request.url?.slice(1) ?? '');
  };
  subscribe('http.server.request.start', note);
  ended.push(() => unsubscribe('http.server.request.start', note));
  return asked;
}

/** The names of the scripts that run in the page and its threads. */
async function scriptsIn(page: Page): Promise<string[]> {
  const entries = () => performance.getEntriesByType('resource').map(({ name }) => name);
  const threads = page.workers();
  const loaded = await Promise.all([
    page.evaluate(entries),
    ...threads.map((thread) => thread.evaluate(entries)),
  ]);
  const urls = [...loaded.flat(), ...threads.map((thread) => thread.url())];
  return urls.filter((url) => url.endsWith('.js')).map((url) => url.replace(/.*\//, ''));
}

test('languages that were spoken once are spoken without a network, others when it is back', async () => {
  const { app, page } = await visitApp();
  const online = await speakBoth(page);
  expect(online).toMatchObject([{ status: 200 }, { status: 200 }]);
  await app.goOffline();
  await page.reload();
  await waitUntilReady(page);
  expect(await speakBoth(page)).toEqual(online);
  for (const other of neverSpoken) {
    const answer = await speak(page, other);
    expect(answer.status).toBe(503);
    expect(answer.error).toContain('Try again when the network is back');
  }
  const back = await serveFolder({
    folder: inProject('dist'),
    port: Number(new URL(app.url).port),
  });
  ended.push(() => back.close());
  for (const other of neverSpoken) {
    expect(await speak(page, other)).toMatchObject({ status: 200 });
  }
});

test('an update fetches new scripts and keeps the dictionary, and speaks without a network', async () => {
  const copy = copyChangedApp('');
  ended.push(copy.remove);
  const { app, page } = await visitApp(copy.folder);
  const before = await speakBoth(page);
  const version = await keptVersion(page);
  const data = (await keptFiles(page)).filter((path) => path.endsWith('.data'));
  expect(data.join()).toContain('kuromoji/ipadic');

  const oldScripts = publishNewScripts(copy.folder);
  const asked = watchHost();
  await page.reload();
  await waitUntilReady(page);
  await expect.poll(() => keptVersion(page), { timeout: 60_000 }).not.toBe(version);
  expect(data.filter((path) => asked.includes(path))).toEqual([]);
  expect(asked.join()).toContain('assets/open-japanese-');

  await app.goOffline();
  await page.reload();
  await waitUntilReady(page);
  expect(await speakBoth(page)).toEqual(before);
  const started = await scriptsIn(page);
  expect(started.join()).toMatch(/open-japanese.*spoken-mandarin/s);
  expect(started.filter((name) => oldScripts.includes(name))).toEqual([]);
});
