import { rmSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { runnerImport } from 'vite';
import { browserArguments, findBrowser } from '../../scripts/browser.mjs';
import { inProject } from '../../scripts/paths.mjs';
import { median } from './context.mjs';
import { againstGoal } from './goal.mjs';
import { peakMemory } from './memory.mjs';
import { makeModel } from './model-file.mjs';

const repo = 'bench/model';
const rounds = 3;
const ways = ['store', 'cache'];

/** A model of 300 MB, loaded from our store, and by transformers.js from the Cache API as it does by itself. */
export async function run(context) {
  const hub = await startModelHub(300e6);
  const { url } = await context.bench();
  const runs = { store: [], cache: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const keep of ways) runs[keep].push(await measure({ keep, hub: hub.url, url }));
    }
  } finally {
    await hub.close();
  }
  return rows(runs);
}

async function startModelHub(bytes) {
  const { hubFile } = await importTyped('tests/hub/files.ts');
  const { startHub } = await importTyped('tests/hub/server.ts');
  const config = Buffer.from(JSON.stringify({ model_type: 'style_text_to_speech_2' }));
  const files = new Map([
    ['config.json', hubFile(config)],
    ['onnx/model.onnx', hubFile(makeModel(bytes))],
  ]);
  return startHub({ repos: new Map([[repo, files]]) });
}

async function importTyped(path) {
  return (await runnerImport(inProject(path), { configFile: false })).module;
}

/** One first load, and one in a browser that has the model already; each in processes of its own. */
async function measure({ keep, hub, url }) {
  const profile = inProject('tests', 'output', `bench-${keep}`);
  rmSync(profile, { recursive: true, force: true });
  const load = async () => {
    const browser = await chromium.launchPersistentContext(profile, {
      executablePath: await findBrowser(),
      args: browserArguments,
    });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(300_000);
      await page.goto(`${url}tests/bench/page/`);
      await page.waitForFunction(() => globalThis.bench !== undefined);
      return await peakMemory(profile, () =>
        page.evaluate((order) => globalThis.bench.measureLoad(order), { keep, hub, repo }),
      );
    } finally {
      await browser.close();
    }
  };
  const first = await load();
  const again = await load();
  rmSync(profile, { recursive: true, force: true });
  return { first, again };
}

function rows({ store, cache }) {
  const of = (runs, figure) => median(runs.map(figure));
  const pair = (name, unit, figure, goal) => {
    const [ours, theirs] = [of(store, figure), of(cache, figure)];
    return [
      { figure: `${name}, Cache API of transformers.js`, value: theirs, unit },
      { figure: `${name}, our store`, value: ours, unit },
      {
        figure: `${name}, our store over the Cache API`,
        value: ours / theirs,
        unit: '',
        ...(goal === undefined ? {} : againstGoal(ours / theirs, goal)),
      },
    ];
  };
  const memory = (when) => (run) => run[when].bytes / 1e6;
  const known = store[0].again.bytes !== undefined;
  return [
    ...pair('300 MB downloaded, kept and loaded', 'ms', ({ first }) => first.result),
    ...pair('300 MB loaded again', 'ms', ({ again }) => again.result, 0.9),
    ...(known ? pair('most memory of the first load', 'MB', memory('first')) : []),
    ...(known ? pair('most memory of a later load', 'MB', memory('again'), 0.6) : []),
  ];
}
