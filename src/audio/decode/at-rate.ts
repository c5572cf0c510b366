import { resample } from '../resample';
import { clip } from './clip';

/** Mono samples and their rate (Hz). */
export type Block = { samples: Float32Array; rate: number };

/** Blocks at one rate (Hz) and between −1 and 1, each run of blocks of the same rate resampled by itself. */
export async function* atRate(
  blocks: AsyncIterable<Block>,
  sampleRate: number,
): AsyncGenerator<Float32Array, void, undefined> {
  const iterator = blocks[Symbol.asyncIterator]();
  try {
    let next = await iterator.next();
    async function* sameRate(rate: number) {
      while (!next.done && next.value.rate === rate) {
        yield next.value.samples;
        next = await iterator.next();
      }
    }
    while (!next.done) {
      const { rate } = next.value;
      const resampled = resample(sameRate(rate), practicalRate(rate), sampleRate);
      // The filter swings beyond what is loudest.
      for await (const samples of resampled) yield clip(samples);
    }
  } finally {
    await iterator.return?.();
  }
}

/** The filter's table grows with the rate, unless it has a divisor in common with the other: to 10 Hz above 48 kHz. */
function practicalRate(rate: number): number {
  return rate > 48_000 ? Math.round(rate / 10) * 10 : rate;
}
