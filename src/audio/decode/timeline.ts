import type { AudioSample } from 'mediabunny';
import type { Block } from './at-rate';
import { toMono } from './mono';

/** Seconds. Containers round the times of packets, to a millisecond in WebM; less is no gap. */
const tolerance = 0.05;
/** Seconds. A jump that is longer than this, or goes back, is a fault of the clock and not a pause. */
const longestGap = 60;

/**
 * Decoded pieces one after the other from `start` (seconds on their clock) on: what comes before is cut off, and gaps
 * are filled with silence.
 * Closes each piece.
 */
export async function* onTimeline(
  pieces: AsyncIterable<AudioSample>,
  { channel, start }: { channel: number | undefined; start: number },
): AsyncGenerator<Block, void, undefined> {
  let end = 0;
  let shift = -start;
  let begun = false;
  for await (const piece of pieces) {
    const { samples, rate, time } = take(piece, channel);
    const at = time + shift;
    if (!begun && at < 0) {
      const early = Math.min(samples.length, Math.round(-at * rate));
      if (early === samples.length) continue;
      begun = true;
      end = (samples.length - early) / rate;
      yield { samples: samples.subarray(early), rate };
      continue;
    }
    begun = true;
    const gap = at - end;
    if (gap < -tolerance || gap > longestGap) shift -= gap;
    else if (gap > tolerance) {
      yield* silence(Math.round(gap * rate), rate);
      end += gap;
    }
    end += samples.length / rate;
    yield { samples, rate };
  }
}

function take(piece: AudioSample, channel: number | undefined): Block & { time: number } {
  try {
    return { samples: toMono(piece, channel), rate: piece.sampleRate, time: piece.timestamp };
  } finally {
    piece.close();
  }
}

function* silence(length: number, rate: number): Generator<Block> {
  for (let left = length; left > 0; left -= rate)
    yield { samples: new Float32Array(Math.min(left, rate)), rate };
}
