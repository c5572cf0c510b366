import type { Span } from '../sentences';

/**
 * What is said as a word, in the text's order: letters, digits and spoken signs (`$5`, `50%`, `AT&T`), with what holds
 * them together (`don't`, `well-known`, `and/or`, `3.5`, `10:30`, `example.com`), without the punctuation around them.
 * Writing without spaces is cut as the reader's language does.
 */
export function words(text: string): Span[] {
  return [...text.matchAll(token)].flatMap(({ 0: found, index }) => {
    if (!pronounceable.test(found)) return [];
    if (!unspaced.test(found)) return { from: index, to: index + found.length };
    return [...wordBreaks.segment(found)]
      .filter(({ isWordLike }) => isWordLike)
      .map((part) => ({ from: index + part.index, to: index + part.index + part.segment.length }));
  });
}

const spoken = String.raw`[\p{L}\p{M}\p{N}\p{Sc}%&@#+=°§]`;
/** Apostrophes, full stops, hyphens, slashes, invisible joiners; between digits also `1,000`, `10:30` and `5–6`. */
const joint = String.raw`(?:['’.\-‐‑/_\u00ad\u200c\u200d]|(?<=\d)[,:–](?=\d))`;
/** `-5` and `.5`, at the start of a word only. */
const sign = String.raw`(?:(?<![^\s(])[-−]?\.?(?=\d))?`;
const token = new RegExp(`${sign}${spoken}+(?:${joint}${spoken}+)*`, 'gu');
const pronounceable = /[\p{L}\p{N}]|^[\p{Sc}%&@+=°§]$/u;
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const wordBreaks = new Intl.Segmenter(undefined, { granularity: 'word' });
