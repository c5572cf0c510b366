import { expect, test } from 'vitest';
import { withoutOffset } from '../../../src/audio/offset';
import { join } from '../../../src/audio/pcm';
import { collect, fitTone, inPieces, level, noise, tone } from './tones';

const rate = 16_000;
const cleaned = async (samples: Float32Array) =>
  join(await collect(withoutOffset(inPieces(samples, 1, 3000), rate)));

test('an offset is gone from the first sample on', async () => {
  const still = await cleaned(new Float32Array(rate).fill(0.5));
  expect(level(still)).toBeLessThan(-120);
  const drifting = Float32Array.from(
    { length: 2 * rate },
    (_, i) => 0.3 + 0.2 * Math.sin(i / rate),
  );
  expect(level(await cleaned(drifting))).toBeLessThan(-50);
});

test('what is to be heard stays, with an offset and without', async () => {
  for (const offset of [0, 0.4]) {
    const said = tone(100, rate, 1).map((sample) => 0.2 * sample + offset);
    const { tone: heard } = fitTone((await cleaned(said)).subarray(rate / 2), 100, rate);
    expect(heard).toBeCloseTo(level(tone(100, rate, 1).map((sample) => 0.2 * sample)), 0);
  }
  const hiss = noise(rate, 3);
  expect(level(await cleaned(hiss))).toBeCloseTo(level(hiss), 1);
});
