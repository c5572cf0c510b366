import { seededRandom } from '../../../src/base/seeded-random';
import { findModel } from '../../../src/catalog/models';
import { wavFile } from '../../../src/client/wav-file';
import type { Heard, HeardBefore, Placement } from '../../../src/engines/engine';
import { fromOrigin } from '../../../src/engines/espeak/data';
import { loadEspeak } from '../../../src/engines/espeak/espeak';
import { load } from '../../../src/engines/whisper/whisper';
import { createMemoryStore } from '../../../src/weights/memory-store';

// Says sentences with eSpeak, makes files of them, and writes those down with the sample Whisper.

export type Sound =
  | { text: string; voice: string; wordsPerMinute?: number; loudness?: number; offset?: number }
  | { noise: number; hum?: number; seconds: number };
type Task = 'transcribe' | 'translate';
export type ListenOrder = {
  base: string;
  device: 'webgpu' | 'wasm';
  sounds: Sound[];
  /** What is done with each sound; writing it down unless told. */
  tasks?: Task[];
  /** How often the last sound is written down again, to see whether the memory grows. */
  again?: number;
  /** Stops each sound at the first part of text. */
  abort?: boolean;
  /** Goes on with the last sound after each of so many windows, as if what follows had not been heard. */
  resume?: number[];
  /** Writes all sounds down again, at the same time. */
  together?: boolean;
};
export type HeardSound = { told: Heard[]; failure: string };
export type Listened = {
  /** For each sound, and the first task. */
  heard: (HeardSound & { spoken: { at: number; start: number }[]; seconds: number })[];
  /** For each sound, and each further task. */
  further: HeardSound[][];
  /** For each window after which the last sound was gone on with. */
  resumed: HeardSound[];
  /** For each sound, when all were heard at the same time. */
  together: HeardSound[];
  /** Bytes of WASM memory after a tenth of the repetitions, and after all. */
  memory: { early: number; late: number };
  placement: Placement;
};

const memories: WebAssembly.Memory[] = [];
WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
  construct(target, [descriptor]: [WebAssembly.MemoryDescriptor]) {
    const memory = new target(descriptor);
    memories.push(memory);
    return memory;
  },
});
const memoryBytes = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);

addEventListener('message', ({ data }: MessageEvent<ListenOrder>) => {
  void run(data)
    .catch((error: unknown) => ({ failure: error instanceof Error ? error.stack : String(error) }))
    .then((outcome) => postMessage(outcome));
});

/** One model for all orders of this thread, which are for one device. */
const prepare = lazyBy(async (base: string, device: ListenOrder['device']) => {
  const card = findModel('sample-whisper');
  if (!card) throw new Error('The catalog has no sample Whisper.');
  const loaded = await load(card, {
    ...{ weights: createMemoryStore(), hub: `${base}hub`, base, device, precisions: ['fp32'] },
    report: () => undefined,
  });
  return { ...loaded, espeak: await loadEspeak(fromOrigin(base)) };
});

async function run(order: ListenOrder): Promise<Listened> {
  const { base, device, sounds, tasks = ['transcribe'], again = 0, abort = false } = order;
  const { resume = [], together = false } = order;
  const { transcriber, placement, espeak } = await prepare(base, device);
  const hear = async (
    audio: Blob,
    task: Task = 'transcribe',
    before?: HeardBefore,
  ): Promise<HeardSound> => {
    const told: Heard[] = [];
    const stop = new AbortController();
    const clip = { audio, task, prompt: '', temperature: 0, words: true, seed: 1, before };
    try {
      const heard = transcriber.run({ ...clip, language: undefined }, { signal: stop.signal });
      for await (const one of heard) {
        told.push(one);
        if (abort && one.type === 'partial') stop.abort(new Error('That is enough.'));
      }
      return { told, failure: '' };
    } catch (error) {
      return { told, failure: String(error) };
    }
  };
  const heard: Listened['heard'] = [];
  const further: Listened['further'] = [];
  let last = new Blob();
  const files: Blob[] = [];
  for (const sound of sounds) {
    const { samples, sampleRate, words } =
      'text' in sound ? await say(sound) : { samples: noise(sound), sampleRate: 16_000, words: [] };
    last = wavFile([samples], sampleRate);
    files.push(last);
    const [first, ...others] = tasks;
    heard.push({
      ...(await hear(last, first)),
      spoken: words.map(({ at, start }) => ({ at, start })),
      seconds: samples.length / sampleRate,
    });
    const more: HeardSound[] = [];
    for (const task of others) more.push(await hear(last, task));
    further.push(more);
  }
  const resumed: HeardSound[] = [];
  for (const windows of resume) {
    const before = beforeWindow(windows, heard.at(-1)?.told ?? []);
    resumed.push(await hear(last, 'transcribe', before));
  }
  const all = together ? await Promise.all(files.map((file) => hear(file))) : [];
  let early = 0;
  for (let time = 0; time < again; time++) {
    if (time === Math.floor(again / 10)) early = memoryBytes();
    await hear(last);
  }
  const memory = { early, late: memoryBytes() };
  return { heard, further, resumed, together: all, placement, memory };

  async function say(sound: Extract<Sound, { text: string }>) {
    const { text, voice, wordsPerMinute = 150, loudness = 1, offset = 0 } = sound;
    await espeak.ensure(voice);
    const spoken = espeak.synthesize(text, { voice, wordsPerMinute });
    return { ...spoken, samples: spoken.samples.map((sample) => loudness * sample + offset) };
  }
}

/** What was told until so many windows were done. */
function beforeWindow(windows: number, told: readonly Heard[]): HeardBefore {
  const ends = told.flatMap((one, at) => (one.type === 'progress' ? [{ at, done: one.done }] : []));
  const { at, done } = ends[windows - 1] ?? { at: 0, done: 0 };
  const segments = told.slice(0, at).filter((one) => one.type === 'segment');
  return { seconds: done, segments: segments.map(({ segment }) => segment) };
}

/** Makes something once, with the arguments of the first call. */
function lazyBy<Args extends unknown[], T>(make: (...args: Args) => Promise<T>) {
  let made: Promise<T> | undefined;
  return (...args: Args) => (made ??= make(...args));
}

/** White, the same each time, and a hum of 50 Hz with its overtones. */
function noise({ noise: loudness, hum = 0, seconds }: Extract<Sound, { noise: number }>) {
  const random = seededRandom(1);
  return Float32Array.from({ length: 16_000 * seconds }, (_, i) => {
    const mains = (n: number) => Math.sin((2 * Math.PI * 50 * n * i) / 16_000) / n;
    return loudness * (2 * random() - 1) + hum * (mains(1) + mains(2) + mains(3));
  });
}
