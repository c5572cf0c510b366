import { seededRandom } from '../../base/seeded-random';
import type { HeardBefore, Segment } from '../engine';
import { defaultLimits, type FallbackLimits } from './fallback';
import { allGuards, type Guards } from './guards';
import { hearWindow, type Ears } from './hear-window';
import { everyWindow, speechOnly, type Piece } from './pieces';
import { detectorRate, type SpeechDetector } from './speech-detector';

export type ListenOptions = {
  /** ISO 639-1; undefined: found out from the first window in which somebody speaks. */
  language: string | undefined;
  task: 'transcribe' | 'translate';
  /** Words that were said before, or how some are spelled; empty for none. */
  prompt: string;
  /** What was written is told to the next window, so that names and style stay the same. */
  carryContext: boolean;
  words: boolean;
  seed: number;
  /** What was heard before `samples`; nothing unless told. */
  before?: HeardBefore | undefined;
  /** Finds speech, to pass over silence and to cut at pauses; without it windows follow each other as they are. */
  detector?: SpeechDetector | undefined;
  limits?: FallbackLimits;
  guards?: Guards;
  signal: AbortSignal;
  /** The text of the window under way, as it grows. */
  onPartial?: (text: string) => void;
};

/** A window of the audio that is written down; `segments` is empty where nobody spoke. */
export type HeardWindow = {
  /** Undefined until somebody has spoken. */
  language: string | undefined;
  /** How likely each language is, with the window in which it was found out. */
  languages: ReadonlyMap<string, number>;
  segments: Segment[];
  /** Seconds of the audio that are done. */
  done: number;
};

/** From this temperature on, what was written is too free to be told to the next window. */
const freest = 0.5;

/**
 * Writes audio down, window by window: pieces between pauses, or, without a detector, windows each of which begins where
 * the last whole sentence of the one before ended. `samples` are mono, of the model's rate, and pulled as they are
 * needed. Throws the reason of `signal`.
 */
export async function* listen<Encoded>(
  ears: Ears<Encoded>,
  samples: AsyncIterable<Float32Array>,
  options: ListenOptions,
): AsyncGenerator<HeardWindow, void, undefined> {
  const { facts } = ears.model;
  const { detector, signal, limits = defaultLimits, guards = allGuards } = options;
  const { before = nothing } = options;
  const random = seededRandom(options.seed);
  const pieces =
    detector && facts.sampleRate === detectorRate
      ? speechOnly(samples, facts, detector)
      : everyWindow(samples, facts);
  let { language } = options;
  const origin = Math.round(before.seconds * facts.sampleRate);
  const secondOf = (sample: number) => (origin + sample) / facts.sampleRate;
  const carryOn = (text: Carried) =>
    options.carryContext ? carried(context, text, facts.mostTokens) : [];
  let context = options.prompt === '' ? [] : ears.tokenizer.encode(` ${options.prompt.trim()}`);
  for (const segment of before.segments) context = carryOn(segment);
  try {
    for (let piece: Piece | undefined; (piece = await pieces.next());) {
      signal.throwIfAborted();
      if (piece.samples.length === 0) {
        yield {
          language,
          languages: new Map(),
          segments: [],
          done: secondOf(pieces.done),
        };
        continue;
      }
      const placed = { ...piece, start: origin + piece.start };
      const heard = await hearWindow(ears, placed, {
        ...options,
        ...{ language, context, limits, guards, random },
      });
      const { segments } = heard;
      if (!heard.silent) language = heard.language;
      context = carryOn({
        tokens: segments.flatMap(({ tokens }) => tokens),
        temperature: heard.temperature,
      });
      pieces.advance(heard.done);
      yield {
        language,
        languages: heard.silent ? new Map() : heard.languages,
        segments,
        done: secondOf(pieces.done),
      };
    }
  } finally {
    await pieces.close();
  }
}

const nothing: HeardBefore = { seconds: 0, segments: [] };

type Carried = HeardBefore['segments'][number];

/** What the next window is told, of what this one was told and what was written in it. */
function carried(
  context: readonly number[],
  { tokens, temperature }: Carried,
  most: number,
): number[] {
  return temperature <= freest ? [...context, ...tokens].slice(-most) : [];
}
