import { expect, test } from 'vitest';
import { inParallel } from '../../../src/weights/parallel';

test('no more tasks than the limit run at a time, and each item has its turn', async () => {
  let running = 0;
  let most = 0;
  const seen: number[] = [];
  await inParallel([0, 1, 2, 3, 4, 5, 6], 3, async (item) => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    seen.push(item);
    running--;
  });
  expect(most).toBe(3);
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('the first failure aborts the others, is thrown when they have ended, and starts no more', async () => {
  const events: string[] = [];
  const failing = inParallel(['slow', 'bad', 'never'], 2, async (item, signal) => {
    events.push(item);
    if (item === 'bad') throw new Error('This one fails.');
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    events.push('slow has ended');
  });
  await expect(failing).rejects.toThrow('This one fails.');
  expect(events).toEqual(['slow', 'bad', 'slow has ended']);
});
