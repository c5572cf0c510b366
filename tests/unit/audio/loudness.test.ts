import { describe, expect, test } from 'vitest';
import { createLoudnessMeter } from '../../../src/audio/loudness';
import { join, silence } from '../../../src/audio/pcm';
import { hasFfmpeg, measureLoudness } from '../../contracts/ffmpeg';
import { buzz, noise, tone } from './tones';

function loudnessOf(samples: Float32Array, sampleRate: number, piece = samples.length): number {
  const meter = createLoudnessMeter(sampleRate);
  for (let at = 0; at < samples.length; at += piece) meter.push(samples.subarray(at, at + piece));
  return meter.integrated();
}

/** A sine of this level in dB of full scale. */
const sine = (decibel: number, sampleRate: number, seconds: number) =>
  tone(1000, sampleRate, seconds).map((x) => 2 * x * 10 ** (decibel / 20));

// EBU Tech 3341 gives these for stereo; of one channel alone each is 3.01 LU less.
describe('the meter', () => {
  test.each([8000, 22050, 24000, 48000])(
    'hears a tone of −23 dB at %i Hz as Tech 3341 says',
    (rate) => {
      expect(loudnessOf(sine(-23, rate, 20), rate)).toBeCloseTo(-26.01, 1);
      expect(loudnessOf(sine(-33, rate, 20), rate)).toBeCloseTo(-36.01, 1);
    },
  );

  test('leaves out what is much quieter than the rest', () => {
    const parts = [sine(-36, 48000, 10), sine(-23, 48000, 60), sine(-36, 48000, 10)];
    expect(loudnessOf(join(parts), 48000)).toBeCloseTo(-26.01, 1);
  });

  test('leaves out silence', () => {
    const pauses = join([sine(-72, 48000, 10), sine(-23, 48000, 30), silence(10, 48000)]);
    expect(loudnessOf(pauses, 48000)).toBeCloseTo(-26.01, 1);
    expect(loudnessOf(silence(5, 24000), 24000)).toBe(-Infinity);
    expect(loudnessOf(silence(0, 24000), 24000)).toBe(-Infinity);
  });

  test('measures what is shorter than a block as a whole', () => {
    expect(loudnessOf(sine(-23, 48000, 0.2), 48000)).toBeCloseTo(-26.01, 0);
  });

  test('does not care for the pieces', () => {
    const samples = buzz(24000, 3);
    expect(loudnessOf(samples, 24000, 777)).toBe(loudnessOf(samples, 24000));
  });

  test.skipIf(!hasFfmpeg)('agrees with ffmpeg to a tenth (skipped without ffmpeg)', () => {
    for (const rate of [16000, 24000, 48000]) {
      for (const samples of [buzz(rate, 6), noise(5 * rate, 1), tone(100, rate, 4)]) {
        expect(Math.abs(loudnessOf(samples, rate) - measureLoudness(samples, rate))).toBeLessThan(
          0.11,
        );
      }
    }
  });
});
