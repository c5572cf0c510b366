import { describe, expect, test } from 'vitest';
import { join, silence, toPcm16 } from '../../../src/audio/pcm';

const values = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 2 }, (_, i) => view.getInt16(2 * i, true));
};

describe('toPcm16', () => {
  test('gives each of the 65,536 values back that a decoder makes of it', () => {
    const all = Array.from({ length: 65536 }, (_, i) => i - 32768);
    expect(values(toPcm16(Float32Array.from(all, (value) => value / 32768)))).toEqual(all);
  });

  test('rounds to the nearest value', () => {
    const step = 1 / 32768;
    const samples = Float32Array.of(0.49 * step, 0.51 * step, -0.49 * step, -0.51 * step);
    expect(values(toPcm16(samples))).toEqual([0, 1, 0, -1]);
  });

  test('clips what is too loud, and takes what is no number for silence', () => {
    const samples = Float32Array.of(1, -1, 1.5, -9, Infinity, -Infinity, NaN);
    expect(values(toPcm16(samples))).toEqual([32767, -32768, 32767, -32768, 32767, -32768, 0]);
  });

  test('writes the low byte first', () => {
    expect([...toPcm16(Float32Array.of(0x1234 / 32768))]).toEqual([0x34, 0x12]);
  });
});

describe('join', () => {
  test('puts parts one after the other into an array of its own', () => {
    const first = Float32Array.of(1, 2);
    const whole = join([first, new Float32Array(0), Float32Array.of(3)]);
    expect([...whole]).toEqual([1, 2, 3]);
    whole[0] = 9;
    expect(first[0]).toBe(1);
    expect(join([])).toHaveLength(0);
  });
});

describe('silence', () => {
  test('lasts its time to the nearest sample', () => {
    expect(silence(0.1, 22050)).toEqual(new Float32Array(2205));
    expect(silence(0, 24000)).toHaveLength(0);
  });
});
