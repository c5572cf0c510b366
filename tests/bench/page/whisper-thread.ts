import type { InferenceSession } from 'onnxruntime-web';
import { seededRandom } from '../../../src/base/seeded-random';
import type { Precision } from '../../../src/catalog/models';
import { openTransformers } from '../../../src/engines/transformers';
import { defaultLimits } from '../../../src/engines/whisper/fallback';
import { listen } from '../../../src/engines/whisper/listen';
import { loadEars } from '../../../src/engines/whisper/load-ears';
import { openWeightStore } from '../../../src/weights/idb-store';

// Writes noise down with a Whisper of any hub: with Sotto's loop, and with the pipeline of transformers.js.

export type WhisperOrder = {
  hub: string;
  repo: string;
  precision: Precision;
  /** Of the model's windows, whole. */
  windows: number;
  /** That each writes for a window, which the model would not end. */
  tokens: number;
  /** Whether times of words are wanted. */
  words: boolean;
  /** How often both are measured, in turns. */
  runs: number;
};
/** For each run: milliseconds in all, and of those outside the runtime. */
export type WhisperRuns = Record<'sotto' | 'pipeline', { whole: number; own: number }[]>;

const rate = 16_000;
const windowSeconds = 30;

addEventListener('message', ({ data }: MessageEvent<WhisperOrder>) => {
  void measure(data).then((runs) => postMessage(runs));
});

async function measure(order: WhisperOrder): Promise<WhisperRuns> {
  const sotto = await openSotto(order);
  const pipeline = await openPipeline(order);
  const stopwatch = await timeRuntime();
  const random = seededRandom(1);
  const noise = Float32Array.from(
    { length: order.windows * windowSeconds * rate },
    () => 0.1 * (random() - 0.5),
  );
  const time = async (write: (samples: Float32Array) => Promise<void>) => {
    const before = stopwatch.milliseconds;
    const started = performance.now();
    await write(noise);
    const whole = performance.now() - started;
    return { whole, own: whole - (stopwatch.milliseconds - before) };
  };
  // The first run of each is slower.
  await time(sotto);
  await time(pipeline);
  const runs: WhisperRuns = { sotto: [], pipeline: [] };
  for (let run = 0; run < order.runs; run++) {
    runs.sotto.push(await time(sotto));
    runs.pipeline.push(await time(pipeline));
  }
  return runs;
}

async function openSotto({ hub, repo, precision, tokens, words }: WhisperOrder) {
  const ears = await loadEars({
    ...{ weights: openWeightStore(), device: 'wasm', precision },
    ...{ hub, repo, revision: 'main' },
  });
  // Half of a window's positions are for text.
  const facts = { ...ears.model.facts, mostTokens: 2 * tokens };
  const limits = { ...defaultLimits, temperatures: [0] };
  return async (samples: Float32Array) => {
    const windows = listen({ ...ears, model: { ...ears.model, facts } }, once(samples), {
      ...{ language: 'en', task: 'transcribe', prompt: '', carryContext: false, words, seed: 1 },
      ...{ limits, signal: new AbortController().signal, onPartial: () => {} },
    });
    for await (const { segments } of windows) {
      if (segments.length === 0) throw new Error('The model wrote nothing.');
    }
  };
}

async function* once(samples: Float32Array) {
  yield samples;
}

async function openPipeline({ hub, repo, precision, tokens, words }: WhisperOrder) {
  const { pipeline } = await openTransformers({ weights: openWeightStore(), hub });
  const recogniser = await pipeline('automatic-speech-recognition', repo, {
    ...{ device: 'wasm', dtype: precision as 'fp32' },
  });
  return async (samples: Float32Array) => {
    const written = await recogniser(samples, {
      ...{ language: 'en', task: 'transcribe', return_timestamps: words ? 'word' : true },
      ...{ chunk_length_s: windowSeconds, stride_length_s: 0, max_new_tokens: tokens },
    });
    if (written.text === '') throw new Error('The model wrote nothing.');
  };
}

/** Counts the time that sessions take from here on. */
async function timeRuntime(): Promise<{ milliseconds: number }> {
  type Run = InferenceSession['run'];
  const runtime: unknown = (await import('onnxruntime-web/webgpu')).InferenceSession;
  const { prototype } = runtime as { prototype: { run: Run } };
  const original = prototype.run;
  const stopwatch = { milliseconds: 0 };
  prototype.run = async function (this: InferenceSession, ...given: Parameters<Run>) {
    const started = performance.now();
    const results = await original.apply(this, given);
    stopwatch.milliseconds += performance.now() - started;
    return results;
  } as Run;
  return stopwatch;
}
