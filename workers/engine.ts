import { SpeechError } from '../src/base/errors';
import { findModel } from '../src/catalog/models';
import { chooseDevice } from '../src/engines/device';
import { engines } from '../src/engines/registry';
import { spawnReader } from '../src/host/spawn-reader';
import { openWeightStore } from '../src/weights/idb-store';
import { createReader } from '../src/weights/reader-thread';
import { exposeEngine } from '../src/wire/engine-port';

// One loaded model. It may block, and it may be ended at any time.
exposeEngine(async ({ model, hub, base, device }, report) => {
  const card = findModel(model);
  if (!card) throw new SpeechError('unknown_model', `There is no model '${model}'.`);
  const reader = card.weights && createReader(spawnReader);
  const choice = await chooseDevice(card, device);
  if (card.weights?.needsGpu && choice.device === 'wasm') {
    throw new SpeechError(
      'engine_unavailable',
      `The model '${model}' needs a graphics card. ${choice.reason} Use whisper-small or whisper-base.`,
    );
  }
  const { load } = await engines[card.engine]().catch((cause: unknown) => {
    throw new SpeechError(
      'engine_unavailable',
      `The program of '${model}' is not on this device yet and could not be fetched. Try again when the network is back.`,
      { cause },
    );
  });
  const weights = openWeightStore(reader ? { reader } : {});
  return load(card, { weights, hub, base, report, ...choice });
});
