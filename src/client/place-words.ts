import type { TranscriptWord } from './transcription-events';

/** A word and the text in front of it: a space, signs, or nothing where a language has no spaces. */
export type PlacedWord = { before: string; text: string; word: TranscriptWord };

/** Finds the words of a segment in its text, in their order; `after` is what follows the last one. */
export function placeWords(
  text: string,
  words: readonly TranscriptWord[],
): { placed: PlacedWord[]; after: string } {
  const placed: PlacedWord[] = [];
  let at = 0;
  for (const word of words) {
    const own = word.word.trim();
    const found = text.indexOf(own, at);
    const before = found < 0 ? ' ' : text.slice(at, found);
    placed.push({ before, text: own, word });
    if (found >= 0) at = found + own.length;
  }
  return { placed, after: text.slice(at) };
}
