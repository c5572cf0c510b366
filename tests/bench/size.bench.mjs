import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/browser.mjs';
import { ensureBuilt } from '../../scripts/build.mjs';
import { inProject } from '../../scripts/paths.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { againstGoal } from './goal.mjs';

/**
 * What has to arrive before a person sees something, what a first visit keeps for offline use, and what every page of the
 * origin runs beside itself.
 */
export async function run() {
  await ensureBuilt();
  const scripts = await scriptsBeforeFirstPaint();
  const script = kilobytes(scripts.map((path) => inProject('dist', path)));
  const { files: kept } = JSON.parse(readFileSync(inProject('dist', 'app-files.json'), 'utf8'));
  const visit = kilobytes(kept.map((path) => inProject('dist', path)));
  const worker = kilobytes([inProject('dist', 'sw.js')]);
  return [
    {
      figure: `JavaScript before the first paint (${scripts.length} files), gzip`,
      value: script,
      unit: 'KB',
      ...againstGoal(script, 60, 'KB'),
    },
    {
      figure: `kept by a first visit (${kept.length} files), gzip`,
      value: visit,
      unit: 'KB',
      ...againstGoal(visit, 1200, 'KB'),
    },
    { figure: 'service worker, gzip', value: worker, unit: 'KB', ...againstGoal(worker, 8, 'KB') },
  ];
}

function kilobytes(files) {
  const sizes = files.map((file) => gzipSync(readFileSync(file), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** Paths of the scripts that the page itself, not its threads, had loaded when it first showed something. */
async function scriptsBeforeFirstPaint() {
  const server = await serveFolder({ folder: inProject('dist') });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: browserArguments,
  });
  try {
    // Without a service worker the page does not load itself again.
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length);
    const urls = await page.evaluate(() => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      return performance
        .getEntriesByType('resource')
        .filter(({ name, responseEnd }) => /\.m?js$/.test(name) && responseEnd <= paint.startTime)
        .map(({ name }) => name);
    });
    const threads = page.workers().map((worker) => worker.url());
    return urls.filter((url) => !threads.includes(url)).map((url) => url.slice(server.url.length));
  } finally {
    await browser.close();
    await server.close();
  }
}
