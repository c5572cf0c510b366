import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openRepo } from '../hub/control';
import { sampleRepos } from '../hub/sample-repos';
import { startHub, type Hub } from '../hub/server';
import { askSpeech } from './ask-speech';
import { startApp, waitUntilReady, type App, type Visit } from './harness';
import { paragraph } from './texts';

const kokoroRepo = 'onnx-community/Kokoro-82M-v1.0-ONNX-timestamped';

let app: App;
let hub: Hub;
/** A hub that is no longer there. */
let gone: Hub;
let visit: Visit;
beforeAll(async () => {
  [app, hub, gone] = await Promise.all([
    startApp(),
    startHub({ repos: sampleRepos() }),
    startHub(),
  ]);
  await gone.close();
});
afterAll(async () => {
  await Promise.all([app.close(), hub.close()]);
});
beforeEach(async () => {
  visit = await app.visit({ allow: [hub.url, hub.filesUrl, gone.url] });
});
afterEach(async () => {
  await openRepo(hub.url, kokoroRepo).heal();
  await visit.close();
});

/** A tab whose models come from `url`. */
async function openTabWithHub(url = hub.url): Promise<Page> {
  const page = await visit.openTab();
  const status = await page.evaluate(async (chosen) => {
    const answer = await fetch('/v1/settings', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ hub: chosen }),
    });
    return answer.status;
  }, url);
  expect(status).toBe(200);
  return page;
}

const speak = (page: Page, changes: object = {}) =>
  askSpeech(page, {
    model: 'tts-1',
    voice: 'af_bella',
    input: 'Hello.',
    response_format: 'pcm',
    ...changes,
  });

test('the first request waits for the download, and later ones need no hub', async () => {
  const page = await openTabWithHub();
  const repo = openRepo(hub.url, kokoroRepo);
  const first = await speak(page, { voice: 'af_bella(2)+af_sky' });
  expect(first).toMatchObject({ status: 200, headers: { 'x-sotto-model': 'kokoro' } });
  const asked = (await repo.requests('file')).map(({ path }) => path);
  expect(asked.filter((path) => path.endsWith('.onnx'))).toHaveLength(1);

  await page.reload();
  await waitUntilReady(page);
  await repo.fail({ fault: 'status', status: 500, at: 'redirect' });
  const again = await speak(page, { voice: 'af_bella(2)+af_sky' });
  expect(again).toMatchObject({ status: 200, bytes: first.bytes });
  expect((await repo.requests('file')).map(({ path }) => path)).toEqual(asked);
});

test('a hub that cannot be reached is told at once, with what to do', async () => {
  const page = await openTabWithHub(gone.url);
  const answer = await speak(page);
  expect(answer.status).toBe(503);
  expect(answer.error).toContain(new URL(gone.url).host);
});

test('a model that needs a graphics card is refused where there is none, and not a byte is fetched', async () => {
  const page = await openTabWithHub();
  const answer = await page.evaluate(async () => {
    const answer = await fetch('/v1/models/whisper-large-v3-turbo', { method: 'POST' });
    return answer.text();
  });
  expect(answer).toContain('needs a graphics card. On the processor: WebGPU is only emulated');
  const names = ['_timestamped', ''].map((end) => `onnx-community/whisper-large-v3-turbo${end}`);
  for (const name of names) expect(await openRepo(hub.url, name).requests()).toEqual([]);
});

test('a file that arrives broken is an error that names its host, never a stored file', async () => {
  const page = await openTabWithHub();
  const repo = openRepo(hub.url, kokoroRepo);
  await repo.fail({ fault: 'flip', byte: 5000, path: '.onnx' });
  const answer = await speak(page);
  expect(answer.status).toBeGreaterThanOrEqual(500);
  expect(answer.error).toContain('127.0.0.1');
  await repo.heal();
  expect((await speak(page)).status).toBe(200);
});

test('the tab that serves closes while a request waits: the next tab answers it', async () => {
  const leader = await openTabWithHub();
  const other = await visit.openTab();
  const repo = openRepo(hub.url, kokoroRepo);
  await repo.fail({ fault: 'stall', bytes: 1000, path: '.onnx', times: 1 });
  const answer = speak(other);
  for (let tries = 0; (await repo.requests('file')).length === 0 && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await leader.close();
  expect(await answer).toMatchObject({ status: 200 });
});

test('PolarGrid’s contract: pcm unless told, a stream with its headers, its own errors', async () => {
  const page = await openTabWithHub();
  const polar = { model: 'kokoro-82m', voice: 'af_bella', response_format: undefined };
  const batch = await speak(page, polar);
  expect(batch.headers).toMatchObject({
    'content-type': 'audio/pcm',
    'content-length': String(batch.bytes),
  });
  const stream = await speak(page, { ...polar, stream: true });
  expect(stream.headers).toMatchObject({
    'x-polargrid-stream': '1',
    'x-polargrid-sample-rate': '24000',
  });
  expect(stream.bytes).toBe(batch.bytes);
  const statuses = [
    await speak(page, { ...polar, stream: true, response_format: 'wav' }),
    await speak(page, { ...polar, input: '  ' }),
    await speak(page, { ...polar, voice: 'nobody' }),
    await speak(page, { ...polar, model: 'tada-3b-ml' }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([400, 400, 502, 404]);
});

test('a download can be asked for, tells its progress, and survives its tab', async () => {
  const page = await openTabWithHub();
  const events = await page.evaluate(async () => {
    const answer = await fetch('/v1/models/kokoro', { method: 'POST' });
    const text = await answer.text();
    return text
      .split('\n\n')
      .filter(Boolean)
      .map(
        (event) => JSON.parse(event.replace(/^data: /, '')) as { type: string; loaded?: number },
      );
  });
  expect(events.at(-1)?.type).toBe('model.ready');
  expect(events.some(({ type, loaded }) => type === 'model.progress' && Number(loaded) > 0)).toBe(
    true,
  );
  expect((await speak(page, { input: paragraph })).bytes).toBeGreaterThan(48_000 * 10);
});
