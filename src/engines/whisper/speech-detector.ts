import { SpeechError } from '../../base/errors';
import { createSession, type Session } from '../session';
import silero from './silero-v6.onnx?url';

/** Tells how likely somebody speaks, in several sounds at a time. */
export interface SpeechDetector {
  /** Begins with a sound. */
  listen(): SpeechListener;
  dispose(): Promise<void>;
}

/** Remembers what it has heard of its sound. */
export interface SpeechListener {
  /**
   * How likely there is speech in each `frameSamples` of a stretch of samples of `detectorRate`, 0 to 1. They follow the
   * ones before; behind a last frame that is not whole there is silence.
   */
  hear(samples: Float32Array): Promise<Float32Array>;
}

/** Hz. */
export const detectorRate = 16_000;
export const frameSamples = 512;

/** Samples of the frame before that the model looks at too, and the size of its memory. */
const contextSamples = 64;
const stateDims = [2, 1, 128];

/** Frames that the model hears at once: more are not faster, and need more memory. */
const mostFrames = 128;

/** Loads Silero's model from the app's own files, on the processor. Throws SpeechError `engine_unavailable`. */
export async function loadSpeechDetector(): Promise<SpeechDetector> {
  const session = await createSession(await fetchModel(), 'wasm', { runtime: 'webgpu' });
  return {
    listen: () => startListening(session),
    dispose: () => session.dispose(),
  };
}

function startListening(session: Session): SpeechListener {
  let state = emptyState();
  let context = new Float32Array(contextSamples);

  async function hearTogether(samples: Float32Array): Promise<Float32Array | number[]> {
    const { input, dims, last } = framesOf(samples, context);
    const { output, stateN } = await session.run({
      input: { type: 'float32', data: input, dims },
      state: { type: 'float32', data: state, dims: stateDims },
    });
    if (!output || !(stateN?.data instanceof Float32Array)) {
      throw new SpeechError('engine_failed', 'The voice activity model gives no answer.');
    }
    state = stateN.data;
    context = last;
    return output.data;
  }

  return {
    async hear(samples) {
      const speech = new Float32Array(Math.ceil(samples.length / frameSamples));
      for (let frame = 0; frame < speech.length; frame += mostFrames) {
        const [from, to] = [frame * frameSamples, (frame + mostFrames) * frameSamples];
        speech.set(await hearTogether(samples.subarray(from, to)), frame);
      }
      return speech;
    },
  };
}

/** Rows of samples, each a frame with what was before it, and what is before the next one. */
function framesOf(samples: Float32Array, context: Float32Array) {
  const count = Math.ceil(samples.length / frameSamples);
  const whole = new Float32Array(contextSamples + count * frameSamples);
  whole.set(context);
  whole.set(samples, contextSamples);
  const width = contextSamples + frameSamples;
  const input = new Float32Array(count * width);
  for (let frame = 0; frame < count; frame++) {
    const from = frame * frameSamples;
    input.set(whole.subarray(from, from + width), frame * width);
  }
  return { input, dims: [count, width], last: whole.slice(-contextSamples) };
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
