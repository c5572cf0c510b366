import { join } from '../../../src/audio/pcm';
import type { TranscriptionClient } from '../../../src/client/transcription-client';
import type { TranscriptionEvent } from '../../../src/client/transcription-events';

/** Hz; all of it is a whole number of samples. */
export const rate = 1000;

/** A word's sound: its number is in each sample, so that it can be heard wherever it is cut. */
const level = (word: number) => 0.1 + word / 1000;
const wordOf = (sample: number) => (sample < 0.09 ? undefined : Math.round((sample - 0.1) * 1000));

export const name = (word: number) => `w${word}`;

/** Speech without end: words of some length (s) with quiet between them. */
export function speech(words: readonly { seconds: number; quiet: number }[]): Float32Array {
  const parts = words.flatMap(({ seconds, quiet }, word) => [
    new Float32Array(Math.round(seconds * rate)).fill(level(word)),
    new Float32Array(Math.round(quiet * rate)).fill(0.0005),
  ]);
  return join(parts);
}

type Ideal = Pick<TranscriptionClient, 'transcribe'> & {
  /** Seconds of each recording that was asked for. */
  asked: number[];
  /** How many were left before their end. */
  left: number;
};

/**
 * Hears every word that is whole. Of one that is torn it hears something else, another thing each time. `spaced` says
 * whether texts begin with a space; `work` is what each answer takes.
 */
export function idealListener({
  spaced = true,
  work = async () => {},
}: {
  spaced?: boolean;
  work?: (signal: AbortSignal | undefined, count: number) => Promise<void>;
} = {}): Ideal {
  const ideal: Ideal = {
    asked: [],
    left: 0,
    async *transcribe({ file }, { signal } = {}): AsyncGenerator<TranscriptionEvent> {
      const sound = new Int16Array(await file.slice(44).arrayBuffer());
      ideal.asked.push(sound.length / rate);
      let done = false;
      try {
        await work(signal, ideal.asked.length);
        signal?.throwIfAborted();
        const words = heardIn(sound, ideal.asked.length);
        const text = words.map(({ word }) => word).join(' ');
        yield { type: 'language', language: 'en', probability: 0.9 };
        yield { type: 'partial', text: spaced ? ` ${text}` : text };
        signal?.throwIfAborted();
        done = true;
        const segments = words.length > 0 ? [{ start: 0, end: sound.length / rate, text }] : [];
        const whole = spaced ? ` ${text}` : text;
        const transcript = {
          text: whole,
          language: 'english',
          segments,
          words,
          interpolated: false,
        };
        yield { type: 'done', transcript };
      } finally {
        if (!done) ideal.left++;
      }
    },
  };
  return ideal;
}

const shortestWord = 0.2;

function heardIn(sound: Int16Array, tries: number) {
  const words: { word: string; start: number; end: number }[] = [];
  for (let from = 0; from < sound.length;) {
    const word = wordOf((sound[from] ?? 0) / 32_768);
    let to = from + 1;
    while (to < sound.length && wordOf((sound[to] ?? 0) / 32_768) === word) to++;
    const whole = from > 0 && to < sound.length && to - from >= shortestWord * rate;
    const heard = word === undefined ? undefined : whole ? name(word) : `torn${word}-${tries}`;
    if (heard !== undefined) words.push({ word: heard, start: from / rate, end: to / rate });
    from = to;
  }
  return words;
}
