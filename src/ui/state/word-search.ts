import type { TimedWord } from '../../captions/timed-word';

/** Seconds between two words that the ear takes for none. */
const blink = 0.1;

/** The word that sounds at a time; undefined in a pause. Words are in the order of their times. */
export function wordAt(words: readonly TimedWord[], seconds: number): TimedWord | undefined {
  const after = firstIndex(words, ({ start }) => start > seconds);
  const word = words[after - 1];
  if (!word) return undefined;
  const next = words[after];
  const until = next && next.start - word.end < blink ? next.start : word.end;
  return seconds < until ? word : undefined;
}

/** The first word that ends behind an offset of the text, which is the word there or the next one. */
export function wordFrom(words: readonly TimedWord[], offset: number): TimedWord | undefined {
  return words[firstIndex(words, ({ to }) => to > offset)];
}

/** The first index that passes, or the length; those behind it pass too. */
function firstIndex<T>(items: readonly T[], passes: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
