import { rmSync } from 'node:fs';
import { inProject } from '../../scripts/paths.mjs';
import { median } from './context.mjs';
import { againstGoal } from './goal.mjs';
import { makeModel } from './model-file.mjs';
import { callInOwnBrowser } from './own-browser.mjs';
import { importTyped } from './typed.mjs';

const repo = 'bench/model';
const rounds = 3;
/** Of a model that is there; in each round. */
const laterLoads = 3;
const ways = ['store', 'cache'];

/** A model of 300 MB, loaded from our store, and by transformers.js from the Cache API as it does by itself. */
export async function run(context) {
  const hub = await startModelHub(300e6);
  const { url } = await context.bench();
  const runs = { store: { first: [], again: [] }, cache: { first: [], again: [] } };
  const measure = async (when) => {
    for (const keep of ways) runs[keep][when].push(await load({ keep, hub: hub.url, url }));
  };
  try {
    for (let round = 0; round < rounds; round++) {
      ways.forEach(forget);
      await measure('first');
      for (let i = 0; i < laterLoads; i++) await measure('again');
    }
  } finally {
    ways.forEach(forget);
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

const profileOf = (keep) => inProject('tests', 'output', `bench-${keep}`);

function forget(keep) {
  rmSync(profileOf(keep), { recursive: true, force: true });
}

/** Each load in processes of its own. */
function load({ keep, hub, url }) {
  return callInOwnBrowser({ url, profile: profileOf(keep) }, 'measureLoad', { keep, hub, repo });
}

/** What is compared are neighbours in time, as other work on the machine comes and goes. */
function rows({ store, cache }) {
  const pair = (name, when, { unit, of, goal }) => {
    const [ours, theirs] = [store, cache].map((runs) => runs[when].map(of));
    const ratio = median(ours.map((value, index) => value / theirs[index]));
    return [
      { figure: `${name}, Cache API of transformers.js`, value: median(theirs), unit },
      { figure: `${name}, our store`, value: median(ours), unit },
      {
        figure: `${name}, our store over the Cache API`,
        value: ratio,
        unit: '',
        ...(goal === undefined ? {} : againstGoal(ratio, goal)),
      },
    ];
  };
  const time = { unit: 'ms', of: ({ result }) => result };
  const memory = { unit: 'MB', of: ({ bytes }) => bytes / 1e6 };
  const known = store.again[0].bytes !== undefined;
  return [
    ...pair('300 MB downloaded, kept and loaded', 'first', time),
    ...pair('300 MB loaded again', 'again', { ...time, goal: 0.9 }),
    ...(known ? pair('most memory of the first load', 'first', memory) : []),
    ...(known ? pair('most memory of a later load', 'again', { ...memory, goal: 0.6 }) : []),
  ];
}
