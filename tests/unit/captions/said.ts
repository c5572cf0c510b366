import type { TimedWord } from '../../../src/captions/timed-word';

/** The words of a text as if each letter took `letter` seconds, with a pause behind the signs that ask for one. */
export function said(text: string, letter = 0.07): TimedWord[] {
  let now = 0.1;
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*/gu)].map(
    ({ 0: word, index }) => {
      const start = now;
      const end = start + word.length * letter;
      const sign = text.charAt(index + word.length);
      now = end + (/[.!?…]/.test(sign) ? 0.35 : /[,;:—]/.test(sign) ? 0.15 : 0.01);
      return { start, end, from: index, to: index + word.length };
    },
  );
}
