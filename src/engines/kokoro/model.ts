import { SpeechError } from '../../base/errors';
import type { Session } from '../session';

/** Hz of what Kokoro speaks. */
export const sampleRate = 24_000;
/** A frame, the unit of durations, is 25 ms. */
export const samplesPerFrame = 600;
/** The most tokens of one call, without the two ends. */
export const mostTokens = 510;

export type Speech = {
  /** At 24 kHz. */
  samples: Float32Array<ArrayBuffer>;
  /** Frames that each token got, the two ends included; undefined when the model does not tell. */
  durations: number[] | undefined;
};

/** `ids`: up to 510 tokens without the ends; `style`: 256 numbers; `speed`: 0.5 to 2. */
export type KokoroModel = (
  ids: readonly number[],
  style: Float32Array,
  speed: number,
) => Promise<Speech>;

/** Kokoro's inputs and outputs; throws SpeechError `engine_failed` when what comes out is not sound. */
export function createKokoroModel(session: Pick<Session, 'run'>): KokoroModel {
  return async (ids, style, speed) => {
    const speech = await runKokoro(session, ids, { style, speed });
    if (speech.samples.length === 0 || !speech.samples.every(Number.isFinite)) {
      throw new SpeechError(
        'engine_failed',
        'The model gave no sound but broken numbers, as some graphics cards do. Try it again on WASM.',
      );
    }
    return speech;
  };
}

/** As `KokoroModel`, with whatever numbers the device gives. */
export async function runKokoro(
  { run }: Pick<Session, 'run'>,
  ids: readonly number[],
  { style, speed }: { style: Float32Array; speed: number },
): Promise<Speech> {
  const padded = BigInt64Array.from([0, ...ids, 0], BigInt);
  const { waveform, durations } = await run({
    input_ids: { type: 'int64', data: padded, dims: [1, padded.length] },
    style: { type: 'float32', data: style, dims: [1, style.length] },
    speed: { type: 'float32', data: Float32Array.of(speed), dims: [1] },
  });
  const samples = waveform?.data;
  if (!(samples instanceof Float32Array)) {
    throw new SpeechError('engine_failed', 'The model has no output "waveform": it is not Kokoro.');
  }
  return { samples, durations: durations && Array.from(durations.data) };
}
