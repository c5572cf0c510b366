import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inProject } from '../../scripts/paths.mjs';
import { sampleRepos } from '../hub/sample-repos';
import { startHub } from '../hub/server';
import { askSpeech } from './ask-speech';
import {
  startApp,
  waitUntil,
  waitUntilKept,
  waitUntilReady,
  type App,
  type Visit,
} from './harness';

/** The app’s host, which has a folder of models beside the app. */
const site = mkdtempSync(join(tmpdir(), 'sotto-site-'));
let app: App;
/** Another host, as plain as can be: no ranges, no ETags, no listing. */
let plain: Server;
let plainUrl: string;
/** Whether it allows other sites to read it. */
let isOpen = true;
let visit: Visit;

beforeAll(async () => {
  for (const name of readdirSync(inProject('dist'))) {
    symlinkSync(inProject('dist', name), join(site, name));
  }
  app = await startApp({ folder: site });
  plain = createServer((request, response) => {
    const cors = isOpen ? { 'access-control-allow-origin': '*' } : undefined;
    try {
      const bytes = readFileSync(join(site, decodeURIComponent(request.url ?? '')));
      response.writeHead(200, { ...cors, 'content-length': bytes.length }).end(bytes);
    } catch {
      response.writeHead(404, cors).end();
    }
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  plainUrl = `http://127.0.0.1:${(plain.address() as AddressInfo).port}`;
  await exportModel();
});
afterEach(() => visit.close());
afterAll(async () => {
  plain.closeAllConnections();
  plain.close();
  await app.close();
  rmSync(site, { recursive: true });
});

const kokoro = (page: Page) => page.locator('[data-model=kokoro]');

async function openModels(): Promise<Page> {
  const page = await visit.openTab('#/models');
  await kokoro(page).getByRole('button', { name: 'Download' }).waitFor();
  return page;
}

async function download(page: Page, hub: string): Promise<void> {
  await page.getByLabel('Hub', { exact: true }).fill(hub);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
  await kokoro(page).getByRole('button', { name: 'Download' }).click();
}

const loaded = (page: Page) => kokoro(page).getByText('Loaded', { exact: true }).waitFor();

/** A downloaded model, written by the page’s own export to `models/kokoro` of the site. */
async function exportModel(): Promise<void> {
  const hub = await startHub({ repos: sampleRepos() });
  visit = await app.visit({ allow: [hub.url, hub.filesUrl] });
  const page = await openModels();
  // A real folder, which only this origin sees.
  await page.evaluate(() =>
    Reflect.set(window, 'showDirectoryPicker', () => navigator.storage.getDirectory()),
  );
  await download(page, hub.url);
  await loaded(page);
  await kokoro(page).getByRole('button', { name: 'Export as a folder…' }).click();
  // Written last.
  await waitUntil(page, async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('kokoro').catch(() => undefined);
    const last = await folder?.getFileHandle('sotto-model.json').catch(() => undefined);
    return last !== undefined;
  });
  const files = await page.evaluate(async () => {
    const found: [path: string, bytes: number[]][] = [];
    const walk = async (folder: FileSystemDirectoryHandle, path: string) => {
      for await (const [name, handle] of folder.entries()) {
        const inside = `${path}/${name}`;
        if (handle instanceof FileSystemFileHandle) {
          const bytes = await (await handle.getFile()).arrayBuffer();
          found.push([inside, Array.from(new Uint8Array(bytes))]);
        } else if (handle instanceof FileSystemDirectoryHandle) await walk(handle, inside);
      }
    };
    await walk(await navigator.storage.getDirectory(), 'models');
    return found;
  });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), Uint8Array.from(bytes));
  }
  await visit.close();
  await hub.close();
}

/** Status of a spoken answer. */
async function speak(page: Page): Promise<number> {
  return (await askSpeech(page, { model: 'kokoro', voice: 'af_heart', input: 'One two.' })).status;
}

test('an exported folder on the app’s own host is a hub, and nobody else is asked', async () => {
  visit = await app.visit();
  const page = await openModels();
  await download(page, `${app.url}models/kokoro`);
  await loaded(page);
  expect(await speak(page)).toBe(200);
});

test('one that other sites may not read is told so', async () => {
  visit = await app.visit({ allow: [plainUrl] });
  const page = await openModels();
  isOpen = false;
  await download(page, `${plainUrl}/models/kokoro`);
  await kokoro(page).getByRole('alert').getByText('CORS').waitFor();
  isOpen = true;
  visit.errors.splice(0);
});

test('one on a host without ranges is too; then the model speaks without any', async () => {
  visit = await app.visit({ allow: [plainUrl] });
  const page = await openModels();
  await download(page, `${plainUrl}/models/kokoro`);
  await loaded(page);
  await waitUntilKept(page);
  await app.goOffline();
  plain.closeAllConnections();
  plain.close();
  await page.reload();
  await waitUntilReady(page);
  expect(await speak(page)).toBe(200);
});
