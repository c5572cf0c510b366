import { alignTokens } from './align-tokens';
import { decodeWindow, detectLanguage } from './decode-window';
import { defaultLimits, withFallback, type CheckedText, type FallbackLimits } from './fallback';
import type { WhisperModel } from './model';
import { PcmWindow } from './pcm-window';
import { seededRandom } from './sampling';
import { cutAtTimes, type TimedPart } from './segments';
import type { SpecialTokens } from './special-tokens';
import { toWords, type Tokenizer } from './words';

export type ListenOptions = {
  /** ISO 639-1; undefined: found out from the first window. */
  language: string | undefined;
  task: 'transcribe' | 'translate';
  /** Words that were said before, or how some are spelled; empty for none. */
  prompt: string;
  /** What was written is told to the next window, so that names and style stay the same. */
  carryContext: boolean;
  words: boolean;
  seed: number;
  limits?: FallbackLimits;
  signal: AbortSignal;
  /** The text of the window under way, as it grows. */
  onPartial?: (text: string) => void;
};

/** Seconds are counted from the start of the audio. */
export type HeardWord = { text: string; start: number; end: number; probability: number };

export type HeardSegment = {
  start: number;
  end: number;
  text: string;
  tokens: number[];
  temperature: number;
  averageLogProb: number;
  compressionRatio: number;
  noSpeech: number;
  /** Empty unless words were asked for and the model tells where it looks. */
  words: HeardWord[];
};

/** A window of the audio that is written down; `segments` is empty where nobody spoke. */
export type HeardWindow = {
  language: string | undefined;
  /** How likely each language is, with the window in which it was found out. */
  languages: ReadonlyMap<string, number>;
  segments: HeardSegment[];
  /** Seconds of the audio that are done. */
  done: number;
};

type Ears<Encoded> = {
  model: WhisperModel<Encoded>;
  tokens: SpecialTokens;
  tokenizer: Tokenizer;
};

/** From this temperature on, what was written is too free to be told to the next window. */
const freest = 0.5;

/**
 * Writes audio down, window by window, each of which begins where the last whole sentence of the one before ended.
 * `samples` are mono, of the model's rate, and pulled as they are needed. Throws the reason of `signal`.
 */
export async function* listen<Encoded>(
  ears: Ears<Encoded>,
  samples: AsyncIterable<Float32Array>,
  options: ListenOptions,
): AsyncGenerator<HeardWindow, void, undefined> {
  const { model, tokens, tokenizer } = ears;
  const { sampleRate, windowSamples, timeStep } = model.facts;
  const stepSamples = sampleRate * timeStep;
  const random = seededRandom(options.seed);
  const window = new PcmWindow(samples);
  let { language } = options;
  let context = options.prompt === '' ? [] : tokenizer.encode(` ${options.prompt.trim()}`);
  try {
    for (;;) {
      options.signal.throwIfAborted();
      const audio = await window.read(windowSamples);
      if (audio.length === 0) return;
      const length = Math.ceil(audio.length / stepSamples);
      const encoded = await model.encode(audio);
      let heard: Pick<HeardWindow, 'segments' | 'languages'> & { next: number };
      try {
        const languages =
          language === undefined
            ? await detectLanguage(model, encoded, tokens)
            : new Map<string, number>();
        language ??= likeliest(languages);
        const text = await withFallback(
          (temperature) =>
            decodeWindow(model, encoded, {
              ...{ tokens, language, context, temperature, random },
              ...{ task: options.task, timestamps: true, signal: options.signal },
              onToken: (sampled) => options.onPartial?.(textOf(sampled, ears)),
            }),
          (sampled) => textOf(sampled, ears),
          options.limits ?? defaultLimits,
        );
        const { parts, next } = text.silent
          ? { parts: [], next: length }
          : cutAtTimes(text.tokens, { firstTimestamp: tokens.firstTimestamp, length });
        const begin = window.start / sampleRate;
        const segments = toSegments(text, parts, { ears, options, language, begin, length });
        heard = { languages, segments, next: next > 0 ? next : length };
        context = nextContext(context, text, segments, options.carryContext);
      } finally {
        model.release(encoded);
      }
      window.advance(Math.min(Math.round(heard.next * stepSamples), audio.length));
      yield {
        language,
        languages: heard.languages,
        segments: heard.segments,
        done: window.start / sampleRate,
      };
    }
  } finally {
    await window.close();
  }
}

function likeliest(languages: ReadonlyMap<string, number>): string | undefined {
  return [...languages].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function textOf<Encoded>(sampled: readonly number[], { tokens, tokenizer }: Ears<Encoded>): string {
  return tokenizer.decode(sampled.filter((id) => id < tokens.end));
}

function nextContext(
  before: readonly number[],
  text: CheckedText,
  segments: readonly HeardSegment[],
  carry: boolean,
): number[] {
  if (!carry || text.temperature > freest) return [];
  return [...before, ...segments.flatMap((segment) => segment.tokens)];
}

type Place<Encoded> = {
  ears: Ears<Encoded>;
  options: Pick<ListenOptions, 'words'>;
  language: string | undefined;
  /** Seconds before the window. */
  begin: number;
  /** Steps of the window that have audio. */
  length: number;
};

function toSegments<Encoded>(
  text: CheckedText,
  parts: readonly TimedPart[],
  { ears, options, language, begin, length }: Place<Encoded>,
): HeardSegment[] {
  const { timeStep, medianWidth } = ears.model.facts;
  const { temperature, averageLogProb, compressionRatio, noSpeech } = text;
  const isText = (id: number) => id < ears.tokens.end;
  const spoken = text.tokens.flatMap((id, at) => (isText(id) ? [at] : []));
  const attention = spoken.map((at) => text.attention[at] ?? []);
  const canAlign = options.words && attention.every((heads) => heads.length > 0);
  const starts = canAlign ? alignTokens(attention, { positions: length, medianWidth }) : [];
  const timeOf = (step: number) => begin + step * timeStep;
  return parts.flatMap((part) => {
    const own = spoken.filter((at) => at >= part.from && at < part.to);
    const tokens = own.map((at) => text.tokens[at] ?? 0);
    const said = ears.tokenizer.decode(tokens);
    if (said.trim() === '' || part.end <= part.start) return [];
    const first = spoken.indexOf(own[0] ?? 0);
    const words = !canAlign
      ? []
      : toWords(tokens, ears.tokenizer, language).map((word): HeardWord => {
          const probabilities = own
            .slice(word.from, word.to)
            .map((at) => Math.exp(text.logProbs[at] ?? 0));
          return {
            text: word.text,
            start: timeOf(starts[first + word.from] ?? part.start),
            end: timeOf(starts[first + word.to] ?? part.end),
            probability:
              probabilities.reduce((sum, value) => sum + value, 0) / probabilities.length,
          };
        });
    const times = { start: timeOf(part.start), end: timeOf(part.end) };
    return [
      {
        ...times,
        text: said,
        tokens,
        temperature,
        averageLogProb,
        compressionRatio,
        noSpeech,
        words,
      },
    ];
  });
}
