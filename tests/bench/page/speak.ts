import { createSerial } from '../../../src/base/serial';
import { findModel } from '../../../src/catalog/models';
import { spawnEngine } from '../../../src/host/spawn-engine';
import { speak } from '../../../src/jobs/speak';
import type { SpeakJob } from '../../../src/jobs/speak-job';
import { connectEngine } from '../../../src/wire/engine-port';
import type { ModelRequest, ModelRun } from './model-thread';

export type SpeakRuns = { speak: number[]; model: number[]; calls: number };

/**
 * Milliseconds of speaking a text with an engine in its thread, as the app does, and of the bare model on the same
 * inputs, in turns.
 */
export async function measureSpeak(options: {
  model: string;
  voice: string;
  text: string;
  runs: number;
}): Promise<SpeakRuns> {
  const { model, voice, text } = options;
  const card = findModel(model);
  if (!card) throw new Error(`There is no model '${model}'.`);
  const base = `${location.origin}/`;
  const utterance = { text, voice, speed: 1 };
  const bare = startBareModel({ model, base, utterance });
  const engine = connectEngine(spawnEngine(model), 60_000);
  const placement = await engine.load({ model, hub: '', base, device: 'wasm' }, () => undefined);
  const { speaker, transcriber } = engine;
  const loaded = { speaker, transcriber, placement, turns: createSerial() };
  const job: SpeakJob = { model: card, ...utterance, format: 'pcm', sampleRate: card.sampleRate };

  async function speakOnce(): Promise<number> {
    const started = performance.now();
    const { audio } = await speak(job, loaded, new AbortController().signal);
    for await (const piece of audio) void piece;
    return performance.now() - started;
  }
  await speakOnce();
  const { calls } = await bare.run();
  const result: SpeakRuns = { speak: [], model: [], calls };
  for (let i = 0; i < options.runs; i++) {
    result.speak.push(await speakOnce());
    result.model.push((await bare.run()).milliseconds);
  }
  engine.end();
  bare.end();
  return result;
}

function startBareModel(request: ModelRequest) {
  const thread = new Worker(new URL('./model-thread.ts', import.meta.url), { type: 'module' });
  return {
    run: () =>
      new Promise<ModelRun>((resolve, reject) => {
        thread.onmessage = ({ data }: MessageEvent<ModelRun>) => resolve(data);
        thread.onerror = (event) => reject(new Error(event.message));
        thread.postMessage(request);
      }),
    end: () => thread.terminate(),
  };
}
