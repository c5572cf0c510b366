import { columns, longestLine, mostLines, type Piece } from './lines';
import { endingOf, type Ending } from './sentence-ends';
import type { Show } from './shown-text';
import type { TimedWord } from './timed-word';

/** What a cue is made of: a word as it stands in the text, with the signs that belong to it. */
export type Unit = TimedWord & {
  pieces: Piece[];
  /** What ends with it. */
  ending: Ending;
};

/** Seconds of silence that part two cues as the end of a sentence does. */
const longPause = 1;

/** The units of a text in their order, as `show` shows them; what is said in several words but written as one is one unit. */
export function unitsOf(text: string, words: readonly TimedWord[], show: Show): Unit[] {
  const groups = grouped(words, show);
  return groups.map((group, index) => {
    const before = groups[index - 1];
    const after = groups[index + 1];
    const behindIt = show(group.to, after?.from ?? text.length);
    const { ahead } = split(show(before?.to ?? 0, group.from), !before);
    const { behind } = split(behindIt, false, !after);
    const written = show(group.from, group.to).trim();
    const spaced = !after || /\s/.test(behindIt);
    const paused = after !== undefined && after.start - group.end >= longPause;
    return {
      ...group,
      pieces: piecesOf(ahead + written + behind, written, spaced),
      ending: paused ? 'sentence' : endingOf(written + behindIt),
    };
  });
}

/** Words that share characters, or have neither space nor a script without spaces between them, put together. */
function grouped(words: readonly TimedWord[], show: Show): TimedWord[] {
  const groups: TimedWord[] = [];
  for (const word of [...words].sort((a, b) => a.from - b.from)) {
    const last = groups.at(-1);
    if (!last || breaksBetween(last, word, show)) {
      groups.push({ ...word });
      continue;
    }
    last.to = Math.max(last.to, word.to);
    last.start = Math.min(last.start, word.start);
    last.end = Math.max(last.end, word.end);
  }
  return groups;
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{P}]/u;

function breaksBetween(before: TimedWord, after: TimedWord, show: Show): boolean {
  if (after.from < before.to) return false;
  const between = show(before.to, after.from);
  if (/\s|[—–]/.test(between)) return true;
  const last = show(before.from, before.to).slice(-1);
  const next = show(after.from, after.to).charAt(0);
  const isLatin = !unspaced.test(last) && !unspaced.test(next);
  return !isLatin && /^[^-'’./@_]*$/.test(between);
}

const opening = /[\p{Ps}\p{Pi}\p{Sc}"'¿¡#@~+-]*$/u;

/**
 * What stands between two words, given to them: signs stay with the word they touch, other unspoken signs with the word
 * before them in their line.
 */
function split(signs: string, isStart: boolean, isEnd = false): { behind: string; ahead: string } {
  if (isStart) return { behind: '', ahead: signs.trimStart() };
  if (isEnd) return { behind: signs.trimEnd(), ahead: '' };
  const line = signs.search(/[\n\r\u2028\u2029]/);
  const ahead = line < 0 ? touching(signs) : signs.slice(line).trimStart();
  // Without a space, a closing quote and an opening one look alike: they stay with the word before.
  const touches = /\s/.test(signs) || signs === '' || /^[\p{Ps}\p{Pi}¿¡]/u.test(ahead);
  const own = touches ? ahead : '';
  const behind = line < 0 ? signs.slice(0, signs.length - own.length) : signs.slice(0, line);
  return { behind: behind.trimEnd(), ahead: own };
}

/** The signs that touch the next word. */
function touching(signs: string): string {
  return (/\s/.test(signs) ? /\S*$/ : opening).exec(signs)?.[0] ?? '';
}

/** What is not said and would not fit into a cue is left out. */
function piecesOf(shown: string, written: string, spaced: boolean): Piece[] {
  const fits = columns(shown) <= longestLine * mostLines;
  const parts = (fits ? shown : written).trim().split(/\s+/);
  return parts.map((part, index) => ({ text: part, spaced: index < parts.length - 1 || spaced }));
}
