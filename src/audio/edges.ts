/** Seconds. */
const fade = 0.005;
/** What is quieter than this (−60 dB of full scale) begins and ends without a click. */
const silent = 0.001;

/**
 * The samples with their first and last 5 ms faded in and out, each only when its outermost millisecond is not
 * silent, so that pieces can follow each other without a click. The given array where nothing had to be done.
 */
export function fadeEdges<Samples extends Float32Array>(
  samples: Samples,
  sampleRate: number,
): Samples | Float32Array<ArrayBuffer> {
  const edge = Math.min(Math.ceil(0.001 * sampleRate), samples.length);
  const starts = isLoud(samples.subarray(0, edge));
  const ends = isLoud(samples.subarray(samples.length - edge));
  if (!starts && !ends) return samples;
  const result = new Float32Array(samples);
  const length = Math.min(Math.round(fade * sampleRate), Math.floor(samples.length / 2));
  for (let i = 0; i < length; i++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / length);
    if (starts) result[i]! *= gain;
    if (ends) result[samples.length - 1 - i]! *= gain;
  }
  return result;
}

function isLoud(samples: Float32Array): boolean {
  return samples.some((sample) => Math.abs(sample) > silent);
}
