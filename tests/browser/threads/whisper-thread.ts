import { findModel } from '../../../src/catalog/models';
import { wavFile } from '../../../src/client/wav-file';
import type { Heard } from '../../../src/engines/engine';
import { fromOrigin } from '../../../src/engines/espeak/data';
import { loadEspeak } from '../../../src/engines/espeak/espeak';
import { load } from '../../../src/engines/whisper/transcriber';
import { createMemoryStore } from '../../../src/weights/memory-store';

// Says sentences with eSpeak, makes files of them, and writes those down with the sample Whisper.

export type Sound =
  { text: string; voice: string; wordsPerMinute?: number } | { noise: number; seconds: number };
export type ListenOrder = {
  base: string;
  device: 'webgpu' | 'wasm';
  sounds: Sound[];
  language?: string;
  task?: 'transcribe' | 'translate';
  /** How often the last sound is written down again, to see whether the memory grows. */
  again?: number;
  /** Stops each sound at the first part of text. */
  abort?: boolean;
};
export type Listened = {
  /** For each sound. */
  heard: {
    told: Heard[];
    spoken: { at: number; start: number }[];
    seconds: number;
    failure: string;
  }[];
  /** Bytes of WASM memory after a tenth of the repetitions, and after all. */
  memory: { early: number; late: number };
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

async function run({
  base,
  device,
  sounds,
  language,
  task = 'transcribe',
  again = 0,
  abort = false,
}: ListenOrder): Promise<Listened> {
  const card = findModel('sample-whisper');
  if (!card) throw new Error('The catalog has no sample Whisper.');
  const { transcriber } = await load(card, {
    ...{ weights: createMemoryStore(), hub: `${base}hub`, base, device, precisions: ['fp32'] },
    report: () => undefined,
  });
  const espeak = await loadEspeak(fromOrigin(base));
  const hear = async (audio: Blob) => {
    const told: Heard[] = [];
    const stop = new AbortController();
    const clip = { audio, language, task, prompt: '', temperature: 0, words: true, seed: 1 };
    try {
      for await (const one of transcriber.run(clip, { signal: stop.signal })) {
        told.push(one);
        if (abort && one.type === 'partial') stop.abort(new Error('That is enough.'));
      }
      return { told, failure: '' };
    } catch (error) {
      return { told, failure: String(error) };
    }
  };
  const heard: Listened['heard'] = [];
  let last = new Blob();
  for (const sound of sounds) {
    const { samples, sampleRate, words } =
      'text' in sound ? await say(sound) : { samples: noise(sound), sampleRate: 16_000, words: [] };
    last = wavFile([samples], sampleRate);
    heard.push({
      ...(await hear(last)),
      spoken: words.map(({ at, start }) => ({ at, start })),
      seconds: samples.length / sampleRate,
    });
  }
  let early = 0;
  for (let time = 0; time < again; time++) {
    if (time === Math.floor(again / 10)) early = memoryBytes();
    await hear(last);
  }
  const late = memoryBytes();
  await transcriber.dispose();
  return { heard, memory: { early, late } };

  async function say({ text, voice, wordsPerMinute = 150 }: Extract<Sound, { text: string }>) {
    await espeak.ensure(voice);
    return espeak.synthesize(text, { voice, wordsPerMinute });
  }
}

/** White, the same each time. */
function noise({ noise: loudness, seconds }: Extract<Sound, { noise: number }>): Float32Array {
  let state = 1;
  return Float32Array.from({ length: 16_000 * seconds }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return loudness * (state / 2 ** 31 - 1);
  });
}
