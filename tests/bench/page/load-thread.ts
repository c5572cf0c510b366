import { createSession, loadRuntime, startRuntime } from '../../../src/engines/session';
import { spawnReader } from '../../../src/host/spawn-reader';
import { createReader } from '../../../src/weights/reader-thread';
import { openWeightStore } from '../../../src/weights/idb-store';

// Loads a model from the app's store, or with transformers.js, which keeps it in the browser's cache.

export type LoadOrder = { keep: 'store' | 'cache'; hub: string; repo: string };

addEventListener('message', ({ data }: MessageEvent<LoadOrder>) => {
  void load(data).then((milliseconds) => postMessage(milliseconds));
});

async function load({ keep, hub, repo }: LoadOrder): Promise<number> {
  const start = await (keep === 'store' ? withStore : withCache)(hub, repo);
  const started = performance.now();
  await start();
  return performance.now() - started;
}

async function withStore(hub: string, repo: string): Promise<() => Promise<unknown>> {
  // As an engine's thread does before it loads the program of its model.
  const weights = openWeightStore({ reader: createReader(spawnReader) });
  await loadRuntime('webgpu');
  const file = { hub, repo, revision: 'main', path: 'onnx/model.onnx' };
  // The library's own runtime, which also computes on graphics cards.
  return async () => {
    const [model] = await Promise.all([weights.open(file), startRuntime('webgpu')]);
    return createSession(model, 'wasm', { runtime: 'webgpu' });
  };
}

async function withCache(hub: string, repo: string): Promise<() => Promise<unknown>> {
  await loadRuntime('webgpu');
  const { env, StyleTextToSpeech2Model } = await import('@huggingface/transformers');
  env.allowLocalModels = false;
  env.remoteHost = `${hub}/`;
  env.useBrowserCache = true;
  env.useWasmCache = false;
  return () => StyleTextToSpeech2Model.from_pretrained(repo, { dtype: 'fp32', device: 'wasm' });
}
