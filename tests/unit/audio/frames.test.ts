import { expect, test } from 'vitest';
import { atLeast, inFrames, padded } from '../../../src/audio/frames';
import { join } from '../../../src/audio/pcm';
import { collect, inPieces, noise } from './tones';

test.each([
  [0, 960],
  [1, 960],
  [959, 960],
  [960, 960],
  [961, 960],
  [5000, 7],
])('%i samples in frames of %i are the same samples', async (length, size) => {
  const samples = noise(length, 1);
  const frames = await collect(inFrames(inPieces(samples, 2, 500), size));
  expect(join(frames)).toEqual(samples);
  expect(frames.slice(0, -1).every((frame) => frame.length === size)).toBe(true);
  expect(frames).toHaveLength(Math.ceil(length / size));
});

test('a short frame is filled up with silence', () => {
  expect([...padded(Float32Array.of(1, 2), 4)]).toEqual([1, 2, 0, 0]);
});

test('speech that is too short is followed by silence', async () => {
  const lengthOf = async (length: number, least: number) =>
    join(await collect(atLeast(inPieces(noise(length, 1), 2, 50), least))).length;
  expect(await lengthOf(0, 5)).toBe(5);
  expect(await lengthOf(3, 5)).toBe(5);
  expect(await lengthOf(500, 5)).toBe(500);
});
