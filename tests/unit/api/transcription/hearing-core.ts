import { SpeechError } from '../../../../src/base/errors';
import type { Heard, Segment } from '../../../../src/engines/engine';
import type { Core } from '../../../../src/jobs/speak-job';
import type { TranscribeJob } from '../../../../src/jobs/transcribe-job';
import { createFakeCore } from '../fake-core';

export type HearingScript = {
  /** What is heard in every file; two segments of German unless told. */
  hears?: readonly Heard[];
  /** Thrown before anything is told, for each request in its turn; then files are heard. */
  refuses?: readonly unknown[];
  /** Thrown in place of what would be heard after this many parts. */
  breaksAfter?: number;
  /** Awaited before each part. */
  pace?: () => Promise<void>;
};

export type HearingCore = Core & {
  readonly recordings: TranscribeJob[];
  /** Parts that were told, for all recordings. */
  readonly told: number;
  /** Recordings whose engine was told to stop before its end. */
  readonly broken: number;
};

export const segment = (text: string, start: number, end: number): Segment => {
  const words = text.split(/(?=\s)/).map((word, i, all) => ({
    text: word,
    start: start + (i * (end - start)) / all.length,
    end: start + ((i + 1) * (end - start)) / all.length,
    probability: 0.5,
  }));
  return {
    start,
    end,
    text,
    tokens: [10, 11],
    temperature: 0,
    averageLogProb: -0.25,
    compressionRatio: 1.5,
    noSpeech: 0.01,
    words,
    interpolated: false,
  };
};

export const germanHeard: readonly Heard[] = [
  { type: 'language', language: 'de', probability: 0.98 },
  { type: 'partial', text: ' Guten' },
  { type: 'segment', segment: segment(' Guten Morgen,', 0, 1.2504) },
  { type: 'progress', done: 1.25, total: undefined },
  { type: 'segment', segment: segment(' liebe Welt & alle!', 1.5, 3) },
  { type: 'progress', done: 3.21, total: 3.21 },
];

/** A core that hears the same in every file that is audio: in all but those that begin with `no audio`. */
export function createHearingCore({
  hears = germanHeard,
  refuses = [],
  breaksAfter,
  pace = () => new Promise((resolve) => setTimeout(resolve)),
}: HearingScript = {}): HearingCore {
  const recordings: TranscribeJob[] = [];
  const failures = [...refuses];
  let told = 0;
  let broken = 0;

  async function* heard(words: boolean, signal: AbortSignal) {
    let complete = false;
    try {
      for (const [i, part] of hears.entries()) {
        await pace();
        signal.throwIfAborted();
        if (i === breaksAfter) throw new Error('secret: the engine died at 0xdeadbeef');
        told++;
        const bare = part.type === 'segment' && !words;
        yield bare ? { ...part, segment: { ...part.segment, words: [] } } : part;
      }
      complete = true;
    } finally {
      if (!complete) broken++;
    }
  }

  return {
    ...createFakeCore(),
    recordings,
    get told() {
      return told;
    },
    get broken() {
      return broken;
    },
    async transcribe(job, signal) {
      signal.throwIfAborted();
      const failure = failures.shift();
      if (failure !== undefined) throw failure as Error;
      if ((await job.audio.slice(0, 8).text()) === 'no audio') {
        throw new SpeechError('invalid_request', 'The file has no audio that can be read.', {
          param: 'file',
        });
      }
      recordings.push(job);
      return {
        model: job.model,
        placement: { device: 'wasm', precision: 'fp32', reason: 'It is a fake.' },
        heard: heard(job.words, signal),
      };
    },
  };
}
