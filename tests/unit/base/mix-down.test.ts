import { expect, test } from 'vitest';
import { join } from '../../../src/audio/pcm';
import { MixDown } from '../../../src/base/mix-down';
import { seededRandom } from '../../../src/base/seeded-random';

const rate = 16_000;

/** Something like a voice: syllables of a falling pitch and its overtones, with pauses between them. */
function voice(seconds: number, loudness = 0.3): Float32Array {
  return Float32Array.from({ length: seconds * rate }, (_, i) => {
    const t = i / rate;
    const pitch = 2 * Math.PI * (140 * t - 4 * Math.sin(t));
    const swell = Math.max(0, Math.sin(2 * Math.PI * 2.5 * t)) * Number(t % 3 < 2.2);
    const overtones = [1, 2, 3, 5, 9].reduce((sum, n) => sum + Math.sin(n * pitch) / n, 0);
    return loudness * swell * overtones * 0.5;
  });
}

function noise(seconds: number, loudness: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: seconds * rate }, () => loudness * (2 * random() - 1));
}

const add = (one: Float32Array, other: Float32Array) => one.map((sample, i) => sample + other[i]!);
const times = (one: Float32Array, by: number) => one.map((sample) => sample * by);
const joined = (...parts: Float32Array[]) => join(parts);
const meanOf = (one: Float32Array, other: Float32Array) =>
  one.map((sample, i) => (sample + other[i]!) / 2);

function mix(first: Float32Array, second: Float32Array, { lag, block = 700 }: Options = {}) {
  const down = new MixDown(rate, lag);
  const parts: Float32Array[] = [];
  for (let at = 0; at < first.length; at += block)
    parts.push(...down.add(first.subarray(at, at + block), second.subarray(at, at + block)));
  return joined(...parts, ...down.end());
}
type Options = { lag?: number; block?: number };

const speech = voice(6);
const later = (samples: Float32Array, by: number) =>
  joined(new Float32Array(by), samples.subarray(0, samples.length - by));

test.each([
  ['the same on both sides', speech, speech],
  ['louder on one side', speech, times(speech, 0.2)],
  ['on one side only', speech, new Float32Array(speech.length)],
  ['with an offset on one side', speech, speech.map((sample) => sample + 0.4)],
  [
    'faint, with offsets of both signs',
    times(speech, 0.01).map((x) => x + 0.3),
    times(speech, 0.01).map((x) => x - 0.3),
  ],
  ['half a millisecond later', speech, later(speech, 8)],
  ['a millisecond later', speech, later(speech, 16)],
  ['ten milliseconds later', speech, later(speech, 160)],
  ['somewhat against it', speech, times(speech, -0.4)],
  ['in noises of its own', add(speech, noise(6, 0.2, 1)), add(speech, noise(6, 0.2, 2))],
  ['nothing but noises', noise(6, 0.2, 1), noise(6, 0.2, 2)],
  ['nothing', new Float32Array(5000), new Float32Array(5000)],
])('ordinary stereo is its mean, sample for sample: %s', (_name, first, second) => {
  const mean = meanOf(first, second);
  expect(differences(mix(first, second), mean)).toBe(0);
  expect(differences(mix(first, second, { lag: 0.1 }), mean)).toBe(0);
});

test('hum in opposite phase does not turn over what is faint beside it', () => {
  const hum = speech.map((_, i) => 0.1 * Math.sin((2 * Math.PI * 50 * i) / rate));
  const faint = times(speech, 0.05);
  const [first, second] = [add(faint, hum), add(faint, times(hum, -1))];
  expect(differences(mix(first, second), meanOf(first, second))).toBe(0);
});

test('what is in opposite phase is heard from the first sample on', () => {
  expect(differences(mix(speech, times(speech, -1)), speech)).toBe(0);
  // Some recorders have noise, and one channel louder than the other.
  const [left, right] = [noise(6, 0.003, 1), noise(6, 0.003, 2)];
  const noisy = mix(add(speech, left), add(times(speech, -0.8), right));
  expect(powerOf(noisy)).toBeGreaterThan(0.7 * powerOf(speech));
});

test('a microphone with crossed wires that begins to speak is heard at once, and in its pauses', () => {
  const silence = new Float32Array(3 * rate);
  const said = joined(silence, speech, silence, speech);
  const [left, right] = [noise(18, 0.003, 1), noise(18, 0.003, 2)];
  const heard = mix(add(said, left), add(times(said, -1), right), { lag: 0.1 });
  const lost = said.subarray(0, 3.2 * rate);
  expect(powerOf(heard.subarray(3 * rate, 3.2 * rate))).toBeGreaterThan(
    0.8 * powerOf(lost.subarray(3 * rate)),
  );
  expect(powerOf(heard)).toBeGreaterThan(0.95 * powerOf(said));
});

test('where the phase changes the mix follows, without a click', () => {
  const said = voice(8);
  const half = said.length / 2;
  const second = said.map((sample, i) => (i < half ? sample : -sample));
  const heard = mix(said, second);
  const steepest = (samples: Float32Array) =>
    samples.reduce(
      (most, sample, i) => Math.max(most, Math.abs(sample - (samples[i - 1] ?? 0))),
      0,
    );
  expect(steepest(heard)).toBeLessThan(1.2 * steepest(said));
  for (const from of [0, 1.5, 2.5, 4.2, 5.5, 6.5])
    expect(powerOf(heard.subarray(from * rate, (from + 1) * rate))).toBeGreaterThan(
      0.9 * powerOf(said.subarray(from * rate, (from + 1) * rate)),
    );
});

test('no sample is lost, whatever the blocks and the lag', () => {
  const odd = speech.subarray(0, 50_001);
  for (const block of [1, 799, 800, 801, 60_000])
    for (const lag of [0.05, 0.1, 2])
      expect(differences(mix(odd, odd, { block, lag }), odd)).toBe(0);
  expect(mix(odd.subarray(0, 3), times(odd.subarray(0, 3), -1))).toHaveLength(3);
});

test('what was added comes no later than told', () => {
  const down = new MixDown(rate, 0.1);
  let given = 0;
  for (let at = 0; at < rate; at += 512) {
    for (const part of down.add(speech.subarray(at, at + 512), speech.subarray(at, at + 512)))
      given += part.length;
    expect(at + 512 - given).toBeLessThanOrEqual(0.1 * rate);
  }
});

function powerOf(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
}

/** Samples that are not the same, or are missing. */
function differences(some: Float32Array, others: Float32Array): number {
  const missing = Math.abs(some.length - others.length);
  return some.reduce((sum, sample, i) => sum + Number(sample !== (others[i] ?? sample)), missing);
}
