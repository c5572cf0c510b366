import type { SpokenWord } from '../engine';
import type { SynthesizedWord } from './espeak';

/**
 * When the words of a text were said. eSpeak says some words in several pieces, which are put together, and tells one
 * time for those that it runs together (`of the`), which they share by their lengths. A word before the first piece
 * has no time and is left out.
 */
export function wordTimes(
  words: readonly { from: number; to: number }[],
  pieces: readonly SynthesizedWord[],
): SpokenWord[] {
  const runs: { from: number; to: number }[][] = [];
  const times: { start: number; end: number }[] = [];
  for (const word of words) {
    const own = pieces.filter(({ at }) => at >= word.from && at < word.to);
    const [first, last] = [own[0], own.at(-1)];
    if (first && last) {
      runs.push([word]);
      times.push({ start: first.start, end: last.end });
    } else runs.at(-1)?.push(word);
  }
  return runs.flatMap((run, index) => share(run, times[index] ?? { start: 0, end: 0 }));
}

function share(
  words: readonly { from: number; to: number }[],
  { start, end }: { start: number; end: number },
): SpokenWord[] {
  const letters = words.reduce((sum, { from, to }) => sum + to - from, 0);
  let before = 0;
  return words.map(({ from, to }) => {
    const at = (count: number) => start + ((end - start) * count) / letters;
    const word = { from, to, start: at(before), end: at(before + to - from) };
    before += to - from;
    return word;
  });
}
