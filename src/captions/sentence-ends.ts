import type { TimedWord } from './timed-word';

/** What ends between two words: a sentence or paragraph, a part of a sentence, or nothing. */
export type Ending = 'sentence' | 'clause' | 'none';

/** Signs behind the end of a word that end nothing, and those in front of the next word. */
const around = /[\s\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Sc}"'¿¡#@~+*•-]*$/u;
const sentenceEnd = /[.!?…。！？।؟]$/u;
const clauseEnd = /[,;:—–，、；：،؛]$/u;
/** A full stop behind these ends no sentence: titles, initials, `e.g.` */
const abbreviation =
  /(?:^|[^\p{L}])(?:\p{Lu}|\p{L}\.\p{L}|mr|mrs|ms|dr|prof|st|vs|no|nr|hr|fr|mme|sra?|dra?|sig|bzw)\.$/iu;

/** What ends in `words`, a piece of text that reaches from the start of one word to the start of the next. */
export function endingOf(words: string): Ending {
  const said = words.replace(around, '');
  const lineBreaks = words.slice(said.length).match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0;
  if (lineBreaks > 1) return 'sentence';
  if (sentenceEnd.test(said) && !abbreviation.test(said)) return 'sentence';
  return lineBreaks > 0 || clauseEnd.test(said) ? 'clause' : 'none';
}

/** The indices of the words that begin a sentence of the text, in order. */
export function sentenceStarts(text: string, words: readonly TimedWord[]): number[] {
  return words.flatMap((word, index) => {
    const before = words[index - 1];
    const isStart = !before || endingOf(text.slice(before.from, word.from)) === 'sentence';
    return isStart ? [index] : [];
  });
}
