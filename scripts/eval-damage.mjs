// npm run eval:damage [-- --files n] [--seed n] [--from n]: has the app's decoder read damaged files of every kind, in a
// thread of a real browser. Each has to end in sound or in a clear error, in time, with nothing left open.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { readCommand } from './read-command.mjs';

/** Files between two looks at the memory. */
const batch = 250;

const { files, seed, from } = readOrder();
await ensureInstalled();
const { openBuiltPage } = await import('./built-page.mjs');
const { makeOriginals, residentBytes } = await import('./eval-damage/originals.mjs');

const opened = await openBuiltPage({ html: 'scripts/eval-damage/index.html', name: 'eval-damage' });
try {
  await opened.page.waitForFunction(() => globalThis.damage !== undefined);
  process.exitCode = (await evaluate(opened)) === 0 ? 0 : 1;
} finally {
  await opened.close();
}

function readOrder() {
  const usage = 'Usage: npm run eval:damage [-- --files n] [--seed n] [--from n]';
  const text = { type: 'string' };
  return readCommand(usage, { options: { files: text, seed: text, from: text } }, ({ values }) => {
    const number = (name, usual) => {
      const value = Number(values[name] ?? usual);
      if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} is a whole number.`);
      return value;
    };
    return {
      files: number('files', 500),
      seed: number('seed', Date.now() % 1_000_000),
      from: number('from', 0),
    };
  });
}

/** How many faults there were. */
async function evaluate({ page, folder }) {
  const originals = join(folder, 'originals');
  mkdirSync(originals);
  const names = makeOriginals(originals);
  const kinds = await page.evaluate((all) => globalThis.damage.load(all), names);
  console.log(`${files} files from ${from} on, of ${kinds} kinds, seed ${seed}.`);
  const renderer = await rendererOf(page);
  const outcomes = {};
  let faults = 0;
  for (let at = from; at < from + files; at += batch) {
    const to = Math.min(at + batch, from + files);
    const tally = await page.evaluate((args) => globalThis.damage.run(...args), [seed, at, to]);
    faults += tally.faults.length;
    for (const fault of tally.faults) console.log(`FAULT ${fault}`);
    for (const [kind, sums] of Object.entries(tally.outcomes)) add((outcomes[kind] ??= {}), sums);
    console.log(
      `${to}: heap ${megabytes(tally.heapBytes)}, renderer ${megabytes(residentBytes(renderer))}, ` +
        `slowest ${Math.round(tally.slowest.milliseconds)} ms ${tally.slowest.file}, ` +
        `longest ${Math.round(tally.longest.seconds)} s ${tally.longest.file}`,
    );
  }
  console.table(outcomes);
  console.log(`${faults} faults.`);
  return faults;
}

async function rendererOf(page) {
  const devtools = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  // The page that was opened last is the one with the most work behind it.
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.toSorted((a, b) => b.cpuTime - a.cpuTime)[0]?.id;
}

function add(sums, more) {
  for (const [name, value] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + value;
}

function megabytes(bytes) {
  return bytes === undefined ? '?' : `${Math.round(bytes / 1e6)} MB`;
}
