import { SpeechError } from '../../../src/base/errors';
import type {
  Device,
  SpokenChunk,
  Speaker,
  Transcriber,
  Utterance,
} from '../../../src/engines/engine';
import type { StartEngine } from '../../../src/jobs/start-engine';

type ToneOptions = {
  rate: number;
  /** Milliseconds of work for each chunk. */
  pause?: number;
  failAt?: number;
  secondsOfWord?: number;
};

/** A speaker of constant tones: a tenth of a second for each word unless told, a chunk for each sentence. */
export function toneSpeaker(options: ToneOptions) {
  const { rate, secondsOfWord = 0.1 } = options;
  const seen = {
    ...{ chunks: 0, running: 0, most: 0, left: 0 },
    sentences: [] as string[],
    asked: [] as Omit<Utterance, 'text'>[],
  };
  const speaker: Speaker = {
    async *run({ text, ...asked }) {
      seen.asked.push(asked);
      try {
        for (const sentence of text.split(/(?<=\.)\s+/)) {
          seen.running++;
          seen.most = Math.max(seen.most, seen.running);
          await new Promise((resolve) => setTimeout(resolve, options.pause ?? 0));
          seen.running--;
          if (seen.chunks === options.failAt) throw new Error('The tone broke.');
          seen.chunks++;
          seen.sentences.push(sentence);
          const samples = Math.round(sentence.split(/\s+/).length * secondsOfWord * rate);
          yield toneOf(sentence, text.indexOf(sentence), { samples, rate });
        }
      } finally {
        seen.left++;
      }
    },
    async read({ text }) {
      return { symbols: text.toUpperCase(), words: [], language: 'en' };
    },
    async dispose() {},
  };
  return { speaker, seen };
}

function toneOf(
  sentence: string,
  from: number,
  { samples, rate }: { samples: number; rate: number },
): SpokenChunk {
  return {
    samples: new Float32Array(samples).fill(0.5),
    sampleRate: rate,
    from,
    to: from + sentence.length,
    words: [{ start: 0, end: 0.1, from, to: from + 1 }],
  };
}

/** Hears one word, and how long it took. */
export const transcriber: Transcriber = {
  async *run({ language = 'en' }) {
    yield { type: 'language', language, probability: 1 };
    yield { type: 'partial', text: 'hel' };
    yield { type: 'progress', done: 1, total: 1 };
  },
  async dispose() {},
};

/** Starts `speaker` for every model, and knows of each start what became of it. */
export function starting(speaker: Speaker, options: { device?: Device } = {}) {
  const threads: { model: string; lose: () => void; ended: boolean }[] = [];
  const start: StartEngine = async (card, device, { report, signal }) => {
    const lost = new AbortController();
    const lose = () => lost.abort(new SpeechError('engine_failed', 'The thread is gone.'));
    const thread = { model: card.id, lose, ended: false };
    threads.push(thread);
    signal.addEventListener('abort', () => {
      thread.ended = true;
      lose();
    });
    report({ phase: 'load', loaded: 1, total: 1 });
    const used = options.device ?? (device === 'auto' ? 'webgpu' : device);
    const placement = { device: used, precision: 'none', reason: 'asked' };
    const engines = { speaker: withThread(speaker, lost.signal), transcriber };
    return { ...engines, placement, lost: lost.signal };
  };
  return { start, threads };
}

/** A speaker that fails once its thread is gone. */
function withThread(speaker: Speaker, lost: AbortSignal): Speaker {
  return {
    ...speaker,
    async *run(utterance) {
      for await (const chunk of speaker.run(utterance)) {
        lost.throwIfAborted();
        yield chunk;
      }
    },
  };
}
