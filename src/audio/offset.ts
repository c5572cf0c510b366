/** Hz, below which hardly anything is left; voices begin at 60, and hearing at 20. */
const lowest = 20;

/**
 * Samples of any rate (Hz) without what is below hearing: the offset of cheap converters, and slow drifts. It is the
 * usual blocker of direct current, y[n] = x[n] − x[n−1] + r·y[n−1], and begins as if the first sample had always been.
 */
export async function* withoutOffset(
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
): AsyncGenerator<Float32Array, void, undefined> {
  const keep = Math.exp((-2 * Math.PI * lowest) / sampleRate);
  let last: number | undefined;
  let left = 0;
  for await (const block of samples) {
    yield block.map((sample) => {
      left = sample - (last ?? sample) + keep * left;
      last = sample;
      return left;
    });
  }
}
