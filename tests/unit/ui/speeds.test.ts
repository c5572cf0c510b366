import { expect, test } from 'vitest';
import { speeds } from '../../../src/ui/state/speeds';

test('the speeds rise from 0.25 to 4, with 1 among them and no rounding errors', () => {
  expect(speeds[0]).toBe(0.25);
  expect(speeds.at(-1)).toBe(4);
  expect(speeds).toContain(1);
  expect([...speeds].sort((a, b) => a - b)).toEqual(speeds);
  expect(speeds.every((speed) => String(speed).length <= 4)).toBe(true);
});
