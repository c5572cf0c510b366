import type { Segment, TranscribedWord } from '../engine';
import { alignTokens } from './align-tokens';
import type { CheckedText } from './fallback';
import type { ModelFacts } from './model';
import type { TimedPart } from './segments';
import { toWords, type Tokenizer } from './words';

export type WindowPlace = {
  facts: ModelFacts;
  tokenizer: Tokenizer;
  /** Every token below is text. */
  endToken: number;
  language: string | undefined;
  /** Seconds before the window. */
  begin: number;
  /** Steps of the window that have audio. */
  length: number;
  /** Steps between which all words are. */
  span: { from: number; to: number };
  /** Whether times of words are wanted. */
  words: boolean;
};

/** The segments of a window, with times from the start of the audio; parts without text are left out. */
export function toSegments(
  text: CheckedText,
  parts: readonly TimedPart[],
  place: WindowPlace,
): Segment[] {
  const { facts, tokenizer, endToken, begin, length } = place;
  const { temperature, averageLogProb, compressionRatio, noSpeech } = text;
  const spoken = text.tokens.flatMap((id, at) => (id < endToken ? [at] : []));
  // As the reference has it, the end takes what is behind the last word.
  const looks = [...spoken, text.tokens.length].flatMap((at) => text.attention.slice(at, at + 1));
  const canAlign = looks.every((heads) => heads.length > 0);
  const { medianWidth, timeStep } = facts;
  const starts =
    place.words && canAlign ? alignTokens(looks, { positions: length, medianWidth }) : [];
  const { from, to } = place.span;
  const timeOf = (step: number) => begin + Math.min(Math.max(step, from), to) * timeStep;
  return parts.flatMap((part) => {
    const own = spoken.filter((at) => at >= part.from && at < part.to);
    const tokens = own.map((at) => text.tokens[at] ?? 0);
    const said = tokenizer.decode(tokens);
    if (said.trim() === '') return [];
    const first = spoken.indexOf(own[0] ?? 0);
    const span = { start: timeOf(part.start), end: timeOf(part.end) };
    const logProbs = own.map((at) => text.logProbs[at] ?? 0);
    const units = place.words ? toWords(tokens, tokenizer, place.language) : [];
    const aligned = units.map((word) => ({
      text: word.text,
      start: timeOf(starts[first + word.from] ?? 0),
      end: timeOf(starts[first + word.to] ?? 0),
      probability: meanProbability(logProbs.slice(word.from, word.to)),
    }));
    const interpolated = place.words && !canAlign;
    return [
      {
        ...{ ...span, text: said, tokens },
        ...{ temperature, averageLogProb, compressionRatio, noSpeech, interpolated },
        words: interpolated ? interpolate(aligned, span) : withTimes(aligned, span),
      },
    ];
  });
}

function meanProbability(logProbs: readonly number[]): number {
  return logProbs.reduce((sum, each) => sum + Math.exp(each), 0) / logProbs.length;
}

/**
 * The model may look at a word only before anybody speaks, or behind that: it shares the time of the word beside it, and
 * where no word takes time, all share the segment's.
 */
function withTimes(
  words: readonly TranscribedWord[],
  segment: { start: number; end: number },
): TranscribedWord[] {
  if (words.every((word) => word.end <= word.start)) return interpolate(words, segment);
  const timed: TranscribedWord[] = [];
  let group: TranscribedWord[] = [];
  for (const word of words) {
    group.push(word);
    if (word.end <= word.start) continue;
    timed.push(...shared(group));
    group = [];
  }
  const last = group.length > 0 ? timed.splice(-1) : [];
  return [...timed, ...shared([...last, ...group])];
}

function shared(group: readonly TranscribedWord[]): readonly TranscribedWord[] {
  const [first, last] = [group[0], group.at(-1)];
  return !first || !last || first === last
    ? group
    : interpolate(group, { start: first.start, end: last.end });
}

/** Shares of the segment's time by the letters of each word. */
function interpolate(
  words: readonly TranscribedWord[],
  { start, end }: { start: number; end: number },
): TranscribedWord[] {
  const letters = words.map(({ text }) => Math.max(text.trim().length, 1));
  const pace = (end - start) / letters.reduce((sum, count) => sum + count, 0);
  let at = start;
  return words.map((word, index) => {
    const from = at;
    at += (letters[index] ?? 0) * pace;
    return { ...word, start: from, end: at };
  });
}
