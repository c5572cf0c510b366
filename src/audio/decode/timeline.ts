import type { AudioSample } from 'mediabunny';
import { channelsOf, type ChannelBlock } from './mono';

/** Seconds. Containers round the times of packets, to a millisecond in WebM; less is no gap. */
export const tolerance = 0.05;
/** Seconds. A jump that is longer than this and leads out of the file, or goes back, is a fault of the clock and no pause. */
const longestGap = 60;

/**
 * Decoded pieces one after the other from `start` (seconds on their clock) on: what comes before is cut off, and gaps
 * are filled with silence. `end`: that of the file on the same clock, where it tells one. Closes each
 * piece.
 */
export async function* onTimeline(
  pieces: AsyncIterable<AudioSample>,
  options: { channel: number | undefined; start: number; end: number | undefined },
): AsyncGenerator<ChannelBlock, void, undefined> {
  const { channel, start, end: last = 0 } = options;
  let end = 0;
  let shift = -start;
  let begun = false;
  for await (const piece of pieces) {
    const { samples, second, rate, time } = take(piece, channel);
    const at = time + shift;
    if (!begun && at < 0) {
      const early = Math.min(samples.length, Math.round(-at * rate));
      if (early === samples.length) continue;
      begun = true;
      end = (samples.length - early) / rate;
      yield {
        samples: samples.subarray(early),
        ...(second && { second: second.subarray(early) }),
        rate,
      };
      continue;
    }
    begun = true;
    const gap = at - end;
    if (gap < -tolerance || (gap > longestGap && time > last)) shift -= gap;
    else if (gap > tolerance) {
      yield* silence(Math.round(gap * rate), rate);
      end += gap;
    }
    end += samples.length / rate;
    yield { samples, ...(second && { second }), rate };
  }
}

function take(piece: AudioSample, channel: number | undefined): ChannelBlock & { time: number } {
  try {
    return { ...channelsOf(piece, channel), rate: piece.sampleRate, time: piece.timestamp };
  } finally {
    piece.close();
  }
}

function* silence(length: number, rate: number): Generator<ChannelBlock> {
  for (let left = length; left > 0; left -= rate)
    yield { samples: new Float32Array(Math.min(left, rate)), rate };
}
