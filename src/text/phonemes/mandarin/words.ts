import { pinyin } from 'pinyin-pro';
import type { Span } from '../../sentences';
import type { Syllable } from './syllable';

/** A word in Han characters; it has a syllable for each character, `undefined` where nobody knows it. */
export type HanWord = Span & { text: string; syllables: (Syllable | undefined)[] };

/** A word in other writing. */
export type OtherWord = Span & { text: string };

const breaks = new Intl.Segmenter('zh', { granularity: 'word' });
/** A part without a pause. It is short, because the time of `Intl.Segmenter` grows with the square of the length. */
const clause = /[^\s，。！？；：、…—“”《》（）]{1,200}/gu;
const han = /^\p{sc=Han}+$/u;

/** The words of a text, in order, without punctuation. */
export function words(text: string): (HanWord | OtherWord)[] {
  const spans = joinSuffixes(
    [...text.matchAll(clause)].flatMap(({ 0: found, index: start }) =>
      [...breaks.segment(found)]
        .filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment))
        .map(({ segment, index }) => {
          const from = start + index;
          return { from, to: from + segment.length, text: segment };
        }),
    ),
  );
  return runs(spans).flatMap((run) => (han.test(run[0]!.text) ? read(run) : run));
}

/** `r` behind a word (`一点|儿`) and `们` belong to it. */
function joinSuffixes(words: readonly OtherWord[]): OtherWord[] {
  const joined: OtherWord[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const isSuffix = (word.text === '儿' || word.text === '们') && last?.to === word.from;
    if (isSuffix && han.test(last.text)) {
      joined[joined.length - 1] = { from: last.from, to: word.to, text: last.text + word.text };
    } else joined.push(word);
  }
  return joined;
}

/** Words that stand side by side, all of them in Han characters or none. */
function runs(words: readonly OtherWord[]): OtherWord[][] {
  const found: OtherWord[][] = [];
  for (const word of words) {
    const last = found.at(-1)?.at(-1);
    const goesOn = last?.to === word.from && han.test(last.text) && han.test(word.text);
    if (goesOn) found.at(-1)?.push(word);
    else found.push([word]);
  }
  return found;
}

/** The characters' readings depend on their neighbours, so the words of a run are read together. */
function read(run: readonly OtherWord[]): HanWord[] {
  const text = run.map((word) => word.text).join('');
  const readings = pinyin(text, { type: 'array', toneType: 'num', toneSandhi: false });
  let at = 0;
  return run.map((word) => {
    const count = [...word.text].length;
    const syllables = readings.slice(at, at + count).map(toSyllable);
    at += count;
    return { ...word, syllables };
  });
}

function toSyllable(reading: string): Syllable | undefined {
  const [, spelling, tone] = /^([a-zêü]+)([0-4])$/.exec(reading) ?? [];
  return spelling === undefined ? undefined : { pinyin: spelling, tone: Number(tone) };
}
