import { openTypeScript } from '../../scripts/typescript.mjs';
import { median } from './context.mjs';
import { paragraph } from './paragraph.mjs';

const repeats = 20;
const lexiconSize = 90_000;

/** English text to Kokoro's symbols, in Node: with a lexicon of the real one's size, and by eSpeak NG alone. */
export async function run() {
  const project = await openTypeScript();
  try {
    const { loadEspeak } = await project.load('src/engines/espeak/espeak.ts');
    const { readPack } = await project.load('tests/unit/engines/espeak/packs.ts');
    const { spokenForm, symbolsOf } = await project.load('src/engines/espeak/phonemizer.ts');
    const { readLexicon } = await project.load('src/text/phonemes/english/lexicon.ts');
    const { englishForm } = await project.load('src/text/phonemes/english/form.ts');
    const espeak = await loadEspeak(readPack);
    await espeak.ensure('en-us');
    const guess = (word) => symbolsOf(espeak, word, 'en-US');
    const json = JSON.stringify(makeWords(guess));
    const lexicon = readLexicon(json);
    const parts = { lexicon, variety: 'american', guess };
    return [
      rate('English from a lexicon', () => englishForm(paragraph, parts)),
      rate('English by eSpeak NG alone', () => spokenForm(espeak, paragraph, 'en-US')),
      { figure: 'a lexicon read', value: time(() => readLexicon(json)), unit: 'ms' },
    ];
  } finally {
    await project.close();
  }
}

/** The words of the paragraph among others. */
function makeWords(guess) {
  const words = {};
  for (const word of paragraph.match(/\w+/g)) words[word.toLowerCase()] = guess(word);
  for (let index = 0; Object.keys(words).length < lexiconSize; index += 1000) {
    for (let word = index; word < index + 1000; word++) words[`w${word.toString(36)}`] = 'wˈɜɹdəl';
  }
  return words;
}

function rate(figure, read) {
  const symbols = read().symbols.length;
  return { figure, value: (symbols / time(read)) * 1000, unit: 'phonemes/s' };
}

/** Milliseconds, the median of some runs. */
function time(work) {
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times);
}
