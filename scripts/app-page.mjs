import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { inProject } from './paths.mjs';
import { serveFolder } from './static-server.mjs';

/** Milliseconds for the page to be ready; it loads twice on a first visit, to be cross-origin isolated. */
const patience = 60_000;

/**
 * Opens the built app in a headless browser with an empty profile.
 * @returns {Promise<{ page: import('playwright-core').Page, url: string, close: () => Promise<void> }>} a page in which
 * the local API answers `fetch`
 */
export async function openAppPage() {
  await ensureBuilt();
  const executablePath = await findBrowser();
  const server = await serveFolder({ folder: inProject('dist') });
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(patience);
    await page.goto(server.url);
    // Unlike `evaluate`, this goes on in the next document when the page loads itself again.
    await page.waitForFunction(() => globalThis.sottoReady?.then(() => true));
    return { page, url: server.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
