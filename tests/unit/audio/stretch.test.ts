import { describe, expect, test } from 'vitest';
import { stretch } from '../../../src/audio/stretch';
import { buzz, fitTone, level, noise, tone } from './tones';

const tempos = [0.25, 0.5, 0.75, 0.9, 1.1, 1.5, 2, 3, 4];

/** How often the signal crosses zero upwards, a second. */
function crossings(samples: Float32Array, sampleRate: number): number {
  let count = 0;
  for (let i = 1; i < samples.length; i++) if (samples[i - 1]! < 0 && samples[i]! >= 0) count++;
  return (count * sampleRate) / samples.length;
}

/** The level of each whole step, in dB. */
function envelope(samples: Float32Array, step: number): number[] {
  const count = Math.floor(samples.length / step);
  return Array.from({ length: count }, (_, i) => level(samples.subarray(i * step, (i + 1) * step)));
}

describe('stretch', () => {
  test.each(tempos)('at tempo %f gives the exact length of any input', (tempo) => {
    for (const length of [0, 1, 2, 50, 600, 601, 4801]) {
      for (const sampleRate of [8000, 22050, 24000]) {
        const result = stretch(noise(length, length), sampleRate, tempo);
        expect(result.length).toBe(Math.round(length / tempo));
        expect(result.every((sample) => Math.abs(sample) <= 1)).toBe(true);
      }
    }
  });

  test('at tempo 1 gives a copy', () => {
    const samples = noise(1000, 1);
    const result = stretch(samples, 24000, 1);
    expect(result).toEqual(samples);
    expect(result.buffer).not.toBe(samples.buffer);
  });

  test.each(tempos)('at tempo %f keeps the pitch and level of a tone', (tempo) => {
    const result = stretch(tone(200, 24000, 2), 24000, tempo);
    const inner = result.subarray(2400, result.length - 2400);
    expect(Math.abs(crossings(inner, 24000) / 200 - 1)).toBeLessThan(0.02);
    expect(Math.abs(level(inner) - level(tone(200, 24000, 1)))).toBeLessThan(0.5);
  });

  test.each(tempos)('at tempo %f moves what is loud and what is quiet to its new time', (tempo) => {
    const sampleRate = 24000;
    const before = envelope(buzz(sampleRate, 4), Math.round(0.05 * sampleRate));
    const after = envelope(
      stretch(buzz(sampleRate, 4), sampleRate, tempo),
      Math.round((0.05 * sampleRate) / tempo),
    );
    const differences = after
      .map((value, i) => Math.abs(value - before[i]!))
      .filter((_, i) => before[i]! > -30);
    const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
    expect(mean).toBeLessThan(2.5);
  });

  test('leaves nothing but the tone in a slow tone', () => {
    const result = stretch(tone(440, 24000, 1), 24000, 0.5);
    const { tone: kept, rest } = fitTone(result.subarray(12000, 12000 + 480), 440, 24000);
    expect(rest - kept).toBeLessThan(-25);
  });
});
