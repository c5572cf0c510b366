import { rmSync } from 'node:fs';
import { inProject } from '../../scripts/paths.mjs';
import { againstGoal } from './goal.mjs';
import { callInOwnBrowser } from './own-browser.mjs';
import { importTyped } from './typed.mjs';

const repo = 'bench/whisper';
const windows = 2;
const tokens = 100;

/** Whisper tiny with its real sizes and random weights, against transformers.js's pipeline on the same. */
export async function run(context) {
  const { page, url } = await context.bench();
  const { whisperRepo } = await importTyped('tests/hub/whisper/repo.ts');
  const { startHub } = await importTyped('tests/hub/server.ts');
  const files = whisperRepo({ name: 'tiny', decoder: ['q4'] });
  const hub = await startHub({ repos: new Map([[repo, files]]) });
  page.setDefaultTimeout(0);
  try {
    const rows = [];
    for (const words of [false, true]) {
      const order = { hub: hub.url, repo, precision: 'q4', windows, tokens, words, runs: 3 };
      const runs = await page.evaluate((given) => globalThis.bench.measureWhisper(given), order);
      rows.push(...rowsOf(runs, words ? ', with times of words' : ''));
    }
    return [...rows, ...(await memoryRows(url, hub.url))];
  } finally {
    await hub.close();
  }
}

/** Of a model that is stored, the most memory while it is loaded. */
async function memoryRows(url, hub) {
  const most = {};
  for (const by of ['sotto', 'library']) {
    const profile = inProject('tests', 'output', `bench-whisper-${by}`);
    const forget = () => rmSync(profile, { recursive: true, force: true });
    const order = { by, hub, repo, precision: 'q4' };
    forget();
    await callInOwnBrowser({ url, profile }, 'measureWhisperLoad', order);
    const again = await callInOwnBrowser({ url, profile }, 'measureWhisperLoad', order);
    most[by] = again.bytes;
    forget();
  }
  if (most.sotto === undefined || most.library === undefined) return [];
  const ratio = most.sotto / most.library;
  return [
    { figure: 'most memory of a load', value: most.sotto / 1e6, unit: 'MB' },
    { figure: 'most memory of a load with transformers.js', value: most.library / 1e6, unit: 'MB' },
    {
      figure: 'memory over that of transformers.js',
      value: ratio,
      unit: '',
      ...againstGoal(ratio, 1),
    },
  ];
}

function rowsOf(runs, more) {
  const of = (who, what) => Math.min(...runs[who].map((run) => run[what]));
  const row = (figure, what, per, unit) => {
    const [ours, theirs] = [of('sotto', what), of('pipeline', what)];
    return [
      { figure: `${figure}${more}`, value: ours / per, unit },
      { figure: `${figure} of transformers.js${more}`, value: theirs / per, unit },
      {
        ...{ figure: `${figure} over that of transformers.js${more}`, value: ours / theirs },
        ...{ unit: '', ...againstGoal(ours / theirs, 1) },
      },
    ];
  };
  return [
    ...row(`a window of ${tokens} tokens`, 'whole', windows, 'ms'),
    ...row('each token outside the runtime', 'own', windows * tokens, 'ms'),
  ];
}
