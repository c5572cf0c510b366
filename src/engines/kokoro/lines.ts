import { assert } from '../../base/assert';
import { kokoroSymbols } from '../../catalog/kokoro-symbols';
import type { Span } from '../../text/sentences';
import { bySource } from '../../text/source-words';
import { sourceSpan, type Traced } from '../../text/traced';
import type { SpokenWord, WordPhoneme } from '../engine';
import type { SpokenForm } from '../espeak/phonemizer';
import { asTaught } from './taught-symbols';

/** Which tokens speak a word: `start` to `end` (exclusive), counted without the two ends; and what they stand for. */
type TokenRange = Span & { start: number; end: number; symbols: string };

/** A part of a text, ready for the model. */
export type Line = Span & { ids: number[]; words: TokenRange[] };

/** The tokens of a part of what is said; the words are the author's. */
export function toLine(
  said: Traced,
  { from, to }: Span,
  { symbols, words, language }: SpokenForm & { language: string },
): Line {
  const ids = asTaught(symbols, language).split('').map(tokenOf);
  const ranges = words.map((word) => ({
    ...word,
    ...sourceSpan(said, from + word.from, from + word.to),
    symbols: symbols.slice(word.start, word.end),
  }));
  return {
    ...sourceSpan(said, from, to),
    ids,
    words: bySource(ranges, ({ start }, { end }) => ({
      ...{ from, to, start, end },
      symbols: symbols.slice(start, end),
    })),
  };
}

/** Whether there is more in a line than punctuation. */
export function hasWords({ words }: Line): boolean {
  return words.some(({ start, end }) => end > start);
}

/** Lines in one, with a space between two; those without a token only lengthen the span. */
export function joinLines(lines: readonly Line[]): Line {
  const joined: Line = { from: lines[0]?.from ?? 0, to: lines.at(-1)?.to ?? 0, ids: [], words: [] };
  for (const { ids, words } of lines) {
    if (ids.length === 0) continue;
    if (joined.ids.length > 0) joined.ids.push(space);
    const at = joined.ids.length;
    for (const word of words) {
      joined.words.push({ ...word, start: at + word.start, end: at + word.end });
    }
    joined.ids.push(...ids);
  }
  return joined;
}

function tokenOf(symbol: string): number {
  const token = kokoroSymbols.get(symbol);
  assert(token !== undefined, `Kokoro knows the symbol '${symbol}'`);
  return token;
}

const space = tokenOf(' ');

/** When each word sounds, from the frames of each token (both ends included) in `seconds` of speech. */
export function timeWords(
  words: readonly TokenRange[],
  durations: readonly number[],
  seconds: number,
): SpokenWord[] {
  const ends: number[] = [];
  let frames = 0;
  for (const duration of durations) ends.push((frames += duration));
  // The token before the first is the end that stands at 0.
  const time = (token: number) => ((ends[token] ?? frames) / frames) * seconds;
  return words.map(({ from, to, start, end, symbols }) => ({
    from,
    to,
    start: time(start),
    end: time(end),
    phonemes: phonemesOf(symbols, durations.slice(1 + start, 1 + end)),
  }));
}

function phonemesOf(symbols: string, durations: readonly number[]): WordPhoneme[] {
  const frames = durations.reduce((sum, duration) => sum + duration, 0);
  return durations.map((duration, index) => ({
    symbol: symbols.charAt(index),
    share: frames > 0 ? duration / frames : 1 / durations.length,
  }));
}
