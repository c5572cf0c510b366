import type { InferenceSession } from 'onnxruntime-web';
import { findModel } from '../../../src/catalog/models';
import { load } from '../../../src/engines/kokoro/kokoro';
import { createSession, type Input, type Session } from '../../../src/engines/session';
import type { Utterance } from '../../../src/engines/engine';
import { openWeightStore } from '../../../src/weights/idb-store';

// Runs the bare model on the very inputs that speaking a text gives it: no phonemes, no chunks, no encoding.

export type ModelRequest = { model: string; base: string; utterance: Utterance };
export type ModelRun = { calls: number; milliseconds: number };

type Inputs = Readonly<Record<string, Input>>;

let prepared: Promise<{ session: Session; calls: Inputs[] }> | undefined;

addEventListener('message', ({ data }: MessageEvent<ModelRequest>) => {
  prepared ??= prepare(data);
  void prepared.then(async ({ session, calls }) => {
    const started = performance.now();
    for (const inputs of calls) await session.run(inputs);
    const milliseconds = performance.now() - started;
    postMessage({ calls: calls.length, milliseconds } satisfies ModelRun);
  });
});

async function prepare({ model, base, utterance }: ModelRequest) {
  const card = findModel(model);
  const file = card?.weights?.files.fp32;
  if (!card?.weights || !file) throw new Error(`'${model}' has no weights to run.`);
  const weights = openWeightStore();
  const report = () => undefined;
  const { speaker } = await load(card, { weights, device: 'wasm', hub: '', base, report });
  const calls: Inputs[] = [];
  const stopListening = await listen((inputs) => calls.push(inputs));
  for await (const chunk of speaker.run(utterance)) void chunk;
  stopListening();
  const { repo, revision } = card.weights;
  const blob = await weights.read({ hub: `${base}hub`, repo, revision, path: file.path });
  return { session: await createSession(blob, 'wasm'), calls };
}

/** Tells what every session of the runtime is given. */
async function listen(tell: (inputs: Inputs) => void): Promise<() => void> {
  type Run = InferenceSession['run'];
  const runtime: unknown = (await import('onnxruntime-web/wasm')).InferenceSession;
  const { prototype } = runtime as { prototype: { run: Run } };
  const original = prototype.run;
  prototype.run = function (this: InferenceSession, ...given: Parameters<Run>) {
    const inputs = Object.entries(given[0]).map(([name, { type, data, dims }]) => [
      name,
      // The engine's own arrays may be used again for the next call.
      { type, data: (data as Float32Array | BigInt64Array).slice(), dims },
    ]);
    tell(Object.fromEntries(inputs) as Inputs);
    return original.apply(this, given);
  } as Run;
  return () => {
    prototype.run = original;
  };
}
