import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/base/seeded-random';
import { join } from '../../../src/audio/pcm';
import { resample } from '../../../src/audio/resample';
import { collect, firstOf, fitTone, inPieces, level, noise, tone, whole } from './tones';

const rates = [8000, 16000, 22050, 24000, 44100, 48000];
const pairs = rates.flatMap((from) => rates.map((to) => [from, to] as const));

async function once(samples: Float32Array, from: number, to: number): Promise<Float32Array> {
  return join(await collect(resample(whole(samples), from, to)));
}

/** Without the first and last 20 ms, where the tone begins and ends and has no single frequency. */
function middle(samples: Float32Array, sampleRate: number): Float32Array {
  const edge = Math.round(0.02 * sampleRate);
  return samples.subarray(edge, samples.length - edge);
}

describe('resample', () => {
  test.each(pairs)(
    '%i to %i Hz gives the exact length and the same bits in any pieces',
    async (from, to) => {
      const next = seededRandom(from + to);
      for (const length of [0, 1, 2, 31, 64, 999, 3000 + Math.floor(next() * 2000)]) {
        const samples = noise(length, length);
        const atOnce = await once(samples, from, to);
        expect(atOnce.length).toBe(Math.round((length * to) / from));
        for (const longest of [1, 7, 400]) {
          const streamed = join(
            await collect(resample(inPieces(samples, longest, longest), from, to)),
          );
          expect(streamed).toEqual(atOnce);
        }
      }
    },
  );

  test.each(pairs.filter(([from, to]) => from !== to))(
    '%i to %i Hz keeps a 1 kHz tone in place and adds less than -100 dB to it',
    async (from, to) => {
      const result = middle(await once(tone(1000, from, 0.5), from, to), to);
      const wanted = middle(tone(1000, to, 0.5), to);
      expect(level(result.map((x, i) => x - wanted[i]!)) - level(wanted)).toBeLessThan(-90);
      const fit = fitTone(result, 1000, to);
      expect(fit.rest - fit.tone).toBeLessThan(-100);
      expect(fit.tone).toBeCloseTo(level(wanted), 2);
    },
  );

  test.each([
    [24000, 16000],
    [22050, 24000],
    [48000, 24000],
    [24000, 8000],
  ])('%i to %i Hz is flat to 85 % of the band', async (from, to) => {
    const nyquist = Math.min(from, to) / 2;
    for (const share of [0.1, 0.5, 0.85]) {
      const samples = tone(share * nyquist, from, 0.5);
      const { tone: heard } = fitTone(
        middle(await once(samples, from, to), to),
        share * nyquist,
        to,
      );
      expect(Math.abs(heard - level(samples))).toBeLessThan(0.1);
    }
  });

  test.each([
    [24000, 16000],
    [48000, 24000],
    [44100, 16000],
    [24000, 8000],
  ])('%i to %i Hz leaves less than -95 dB of what the new rate cannot hold', async (from, to) => {
    for (const share of [1.05, 1.25, 1.4]) {
      const samples = tone((share * to) / 2, from, 0.5);
      const left = middle(await once(samples, from, to), to);
      expect(level(left) - level(samples)).toBeLessThan(-95);
    }
  });

  test('gives results before the input ends', async () => {
    let pulled = 0;
    async function* endless() {
      for (;;) {
        pulled++;
        yield noise(2400, pulled);
      }
    }
    const results = resample(endless(), 22050, 24000);
    expect((await results.next()).done).toBe(false);
    expect(pulled).toBe(1);
    await results.return();
  });

  test('stops its source when the reader leaves', async () => {
    for (const to of [24000, 16000]) {
      let stopped = false;
      async function* source() {
        try {
          for (;;) yield noise(2400, 1);
        } finally {
          stopped = true;
        }
      }
      await firstOf(resample(source(), 24000, to));
      expect(stopped).toBe(true);
    }
  });
});
