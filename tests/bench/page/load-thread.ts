import { loadRuntime } from '../../../src/engines/session';
import { openTransformers } from '../../../src/engines/transformers';
import { openWeightStore } from '../../../src/weights/idb-store';

// Loads a model with transformers.js, which keeps it in the app's store, or in the browser's cache as it does by itself.

export type LoadOrder = { keep: 'store' | 'cache'; hub: string; repo: string };

addEventListener('message', ({ data }: MessageEvent<LoadOrder>) => {
  void load(data).then((milliseconds) => postMessage(milliseconds));
});

async function load({ keep, hub, repo }: LoadOrder): Promise<number> {
  const library = keep === 'store' ? await withStore(hub) : await withCache(hub);
  const started = performance.now();
  await library.StyleTextToSpeech2Model.from_pretrained(repo, { dtype: 'fp32', device: 'wasm' });
  return performance.now() - started;
}

const withStore = (hub: string) => openTransformers({ weights: openWeightStore(), hub });

async function withCache(hub: string) {
  await loadRuntime('webgpu');
  const library = await import('@huggingface/transformers');
  const { env } = library;
  env.allowLocalModels = false;
  env.remoteHost = `${hub}/`;
  env.useBrowserCache = true;
  env.useWasmCache = false;
  return library;
}
