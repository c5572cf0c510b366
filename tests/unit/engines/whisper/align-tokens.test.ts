import { expect, test } from 'vitest';
import { seededRandom } from '../../../../src/base/seeded-random';
import { alignTokens, medianFilter } from '../../../../src/engines/whisper/align-tokens';

/** A head that looks at some positions. */
function looking(positions: number, from: number, to: number): Float32Array {
  return Float32Array.from({ length: positions }, (_, at) => (at >= from && at < to ? 1 : 0.01));
}

test('tokens begin where their heads begin to look', () => {
  const spans = [
    [0, 30],
    [30, 50],
    [50, 90],
    [90, 120],
  ] as const;
  const attention = spans.map(([from, to]) => [looking(120, from, to), looking(120, from, to)]);
  expect(alignTokens(attention, { positions: 120, medianWidth: 7 })).toEqual([0, 30, 50, 90, 120]);
});

test('they never go back, whatever the heads do', () => {
  const attention = [90, 10, 60, 20].map((from) => [looking(120, from, from + 10)]);
  const starts = alignTokens(attention, { positions: 120, medianWidth: 7 });
  expect(starts).toHaveLength(5);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
});

test('no token, and one', () => {
  expect(alignTokens([], { positions: 10, medianWidth: 7 })).toEqual([0]);
  expect(alignTokens([[looking(10, 3, 5)]], { positions: 10, medianWidth: 7 })).toEqual([0, 10]);
});

test('the median takes away what stands alone, with the ends mirrored', () => {
  const values = Float32Array.of(5, 0, 0, 9, 0, 0, 0);
  expect([...medianFilter(values, 3)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect([...medianFilter(Float32Array.of(1, 2, 3, 4), 3)]).toEqual([2, 2, 3, 3]);
});

test('of any numbers and width it is the middle one when they are sorted', () => {
  const random = seededRandom(2);
  const values = Float32Array.from({ length: 200 }, random);
  for (const width of [3, 7, 9]) {
    const half = width >> 1;
    const inner = Array.from(values.subarray(half, -half), (_, at) => {
      return values.slice(at, at + width).toSorted()[half];
    });
    expect([...medianFilter(values, width)].slice(half, -half)).toEqual(inner);
  }
});
