import { expect, test } from 'vitest';
import { paceFor } from '../../../../src/engines/espeak/pace';

test('eSpeak is asked for the whole speed where it can', () => {
  expect(paceFor(1)).toEqual({ wordsPerMinute: 175, tempo: 1 });
  expect(paceFor(2)).toEqual({ wordsPerMinute: 350, tempo: 1 });
  expect(paceFor(0.5)).toEqual({ wordsPerMinute: 88, tempo: 1 });
});

test('beyond its limits the rest is left to the stretcher', () => {
  const slow = paceFor(0.25);
  expect(slow.wordsPerMinute).toBe(80);
  expect(slow.wordsPerMinute * slow.tempo).toBeCloseTo(175 / 4);
  const fast = paceFor(4);
  expect(fast.wordsPerMinute).toBe(450);
  expect(fast.wordsPerMinute * fast.tempo).toBeCloseTo(175 * 4);
});
