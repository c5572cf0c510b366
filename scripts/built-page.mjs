import { chromium } from 'playwright-core';
import { build } from 'vite';
import { browserArguments, findBrowser } from './browser.mjs';
import { inProject } from './paths.mjs';
import { serveFolder } from './static-server.mjs';

/** The app's service worker sends these, so that WASM may use threads. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/**
 * Opens a page of the project's own, built as the app is, so that what is measured is what people run.
 * @param {{ html: string, name: string }} options `html` is its path in the project, `name` that of its folder among the
 * tests' output
 * @returns {Promise<{ page: import('playwright-core').Page, url: string, folder: string,
 * close: () => Promise<void> }>} `folder` is what `url` serves
 */
export async function openBuiltPage({ html, name }) {
  const folder = inProject('tests', 'output', name);
  await build({
    root: inProject(),
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input: inProject(html) },
    },
  });
  const server = await serveFolder({ folder, headers: isolation });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: browserArguments,
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${server.url}${html}`);
  return {
    page,
    url: server.url,
    folder,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
