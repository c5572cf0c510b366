import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/browser.mjs';
import { peakMemory } from './memory.mjs';

/**
 * Opens the page of the benches in processes of its own, with a profile that stays, and calls one of its functions; gives
 * the result and the most memory that was used meanwhile, as `peakMemory`.
 */
export async function callInOwnBrowser({ url, profile }, name, order) {
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    args: browserArguments,
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(`${url}tests/bench/page/`);
    await page.waitForFunction(() => globalThis.bench !== undefined);
    return await peakMemory(profile, () =>
      page.evaluate(([call, given]) => globalThis.bench[call](given), [name, order]),
    );
  } finally {
    await browser.close();
  }
}
