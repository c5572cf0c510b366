import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserArguments, findBrowser } from '../../scripts/browser.mjs';
import { openRepo } from '../hub/control';
import { sampleRepos } from '../hub/sample-repos';
import { startHub, type Hub } from '../hub/server';
import { startApp, waitUntilReady, type App } from './harness';

const kokoroRepo = 'onnx-community/Kokoro-82M-v1.0-ONNX-timestamped';
const modelBytes = 20_000_000;

let app: App;
let hub: Hub;
beforeAll(async () => {
  [app, hub] = await Promise.all([startApp(), startHub({ repos: sampleRepos() })]);
});
afterAll(async () => {
  await Promise.all([app.close(), hub.close()]);
});

type Sotto = { state: string; stored_bytes: number; evicted: boolean };

/** Asks the local API straight, as pages without a service worker do. */
function ask(page: Page, method: string, path: string, body?: object): Promise<string> {
  return page.evaluate(
    async ([method, path, body]) => {
      const answer = await localFetch(path, { method, ...(body ? { body } : {}) });
      return answer.text();
    },
    [method, path, body && JSON.stringify(body)] as const,
  );
}

async function look(page: Page, model: string): Promise<Sotto> {
  const answer = await ask(page, 'GET', `/v1/models/${model}`);
  return (JSON.parse(answer) as { sotto: Sotto }).sotto;
}

test('a disk that is full ends in an error that says how much is missing', async () => {
  const visit = await app.visit({ allow: [hub.url, hub.filesUrl] });
  const page = await visit.openTab();
  const devtools = await visit.context.newCDPSession(page);
  const { origin } = new URL(app.url);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 5_000_000 });
  await openRepo(hub.url, kokoroRepo).put({
    path: 'onnx/model_quantized.onnx',
    bytes: modelBytes,
    seed: 1,
  });
  await ask(page, 'PUT', '/v1/settings', { hub: hub.url });
  const answer = await ask(page, 'POST', '/v1/models/kokoro');
  expect(answer).toMatch(
    /"message":"(1[5-9]|20) MB are missing to store onnx\/model_quantized\.onnx/,
  );
  expect(answer).toContain('storage_full');
  expect(await look(page, 'kokoro')).toMatchObject({ state: 'absent' });
  await visit.close();
});

test('a model that the browser has removed is told from one that was never there or was deleted', async () => {
  const visit = await app.visit();
  let page = await visit.openTab();
  const model = '/v1/models/sample-kokoro';
  expect(await look(page, 'sample-kokoro')).toMatchObject({ state: 'absent', evicted: false });
  expect(await ask(page, 'POST', model)).toContain('model.ready');
  await ask(page, 'POST', `${model}/unload`);
  expect(await look(page, 'sample-kokoro')).toMatchObject({ state: 'stored', evicted: false });

  // What Chromium evicts when it needs room.
  const devtools = await visit.context.newCDPSession(page);
  const { origin } = new URL(app.url);
  const storageTypes = 'indexeddb,cache_storage,service_workers,file_systems';
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes });
  await page.close();
  page = await visit.openTab();
  const gone = { state: 'absent', stored_bytes: 0, evicted: true };
  expect(await look(page, 'sample-kokoro')).toMatchObject(gone);

  expect(await ask(page, 'POST', model)).toContain('model.ready');
  expect(await look(page, 'sample-kokoro')).toMatchObject({ state: 'loaded', evicted: false });
  await ask(page, 'DELETE', model);
  expect(await look(page, 'sample-kokoro')).toMatchObject({ state: 'absent', evicted: false });
  await visit.close();
});

describe('a browser that lets sites store nothing', () => {
  const profile = mkdtempSync(join(tmpdir(), 'sotto-profile-'));
  afterAll(() => rmSync(profile, { recursive: true }));

  test('speaks with a model in memory, says so, and has no model the next time', async () => {
    // The setting "block all cookies" of its user.
    const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
    mkdirSync(join(profile, 'Default'));
    writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: await findBrowser(),
      args: browserArguments,
    });
    const page = await context.newPage();
    await page.goto(app.url);
    await expect(waitUntilReady(page)).rejects.toThrow('memory only');
    expect(await ask(page, 'POST', '/v1/models/sample-kokoro')).toContain('model.ready');
    const speech = { model: 'sample-kokoro', voice: 'alloy', input: 'Hi.', response_format: 'pcm' };
    expect((await ask(page, 'POST', '/v1/audio/speech', speech)).length).toBeGreaterThan(1000);
    await page.reload();
    await expect(waitUntilReady(page)).rejects.toThrow('memory only');
    expect(await look(page, 'sample-kokoro')).toMatchObject({ state: 'absent', evicted: false });
    await context.close();
  });
});
