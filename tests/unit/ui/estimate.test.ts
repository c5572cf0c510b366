import { expect, test } from 'vitest';
import { estimateSeconds } from '../../../src/ui/state/estimate';

test('a paragraph of 60 English words is estimated at about 24 seconds, and half of it at double speed', () => {
  const paragraph = 'river '.repeat(60);
  expect(estimateSeconds(paragraph, 1)).toBeCloseTo(24, 0);
  expect(estimateSeconds(paragraph, 2)).toBeCloseTo(12, 0);
});

test('a Chinese character counts as a syllable', () => {
  expect(estimateSeconds('你好', 1)).toBeGreaterThan(estimateSeconds('ab', 1));
});

test('blank text takes no time', () => {
  expect(estimateSeconds('  \n', 1)).toBe(0);
});
