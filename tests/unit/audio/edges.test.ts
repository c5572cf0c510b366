import { expect, test } from 'vitest';
import { fadeEdges } from '../../../src/audio/edges';
import { tone } from './tones';

/** The largest difference between neighbours, with silence before and after. */
function greatestStep(samples: Float32Array): number {
  let most = Math.abs(samples[0] ?? 0);
  for (let i = 0; i <= samples.length; i++) {
    most = Math.max(most, Math.abs((samples[i] ?? 0) - (samples[i - 1] ?? 0)));
  }
  return most;
}

const cosine = (length: number) =>
  Float32Array.from({ length }, (_, i) => 0.5 * Math.cos((2 * Math.PI * 200 * i) / 24000));

test('loud edges are faded within 5 ms, and nothing else is changed', () => {
  const samples = cosine(24000);
  const result = fadeEdges(samples, 24000);
  expect(greatestStep(samples)).toBeCloseTo(0.5, 2);
  // A tone of 200 Hz moves by at most 0.026 from sample to sample.
  expect(greatestStep(result)).toBeLessThan(0.03);
  expect(result.subarray(120, -120)).toEqual(samples.subarray(120, -120));
  expect(result).toHaveLength(24000);
  expect(samples[0]).toBe(0.5);
});

test('silent edges stay as they are, one by one', () => {
  const quiet = new Float32Array(2400);
  quiet.set(tone(200, 24000, 0.05), 600);
  expect(fadeEdges(quiet, 24000)).toBe(quiet);
  const onlyEnd = cosine(2400);
  onlyEnd.fill(0, 0, 240);
  const result = fadeEdges(onlyEnd, 24000);
  expect(result.subarray(0, 2280)).toEqual(onlyEnd.subarray(0, 2280));
  expect(Math.abs(result[2399]!)).toBeLessThan(0.001);
});

test.each([0, 1, 2, 3, 50])('%i samples are no error', (length) => {
  const result = fadeEdges(cosine(length), 24000);
  expect(result).toHaveLength(length);
  expect(result.every((sample) => Math.abs(sample) <= 0.5)).toBe(true);
});
