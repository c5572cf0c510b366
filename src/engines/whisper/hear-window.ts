import type { Random } from '../../base/seeded-random';
import type { Segment } from '../engine';
import { decodeWindow, detectLanguage } from './decode-window';
import { withFallback, type CheckedText, type FallbackLimits } from './fallback';
import { beforeLoop, madeUp, type Guards } from './guards';
import type { ModelFacts, WhisperModel } from './model';
import type { Piece } from './pieces';
import { cutAtTimes, type TimedParts } from './segments';
import type { SpecialTokens } from './special-tokens';
import { toSegments } from './window-segments';
import type { Tokenizer } from './words';

/** A loaded Whisper: what it hears, and what its tokens mean. */
export type Ears<Encoded> = {
  model: WhisperModel<Encoded>;
  tokens: SpecialTokens;
  tokenizer: Tokenizer;
};

export type HearOptions = {
  /** ISO 639-1; undefined: found out. */
  language: string | undefined;
  task: 'transcribe' | 'translate';
  /** Tokens of what was said before. */
  context: readonly number[];
  words: boolean;
  limits: FallbackLimits;
  guards: Guards;
  random: Random;
  signal: AbortSignal;
  onPartial?: (text: string) => void;
};

export type HeardPiece = {
  language: string | undefined;
  /** Empty where the language was told. */
  languages: ReadonlyMap<string, number>;
  segments: Segment[];
  temperature: number;
  /** There is no speech in it. */
  silent: boolean;
  /** Samples that are done; the rest belongs to the next piece. */
  done: number;
};

/** Seconds of speech behind the last word written that are worth another window. */
const leastRest = 1;

/**
 * Seconds. A whole piece that is not longer is one segment: it has its times from the pauses around it, and how sure a
 * model is of times says nothing of how sure it is of the words (decision 13).
 */
const oneSegment = 6;

function isOneSegment({ whole, samples }: Piece, { sampleRate }: ModelFacts): boolean {
  return whole && samples.length <= oneSegment * sampleRate;
}

/** Writes down one piece of audio. The encoder runs once. */
export async function hearWindow<Encoded>(
  ears: Ears<Encoded>,
  piece: Piece,
  options: HearOptions,
): Promise<HeardPiece> {
  const { model, tokens, tokenizer } = ears;
  const encoded = await model.encode(piece.samples);
  try {
    const languages =
      options.language === undefined ? await detectLanguage(model, encoded, tokens) : new Map();
    const language = options.language ?? likeliest(languages);
    const textOf = (sampled: readonly number[]) =>
      tokenizer.decode(sampled.filter((id) => id < tokens.end));
    const text = await withFallback(
      (temperature) =>
        decodeWindow(model, encoded, {
          ...options,
          ...{ tokens, language, temperature, looks: options.words },
          timestamps: !isOneSegment(piece, model.facts),
          onToken: (sampled) => options.onPartial?.(textOf(sampled)),
        }),
      textOf,
      options.limits,
    );
    const found = { language, languages, temperature: text.temperature, silent: text.silent };
    if (text.silent) return { ...found, segments: [], done: piece.samples.length };
    return { ...found, ...readText(text, piece, ears, { ...options, language }) };
  } finally {
    model.release(encoded);
  }
}

function likeliest(languages: ReadonlyMap<string, number>): string | undefined {
  return [...languages].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function readText<Encoded>(
  written: CheckedText,
  piece: Piece,
  { model: { facts }, tokens, tokenizer }: Ears<Encoded>,
  { language, words, limits, guards }: HearOptions,
): Pick<HeardPiece, 'segments' | 'done'> {
  const loops = guards.loops && written.compressionRatio > limits.mostCompression;
  const text = loops ? withoutLoop(written, tokens.end) : written;
  const { sampleRate, timeStep } = facts;
  const stepSamples = sampleRate * timeStep;
  const length = Math.ceil(piece.samples.length / stepSamples);
  const cut = cutAtTimes(text.tokens, {
    ...{ firstTimestamp: tokens.firstTimestamp, length },
    whole: piece.whole && !text.cutShort,
  });
  const begin = piece.start / sampleRate;
  const span = spanOf(piece, { length, timeStep });
  const place = { facts, tokenizer, endToken: tokens.end, language, begin, length, words, span };
  const shareIn = ({ start, end }: Segment) => piece.speechShare(start - begin, end - begin);
  const segments = toSegments(text, cut.parts, place).filter((segment) => {
    if (guards.zeroLength && segment.end <= segment.start) return false;
    const speech = shareIn(segment);
    return !guards.silence || !madeUp(segment, { speech, mostNoSpeech: limits.silence });
  });
  const next = loops ? length : nextStep(cut, { piece, length, timeStep });
  return { segments, done: Math.min(Math.round(next * stepSamples), piece.samples.length) };
}

/** Where the next window begins: a piece that is whole is done, unless somebody speaks on behind what was written. */
function nextStep(
  { parts, next }: TimedParts,
  { piece, length, timeStep }: { piece: Piece; length: number; timeStep: number },
): number {
  const last = parts.at(-1)?.end ?? length;
  const rest = (length - last) * timeStep;
  const spoken = (piece.speechShare(last * timeStep, length * timeStep) ?? 0) * rest;
  const wanted = spoken >= leastRest ? last : next;
  return wanted > 0 ? wanted : length;
}

/** The steps in which somebody speaks, as far as that is known. */
function spanOf(
  { speech }: Piece,
  { length, timeStep }: { length: number; timeStep: number },
): { from: number; to: number } {
  if (!speech) return { from: 0, to: length };
  return { from: speech.from / timeStep, to: Math.min(speech.to / timeStep, length) };
}

function withoutLoop(text: CheckedText, endToken: number): CheckedText {
  const spoken = text.tokens.flatMap((id, at) => (id < endToken ? [at] : []));
  const kept = beforeLoop(spoken.map((at) => text.tokens[at] ?? 0));
  const to = spoken[kept] ?? text.tokens.length;
  return {
    ...text,
    tokens: text.tokens.slice(0, to),
    logProbs: text.logProbs.slice(0, to),
    attention: text.attention.slice(0, to),
  };
}
