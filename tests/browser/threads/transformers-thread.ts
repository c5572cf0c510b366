import { openTransformers } from '../../../src/engines/transformers';
import { openWeightStore } from '../../../src/weights/idb-store';

// Loads a Kokoro with transformers.js and speaks five symbols with it.

export type LoadOrder = { hub: string; model: string };
export type Loaded = {
  /** Of the speech. */
  dims?: readonly number[];
  loudest?: number;
  failure?: string;
  /** Addresses that this thread asked. */
  requests: string[];
};

addEventListener('message', ({ data }: MessageEvent<LoadOrder>) => {
  void speak(data)
    .catch((error: unknown) => ({ failure: String(error) }))
    .then((outcome) => {
      const requests = performance.getEntriesByType('resource').map(({ name }) => name);
      postMessage({ ...outcome, requests } satisfies Loaded);
    });
});

async function speak({ hub, model }: LoadOrder): Promise<Omit<Loaded, 'requests'>> {
  const { StyleTextToSpeech2Model, Tensor } = await openTransformers({
    weights: openWeightStore(),
    hub,
  });
  const kokoro = await StyleTextToSpeech2Model.from_pretrained(model, { dtype: 'fp32' });
  const call = kokoro as unknown as (
    inputs: object,
  ) => Promise<{ waveform: InstanceType<typeof Tensor> }>;
  const { waveform } = await call({
    input_ids: new Tensor('int64', BigInt64Array.of(0n, 50n, 83n, 54n, 156n, 31n, 0n), [1, 7]),
    style: new Tensor('float32', new Float32Array(256).fill(0.1), [1, 256]),
    speed: new Tensor('float32', Float32Array.of(1), [1]),
  });
  const samples = waveform.data as Float32Array;
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return { dims: waveform.dims, loudest };
}
