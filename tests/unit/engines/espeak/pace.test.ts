import { expect, test } from 'vitest';
import { paceFor } from '../../../../src/engines/espeak/pace';

test('eSpeak is asked for the whole speed where it can', () => {
  expect(paceFor(1)).toBe(175);
  expect(paceFor(2)).toBe(350);
  expect(paceFor(0.5)).toBe(88);
});

test('beyond its limits it goes as far as it can', () => {
  expect(paceFor(0.25)).toBe(80);
  expect(paceFor(4)).toBe(450);
});
