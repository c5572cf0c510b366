import type { AudioSample } from 'mediabunny';
import { clip } from './clip';

/** The mean of all channels, or one of them (the last where it has fewer), between −1 and 1. */
export function toMono(sample: AudioSample, channel?: number): Float32Array<ArrayBuffer> {
  const { numberOfFrames, numberOfChannels } = sample;
  const mono = new Float32Array(numberOfFrames);
  if (channel !== undefined || numberOfChannels === 1) {
    copy(sample, Math.min(channel ?? 0, numberOfChannels - 1), mono);
  } else {
    const plane = new Float32Array(numberOfFrames);
    for (let planeIndex = 0; planeIndex < numberOfChannels; planeIndex++) {
      copy(sample, planeIndex, plane);
      for (let i = 0; i < numberOfFrames; i++) mono[i]! += plane[i]! / numberOfChannels;
    }
  }
  return clip(mono);
}

function copy(sample: AudioSample, planeIndex: number, to: Float32Array<ArrayBuffer>): void {
  sample.copyTo(to, { planeIndex, format: 'f32-planar' });
}
