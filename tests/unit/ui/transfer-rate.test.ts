import { expect, test } from 'vitest';
import { TransferRate } from '../../../src/ui/state/transfer-rate';

test('a steady stream has its own rate, and none within the first second', () => {
  const rate = new TransferRate();
  for (let half = 0; half <= 20; half++) {
    rate.add(half * 500_000, half * 500);
    expect(rate.bytesPerSecond).toBe(half < 2 ? undefined : 1e6);
  }
});

test('what was long ago does not count: a stream that stands still has a rate of 0', () => {
  const rate = new TransferRate();
  rate.add(0, 0);
  rate.add(1e6, 1000);
  for (let second = 2; second <= 10; second++) rate.add(1e6, second * 1000);
  expect(rate.bytesPerSecond).toBe(0);
});

test('a count that falls is another download', () => {
  const rate = new TransferRate();
  rate.add(5e6, 0);
  rate.add(1e6, 5000);
  expect(rate.bytesPerSecond).toBeUndefined();
  rate.add(3e6, 6000);
  expect(rate.bytesPerSecond).toBe(2e6);
});
