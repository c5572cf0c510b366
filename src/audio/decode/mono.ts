import type { AudioSample } from 'mediabunny';
import { MixDown } from '../../base/mix-down';
import type { Block } from './at-rate';
import { clip, onlyNumbers } from './clip';

/** Samples and their rate (Hz); of two channels both. */
export type ChannelBlock = Block & { second?: Float32Array };

/** Two channels, the mean of more, or one of them (the last where there are fewer). What is no number is silence. */
export function channelsOf(
  sample: AudioSample,
  channel?: number,
): Pick<ChannelBlock, 'samples' | 'second'> {
  const { numberOfChannels: count } = sample;
  if (channel !== undefined || count === 1)
    return { samples: plane(sample, Math.min(channel ?? 0, count - 1)) };
  if (count === 2) return { samples: plane(sample, 0), second: plane(sample, 1) };
  const mean = new Float32Array(sample.numberOfFrames);
  for (let index = 0; index < count; index++) {
    const samples = plane(sample, index);
    for (let i = 0; i < mean.length; i++) mean[i]! += samples[i]! / count;
  }
  return { samples: mean };
}

function plane(sample: AudioSample, planeIndex: number): Float32Array {
  const samples = new Float32Array(sample.numberOfFrames);
  sample.copyTo(samples, { planeIndex, format: 'f32-planar' });
  return onlyNumbers(samples);
}

/** One channel of blocks of one or two, between −1 and 1. Two are known two seconds before they are mixed. */
export async function* toMono(
  blocks: AsyncIterable<ChannelBlock>,
): AsyncGenerator<Block, void, undefined> {
  let mix: { down: MixDown; rate: number } | undefined;
  for await (const { samples, second, rate } of blocks) {
    if (mix && mix.rate !== rate) {
      yield* mono(mix.down.end(), mix.rate);
      mix = undefined;
    }
    if (second) mix ??= { down: new MixDown(rate), rate };
    yield* mono(mix ? mix.down.add(samples, second ?? samples) : [samples], rate);
  }
  if (mix) yield* mono(mix.down.end(), mix.rate);
}

function* mono(parts: readonly Float32Array[], rate: number): Generator<Block> {
  for (const samples of parts) yield { samples: clip(samples), rate };
}
