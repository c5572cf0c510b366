import { expect, test } from 'vitest';
import { cutAtTimes } from '../../../../src/engines/whisper/segments';
import { text, time, tokens } from './small-vocabulary';

const { firstTimestamp } = tokens;
const cut = (written: readonly number[], length = 100) =>
  cutAtTimes(written, { firstTimestamp, length });

test('parts lie between pairs of times, and what is cut off is left to the next window', () => {
  const written = [time(0), ...text(' one', ' two'), time(20), time(25), ...text(' three')];
  expect(cut(written)).toEqual({ parts: [{ from: 1, to: 3, start: 0, end: 20 }], next: 20 });
});

test('a last time that stands alone ends the window', () => {
  const written = [time(0), ...text(' one'), time(20), time(20), ...text(' two'), time(60)];
  expect(cut(written)).toEqual({
    parts: [
      { from: 1, to: 2, start: 0, end: 20 },
      { from: 4, to: 5, start: 20, end: 60 },
    ],
    next: 100,
  });
});

test('text without a pair of times is one part', () => {
  expect(cut([time(5), ...text(' one', ' two'), time(40)])).toEqual({
    parts: [{ from: 1, to: 3, start: 5, end: 40 }],
    next: 100,
  });
  expect(cut([time(5), ...text(' one')]).parts).toEqual([{ from: 1, to: 2, start: 5, end: 100 }]);
  expect(cut([])).toEqual({ parts: [], next: 100 });
});

test('no time is later than the audio', () => {
  const { parts, next } = cut([time(0), ...text(' one'), time(90), time(95)], 50);
  expect(parts[0]?.end).toBe(50);
  expect(next).toBeLessThanOrEqual(50);
});
