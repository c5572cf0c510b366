import type { Precision } from '../../../src/catalog/models';
import { loadRuntime } from '../../../src/engines/session';
import { openTransformers } from '../../../src/engines/transformers';
import { loadEars } from '../../../src/engines/whisper/load-ears';
import { spawnReader } from '../../../src/host/spawn-reader';
import { openWeightStore } from '../../../src/weights/idb-store';
import { createReader } from '../../../src/weights/reader-thread';

// Loads a Whisper from the app's store: as the app does, or with transformers.js.

export type WhisperLoadOrder = {
  by: 'sotto' | 'library';
  hub: string;
  repo: string;
  precision: Precision;
};

addEventListener('message', ({ data }: MessageEvent<WhisperLoadOrder>) => {
  void load(data).then((milliseconds) => postMessage(milliseconds));
});

async function load({ by, hub, repo, precision }: WhisperLoadOrder): Promise<number> {
  const reader = createReader(spawnReader);
  const weights = openWeightStore(by === 'sotto' ? { reader } : {});
  await loadRuntime('webgpu');
  const started = performance.now();
  if (by === 'sotto') {
    await loadEars({ weights, hub, repo, revision: 'main', device: 'wasm', precision });
  } else {
    const { pipeline } = await openTransformers({ weights, hub });
    const options = { device: 'wasm', dtype: precision as 'fp32' } as const;
    await pipeline('automatic-speech-recognition', repo, options);
  }
  return performance.now() - started;
}
