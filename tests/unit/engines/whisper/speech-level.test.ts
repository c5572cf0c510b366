import { expect, test } from 'vitest';
import { frameSamples } from '../../../../src/engines/whisper/speech-detector';
import { FaintSound, gainFor, powerOf } from '../../../../src/engines/whisper/speech-level';
import { level, noise } from '../../audio/tones';

const rate = 16_000;
/** Hiss of a level in dB of full scale. */
const hiss = (decibels: number, seconds: number) =>
  noise(seconds * rate, 1).map((sample) => sample * Math.sqrt(3) * 10 ** (decibels / 20));

test('what is loud enough stays as it is, and what is faint is raised by no more than 40 dB', () => {
  for (const loud of [-25, -12]) {
    const sound = hiss(loud, 1);
    expect(new FaintSound().raise(sound)).toEqual(sound);
  }
  expect(level(new FaintSound().raise(hiss(-60, 1)))).toBeCloseTo(-26, 0);
  expect(level(new FaintSound().raise(hiss(-90, 1)))).toBeCloseTo(-50, 0);
  expect(new FaintSound().raise(new Float32Array(rate)).every((sample) => sample === 0)).toBe(true);
  expect([1, 1e-2, 1e-3, 0].map(gainFor)).toEqual([1, 1, expect.closeTo(1.585, 3), 100]);
});

test('a loud sound is not raised with the quiet before it, and a quiet one behind it is slowly', () => {
  const faint = new FaintSound();
  const quiet = Math.ceil(rate / frameSamples) * frameSamples;
  faint.raise(hiss(-60, 10).subarray(0, quiet));
  const loud = hiss(-10, 10).subarray(0, quiet);
  expect(faint.raise(loud)).toEqual(loud);
  const levels = [1, 2, 3, 4, 5].map(() => level(faint.raise(hiss(-60, 10).subarray(0, quiet))));
  expect(levels[0]).toBeLessThan(-57);
  expect(levels.at(-1)).toBeCloseTo(-26, 0);
  for (let at = 1; at < levels.length; at++) expect(levels[at]! - levels[at - 1]!).toBeLessThan(13);
});

test('the same comes of a sound in parts as of the whole', () => {
  const sound = new Float32Array([...hiss(-50, 1), ...hiss(-15, 1), ...hiss(-50, 1)]);
  const whole = new FaintSound().raise(sound);
  const parts = new FaintSound();
  for (let at = 0; at < sound.length; at += 7 * frameSamples) {
    const part = parts.raise(sound.subarray(at, at + 7 * frameSamples));
    expect(part).toEqual(whole.subarray(at, at + 7 * frameSamples));
  }
  expect(powerOf(sound)).toBeGreaterThan(0);
});
