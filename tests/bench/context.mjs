import { openAppPage } from '../../scripts/app-page.mjs';
import { openBuiltPage } from '../../scripts/built-page.mjs';

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

async function openBenchPage() {
  const opened = await openBuiltPage({ html: 'tests/bench/page/index.html', name: 'bench' });
  await opened.page.waitForFunction(() => globalThis.bench !== undefined);
  return opened;
}
