import type { HanWord } from './words';

/**
 * The tones as they are said side by side: `一` and `不`, then third tones. `words` stand side by side, without a pause.
 */
export function applySandhi(words: readonly HanWord[]): HanWord[] {
  const characters = words.flatMap((word) => [...word.text]);
  const tones = words.flatMap((word) => word.syllables.map((syllable) => syllable?.tone ?? 0));
  const ends = new Set<number>();
  let end = 0;
  for (const { text } of words) ends.add((end += [...text].length) - 1);

  characters.forEach((character, at) => {
    if (character === '一') tones[at] = toneOfOne(characters, tones, at, ends);
    if (character === '不') tones[at] = toneOfNot(characters, tones, at, ends);
  });
  dissimilateThirds(tones, ends);

  let at = 0;
  return words.map((word) => ({
    ...word,
    syllables: word.syllables.map((syllable) => {
      const tone = tones[at++]!;
      return syllable && { ...syllable, tone };
    }),
  }));
}

const numbering = '〇零一二三四五六七八九十';
const numbersBehind = new RegExp(`^[${numbering}月号楼班点]`);
const numbersBefore = new RegExp(`[${numbering}第初周期]$`);

/** `一` keeps its tone where it counts or numbers (`十一`, `第一`, `一月`) and at the end of a word. */
function toneOfOne(
  characters: readonly string[],
  tones: readonly number[],
  at: number,
  ends: ReadonlySet<number>,
): number {
  const before = characters[at - 1] ?? '';
  const after = characters[at + 1];
  const isLast = ends.has(at) && at > 0 && !ends.has(at - 1);
  if (after === undefined || isLast) return 1;
  if (before === after) return 0;
  const isNumeral = numbersBefore.test(before) || numbersBehind.test(after);
  return isNumeral && !isSome(characters, at) ? 1 : changed(tones[at + 1]!);
}

/** `一点` (`一点儿`, `一点也`) is a little; `一点钟` is one o'clock, and so is `一点` elsewhere. */
function isSome(characters: readonly string[], at: number): boolean {
  return characters[at + 1] === '点' && !/^[钟半整二三四五]$/.test(characters[at + 2] ?? '钟');
}

/** `不` is weak between two of the same (`好不好`) and inside a word (`看不见`, `对不起`). */
function toneOfNot(
  characters: readonly string[],
  tones: readonly number[],
  at: number,
  ends: ReadonlySet<number>,
): number {
  const before = characters[at - 1];
  const after = characters[at + 1];
  if (after === undefined) return 4;
  const isInside =
    at > 0 && !ends.has(at - 1) && !ends.has(at) && !/[决绝从毫并都也]/.test(before!);
  if (before === after || isInside) return 0;
  return tones[at + 1] === 4 ? 2 : 4;
}

/** Before a fourth tone, or a neutral one that was a fourth (`一个`), the second; else the fourth. */
function changed(next: number): number {
  return next === 4 || next === 0 ? 2 : 4;
}

/**
 * A third tone before another is said as a second: all but the last inside a word (`展览`), then the last of each word
 * before what is still a third, from the end of the phrase (`我|很好`, `想|买|伞`).
 */
function dissimilateThirds(tones: number[], ends: ReadonlySet<number>): void {
  tones.forEach((tone, at) => {
    if (tone === 3 && tones[at + 1] === 3 && !ends.has(at)) tones[at] = 2;
  });
  for (let at = tones.length - 2; at >= 0; at--) {
    if (tones[at] === 3 && tones[at + 1] === 3) tones[at] = 2;
  }
}
