import silero from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url';
import { SpeechError } from '../../base/errors';
import { createSession } from '../session';

/** Tells how likely somebody speaks; it remembers what it has heard. */
export interface SpeechDetector {
  /** How likely there is speech in `frameSamples` samples of `detectorRate`, 0 to 1. They follow the ones before. */
  hear(frame: Float32Array): Promise<number>;
  /** Forgets what it has heard. */
  reset(): void;
  dispose(): Promise<void>;
}

/** Hz. */
export const detectorRate = 16_000;
export const frameSamples = 512;

/** Samples of the frame before that the model looks at too, and the size of its memory. */
const contextSamples = 64;
const stateDims = [2, 1, 128];

/** Loads Silero's model from the app's own files, on the processor. Throws SpeechError `engine_unavailable`. */
export async function loadSpeechDetector(): Promise<SpeechDetector> {
  const session = await createSession(await fetchModel(), 'wasm', { runtime: 'webgpu' });
  let state = emptyState();
  let context = new Float32Array(contextSamples);
  return {
    async hear(frame) {
      const input = new Float32Array(contextSamples + frameSamples);
      input.set(context);
      input.set(frame, contextSamples);
      const { output, stateN } = await session.run({
        input: { type: 'float32', data: input, dims: [1, input.length] },
        state: { type: 'float32', data: state, dims: stateDims },
        sr: { type: 'int64', data: BigInt64Array.of(BigInt(detectorRate)), dims: [] },
      });
      if (!(stateN?.data instanceof Float32Array)) {
        throw new SpeechError('engine_failed', 'The voice activity model gives no state.');
      }
      state = stateN.data;
      context = input.slice(-contextSamples);
      return Number(output?.data[0] ?? 0);
    },
    reset() {
      state = emptyState();
      context = new Float32Array(contextSamples);
    },
    dispose: () => session.dispose(),
  };
}

function emptyState(): Float32Array<ArrayBuffer> {
  return new Float32Array(stateDims.reduce((product, size) => product * size, 1));
}

async function fetchModel(): Promise<Blob> {
  const address = new URL(silero, self.location.href);
  const answer = await fetch(address);
  if (answer.ok) return answer.blob();
  throw new SpeechError(
    'engine_unavailable',
    `The voice activity model could not be fetched from ${address.href} (${answer.status}).`,
  );
}
