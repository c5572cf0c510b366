import { detectorRate, frameSamples } from './speech-detector';

/** Mean power of speech as recordings usually have it, 26 dB below overload (the level for tests of ITU-T P.830). */
const usual = 10 ** -2.6;
/** So that speech whose peaks are at −60 dB comes close to that. */
const mostGain = 100;
/** What the loudness that was heard last loses in a frame, in power: 12 dB in a second. */
const fading = 10 ** ((-1.2 * frameSamples) / detectorRate);

/** What samples of a mean power are multiplied with to be as loud as usual; 1 for loud ones. */
export function gainFor(power: number): number {
  return Math.min(Math.max(Math.sqrt(usual / power), 1), mostGain);
}

export function powerOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum / samples.length;
}

/**
 * Raises faint sound for the voice activity model, whose probabilities fall with the level: none of the words with peaks at
 * −60 dB were speech to it, and are when raised; noise raised as much is as little speech to it as before (decision 13).
 * It is quick to go down and slow to go up, so that pauses stay quiet and a faint voice behind a loud one is raised.
 */
export class FaintSound {
  #power = 0;

  /** A copy of what follows the samples before: whole frames, but for the last ones. */
  raise(samples: Float32Array): Float32Array {
    const raised = samples.slice();
    for (let at = 0; at < raised.length; at += frameSamples) {
      const frame = raised.subarray(at, at + frameSamples);
      this.#power = Math.max(powerOf(frame), this.#power * fading);
      const gain = gainFor(this.#power);
      for (let i = 0; i < frame.length; i++) frame[i]! *= gain;
    }
    return raised;
  }
}
