import { createLoudnessMeter } from './loudness';

/** The loudest sample that an amplified chunk may have: −1 dB of full scale, the maximum of EBU R 128. */
const highestPeak = 10 ** (-1 / 20);

export type Normalising = {
  /** LUFS. */
  target: number;
  /**
   * `whole`: measured to its end, then amplified, so nothing comes before the last sample is known. `running`: each
   * chunk is amplified by what it and the ones before it were measured to be, and leaves at once; the result is near
   * the target from the first chunk on, and as near as the chunks are alike.
   */
  measure: 'whole' | 'running';
};

/** Chunks of speech brought to a loudness. One gain for each chunk: never is a sound changed within itself. */
export async function* normalise(
  chunks: AsyncIterable<Float32Array<ArrayBuffer>>,
  sampleRate: number,
  { target, measure }: Normalising,
): AsyncGenerator<Float32Array<ArrayBuffer>, void, undefined> {
  const meter = createLoudnessMeter(sampleRate);
  if (measure === 'running') {
    for await (const chunk of chunks) {
      meter.push(chunk);
      yield amplify(chunk, gainFor(meter.integrated(), target, peakOf(chunk)));
    }
    return;
  }
  const held: Float32Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks) {
    meter.push(chunk);
    held.push(chunk);
  }
  const peak = held.reduce((most, chunk) => Math.max(most, peakOf(chunk)), 0);
  const gain = gainFor(meter.integrated(), target, peak);
  for (const chunk of held) yield amplify(chunk, gain);
}

/** Silence stays as it is. */
function gainFor(loudness: number, target: number, peak: number): number {
  if (loudness === -Infinity) return 1;
  return Math.min(10 ** ((target - loudness) / 20), highestPeak / peak);
}

function amplify(samples: Float32Array<ArrayBuffer>, gain: number): Float32Array<ArrayBuffer> {
  return samples.map((sample) => gain * sample);
}

function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}
