import type { Block } from './at-rate';

/** Seconds that decoders may give beyond the end: less than a packet. More is no surplus, but a file that told wrong. */
const mostSurplus = 1;

/** Blocks up to an end (seconds from their beginning): a file tells where in its last packet its sound is over. */
export async function* upTo(
  blocks: AsyncIterable<Block>,
  seconds: number,
): AsyncGenerator<Block, void, undefined> {
  let surplus: Block[] = [];
  let at = 0;
  for await (const block of blocks) {
    const { samples, rate } = block;
    const end = at + samples.length / rate;
    if (end > seconds && end <= seconds + mostSurplus) {
      const inside = Math.min(samples.length, Math.max(0, Math.round((seconds - at) * rate)));
      if (inside > 0) yield { samples: samples.subarray(0, inside), rate };
      surplus.push({ samples: samples.subarray(inside), rate });
    } else {
      yield* surplus;
      surplus = [];
      yield block;
    }
    at = end;
  }
}
