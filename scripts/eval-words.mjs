// npm run eval:words [-- --sentences n] [--device wasm|webgpu] [--turns] [--seed n]: has the built app write down sentences
// that eSpeak NG and the sample Kokoro say, as files of every kind, and counts the words that are wrong.
import { encode, fileKinds, missingCommand, sayWithEspeak } from './eval-words/file-kinds.mjs';
import { makeSentences } from './eval-words/sentences.mjs';
import { ensureInstalled } from './install.mjs';
import { readCommand } from './read-command.mjs';
import { wordErrors } from './word-error.mjs';

/**
 * `most` is the share of wrong words that the maker of the sample model measured, and a point for chance. The maker told
 * the model the language; whether it is found out is counted by itself.
 */
const groups = [
  {
    speaker: 'espeak',
    sentences: 'english',
    language: 'en',
    tasks: [{ name: 'English by eSpeak', path: 'transcriptions', most: 0.014 + 0.01 }],
  },
  {
    speaker: 'kokoro',
    sentences: 'english',
    language: 'en',
    tasks: [{ name: 'English by the sample Kokoro', path: 'transcriptions', most: 0.017 + 0.01 }],
  },
  {
    speaker: 'espeak',
    sentences: 'german',
    language: 'de',
    tasks: [
      { name: 'German by eSpeak', path: 'transcriptions', most: 0.022 + 0.01 },
      { name: 'the same in English', path: 'translations', most: 0.005 + 0.01 },
    ],
  },
];

/** As answers name a language. */
const englishNames = { en: 'english', de: 'german' };

const order = readOrder();
const missing = missingCommand();
if (missing === undefined) {
  await ensureInstalled();
  process.exitCode = (await evaluate()) ? 0 : 1;
} else {
  console.log(`Skipped: ${missing} is not on this machine.`);
}

function readOrder() {
  const usage =
    'Usage: npm run eval:words [-- --sentences n] [--device wasm|webgpu] [--turns] [--seed n]\n' +
    '  --turns  makes each sentence a file of one kind only; the kinds take turns';
  const text = { type: 'string' };
  const options = { sentences: text, seed: text, device: text, turns: { type: 'boolean' } };
  return readCommand(usage, { options }, ({ values }) => {
    const { sentences = '200', seed = '1', device = 'wasm', turns = false } = values;
    const numbers = { sentences: Number(sentences), seed: Number(seed) };
    for (const [name, value] of Object.entries(numbers)) {
      if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is a whole number.`);
    }
    if (!['wasm', 'webgpu'].includes(device)) throw new Error('--device is wasm or webgpu.');
    return { ...numbers, device, turns };
  });
}

/** Whether nothing failed, and no more words were wrong than may be. */
async function evaluate() {
  const { openAppPage } = await import('./app-page.mjs');
  const sentences = makeSentences(await seeded(order.seed), order.sentences);
  const app = await openAppPage();
  try {
    await app.page.evaluate(chooseInPage, order.device);
    let good = true;
    for (const group of groups) {
      const tallies = await listenTo(app.page, sentences[group.sentences], group);
      for (const tally of tallies) good = report(tally) && good;
    }
    return good;
  } finally {
    await app.close();
  }
}

async function seeded(seed) {
  const { openTypeScript } = await import('./typescript.mjs');
  const project = await openTypeScript();
  const { seededRandom } = await project.load('src/base/seeded-random.ts');
  await project.close();
  return seededRandom(seed);
}

/** What became of each task: sums for each kind of file. */
async function listenTo(page, sentences, { speaker, tasks, language }) {
  const tallies = tasks.map((task) => ({ task, kinds: new Map(), devices: new Set() }));
  let found = 0;
  for (const [index, sentence] of sentences.entries()) {
    const wav =
      speaker === 'kokoro'
        ? Buffer.from(await page.evaluate(speakInPage, sentence), 'base64')
        : sayWithEspeak(sentence.text, sentence.espeak);
    const kinds = order.turns ? [fileKinds[index % fileKinds.length]] : fileKinds;
    const files = encode(wav, kinds);
    const [unasked] = await page.evaluate(hearInPage, {
      files: files.slice(0, 1),
      path: 'transcriptions',
    });
    found += Number(unasked.language === englishNames[language]);
    for (const { task, kinds, devices } of tallies) {
      const said = task.path === 'translations' ? sentence.inEnglish : sentence.text;
      const answers = await page.evaluate(hearInPage, { files, path: task.path, language });
      answers.forEach(({ status, text, device }, at) => {
        const { kind } = files[at];
        const sums = kinds.get(kind) ?? { files: 0, words: 0, errors: 0, exact: 0, failures: 0 };
        kinds.set(kind, sums);
        devices.add(device);
        const { errors, words } = wordErrors(said, status === 200 ? text : '');
        sums.files++;
        sums.words += words;
        sums.errors += errors;
        sums.exact += Number(errors === 0);
        sums.failures += Number(status !== 200);
        if (status !== 200) console.log(`FAILED ${kind}: ${status} ${text}`);
      });
    }
  }
  console.log(
    `Language ${language}, said by ${speaker}: found out in ${found} of ${sentences.length}.`,
  );
  return tallies;
}

function report({ task: { name, most }, kinds, devices }) {
  const sum = (field) => [...kinds.values()].reduce((all, sums) => all + sums[field], 0);
  const share = sum('errors') / sum('words');
  console.log(
    `${name}: ${percent(share)} of ${sum('words')} words wrong (at most ${percent(most)}), ` +
      `${percent(sum('exact') / sum('files'))} of ${sum('files')} files exact, by ${[...devices].join(', ')}.`,
  );
  for (const [kind, { words, errors }] of kinds) {
    console.log(`  ${kind.padEnd(16)} ${percent(errors / words)}`);
  }
  return share <= most && sum('failures') === 0;
}

function percent(share) {
  return `${(100 * share).toFixed(2)} %`;
}

// These run in the page.

async function chooseInPage(device) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/v1/settings', {
    method: 'PUT',
    headers,
    body: JSON.stringify({ device }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

async function speakInPage({ text, kokoro }) {
  const answer = await fetch('/v1/audio/speech', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'sample-kokoro',
      input: text,
      response_format: 'wav',
      ...kokoro,
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ''));
}

async function hearInPage({ files, path, language }) {
  const answers = [];
  for (const { name, base64 } of files) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const form = new FormData();
    form.append('model', 'sample-whisper');
    form.append('file', new Blob([bytes]), name);
    form.append('response_format', 'verbose_json');
    if (language !== undefined && path === 'transcriptions') form.append('language', language);
    const answer = await fetch(`/v1/audio/${path}`, { method: 'POST', body: form });
    const device = answer.headers.get('x-sotto-device');
    const heard = answer.ok ? await answer.json() : { text: await answer.text() };
    answers.push({ status: answer.status, text: heard.text, language: heard.language, device });
  }
  return answers;
}
