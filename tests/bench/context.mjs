import { chromium } from 'playwright-core';
import { build } from 'vite';
import { openAppPage } from '../../scripts/app-page.mjs';
import { browserArguments, findBrowser } from '../../scripts/browser.mjs';
import { inProject } from '../../scripts/paths.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';

/** What benches measure in; each part is opened when the first bench asks for it. */
export function openContext() {
  const open = new Map();
  const once = (name, make) => () => {
    if (!open.has(name)) open.set(name, make());
    return open.get(name);
  };
  return {
    /** The built app, ready; `{ page, url }`. */
    app: once('app', openAppPage),
    /** A page with `globalThis.bench`; `{ page, url }`. */
    bench: once('bench', openBenchPage),
    async close() {
      // What did not open said so to the bench that asked for it.
      const opened = await Promise.allSettled(open.values());
      for (const { value } of opened) await value?.close();
    },
  };
}

/** The middle of several runs, which one disturbed run does not move. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The app's service worker sends these, so that WASM may use threads. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Built as the app is, so that what is measured is what people run. */
async function openBenchPage() {
  const folder = inProject('tests', 'output', 'bench');
  await build({
    root: inProject(),
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input: inProject('tests', 'bench', 'page', 'index.html') },
    },
  });
  const server = await serveFolder({ folder, headers: isolation });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: browserArguments,
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${server.url}tests/bench/page/`);
  await page.waitForFunction(() => globalThis.bench !== undefined);
  return {
    page,
    url: server.url,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
