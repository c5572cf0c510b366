import { loadEncoder, type Encoder } from '../../../src/audio/encode';
import { encodeMp3 } from '../../../src/audio/encode/mp3';
import type { AudioFormat } from '../../../src/audio/formats';
import { resample } from '../../../src/audio/resample';
import { SpeechError } from '../../../src/base/errors';
import { whenEnded } from '../../../src/base/streams';
import { models, type ModelCard } from '../../../src/catalog/models';
import type { Placement } from '../../../src/engines/engine';
import type {
  Core,
  Health,
  ModelState,
  Settings,
  SpeakJob,
  SpokenBytes,
} from '../../../src/jobs/speak-job';
import type { Verdict } from '../../../src/weights/verdicts';
import { mp3Module } from '../audio/mp3-module';
import { tone } from '../audio/tones';

/** What the fake engine does: each chunk is half a second of a tone. */
export type Script = {
  /** Chunks of each answer; 2 unless told. */
  chunks?: number;
  /** Thrown before the first chunk, and by an unload without force. */
  refuses?: unknown;
  /** Thrown in place of the chunk after this many. */
  breaksAfter?: number;
};

/** A core without a model, which remembers what it was asked for. */
export type FakeCore = Core & {
  readonly jobs: SpeakJob[];
  /** Models that were unloaded, removed or checked. */
  readonly asked: readonly (readonly ['unload' | 'remove' | 'check', string])[];
  /** Chunks computed for all jobs. */
  readonly computed: number;
  /** Jobs whose engine was told to stop before its end. */
  readonly stopped: number;
};

const placement: Placement = { device: 'wasm', precision: 'fp32', reason: 'It is a fake.' };

export function createFakeCore({ chunks = 2, refuses, breaksAfter }: Script = {}): FakeCore {
  const jobs: SpeakJob[] = [];
  let computed = 0;
  let stopped = 0;
  let speaking = 0;
  const asked: FakeCore['asked'][number][] = [];
  let settings: Settings = {
    hub: 'https://huggingface.co',
    hubPath: '{hub}/{repo}/resolve/{revision}/{path}',
    memoryBudget: 1024,
    idleMinutes: 10,
    device: 'auto',
  };

  async function* samples(signal: AbortSignal) {
    let complete = false;
    try {
      for (let i = 0; i < chunks; i++) {
        signal.throwIfAborted();
        if (i === breaksAfter) throw new Error('secret: the engine died at 0xdeadbeef');
        computed++;
        // An engine works in a thread of its own: other things happen meanwhile.
        await new Promise((resolve) => setTimeout(resolve));
        yield tone(440, 24000, 0.5);
      }
      complete = true;
    } finally {
      if (!complete) stopped++;
    }
  }

  return {
    jobs,
    asked,
    async phonemize({ text }) {
      if (refuses !== undefined) throw refuses as Error;
      const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
        symbols: word.toUpperCase(),
        ...{ from: index, to: index + word.length },
      }));
      return { symbols: text.toUpperCase(), words, language: undefined };
    },
    async transcribe() {
      throw new SpeechError('unsupported', 'This fake only speaks.');
    },
    get computed() {
      return computed;
    },
    get stopped() {
      return stopped;
    },
    async speak(job, signal) {
      signal.throwIfAborted();
      if (refuses !== undefined) throw refuses as Error;
      jobs.push(job);
      speaking++;
      const audio = whenEnded(spoken(job, samples(signal)), () => {
        speaking--;
      });
      return { model: job.model, placement, audio };
    },
    async *prepare() {
      if (refuses !== undefined) throw refuses as Error;
      yield { phase: 'download', loaded: 0, total: undefined };
      yield { phase: 'download', loaded: 50, total: 100 };
      yield { phase: 'load', loaded: 100, total: 100 };
    },
    async unload(card, { force }) {
      if (refuses !== undefined && !force) throw refuses as Error;
      asked.push(['unload', card.id]);
      return state(card);
    },
    async remove(card, { force }) {
      if (refuses !== undefined && !force) throw refuses as Error;
      asked.push(['remove', card.id]);
    },
    health: async () => ({ ...healthy, speaking, preference: settings.device }),
    async check(card, { force }) {
      if (refuses !== undefined && !force) throw refuses as Error;
      asked.push(['check', card.id]);
      return { ...verdict, model: card.id };
    },
    settings: async () => settings,
    async changeSettings(changes) {
      if (changes.hub?.startsWith('ftp:')) {
        throw new SpeechError('invalid_request', 'No hub.', { param: 'hub' });
      }
      settings = { ...settings, ...(changes as Partial<Settings>) };
      return settings;
    },
    state: async (card) => state(card),
    states: async () => models.map(state),
  };
}

const verdict: Verdict = {
  model: 'kokoro',
  precision: 'fp32',
  adapter: 'nvidia hopper',
  browser: 'Chromium 140.0.0.0',
  runtime: '1.31.0',
  agrees: false,
  finding: 'silence',
  figures: { distance: 3 },
  date: 1_790_812_800_000,
};

const healthy: Health = {
  loaded: ['kokoro'],
  waiting: 0,
  speaking: 0,
  machine: { browser: 'Chromium 140', processors: 8, threads: 4, isolated: true, memory: 8 },
  storage: { usage: 1e6, quota: undefined, persisted: false },
  gpu: {
    name: 'nvidia hopper',
    software: false,
    features: ['shader-f16'],
    limits: {
      maxBufferSize: 2 ** 32,
      maxStorageBufferBindingSize: 2 ** 31,
      maxStorageBuffersPerShaderStage: 8,
      maxComputeWorkgroupStorageSize: 2 ** 15,
      maxComputeInvocationsPerWorkgroup: 1024,
    },
    failures: 1,
  },
  verdicts: [verdict],
  preference: 'auto',
};

function state(card: ModelCard): ModelState {
  const loaded = card.id === 'kokoro';
  return {
    card,
    state: loaded ? 'loaded' : card.weights ? 'absent' : 'embedded',
    progress: undefined,
    placement: loaded ? placement : undefined,
    planned: placement,
    storedBytes: loaded ? 325_000_000 : 0,
    evicted: false,
  };
}

async function* spoken(
  { format, sampleRate, header }: SpeakJob,
  samples: AsyncIterable<Float32Array>,
): AsyncGenerator<SpokenBytes, void, undefined> {
  const encoder = await encoderOf(format);
  for await (const bytes of encoder(resample(samples, 24000, sampleRate), sampleRate, header)) {
    yield { bytes, words: [] };
  }
}

/** The app's own, but for the one that is fetched. */
async function encoderOf(format: AudioFormat): Promise<Encoder> {
  if (format !== 'mp3') return loadEncoder(format);
  const module = await mp3Module();
  return (samples, sampleRate) => encodeMp3(samples, sampleRate, module);
}
