import { expect, test } from 'vitest';
import { lazy } from '../../../src/base/lazy';
import { createSerial } from '../../../src/base/serial';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('tasks run one at a time in the order asked, and a failure does not stop the line', async () => {
  const serial = createSerial();
  const log: string[] = [];
  const task = (name: string, milliseconds: number) =>
    serial.run(async () => {
      log.push(`${name} begins`);
      await pause(milliseconds);
      log.push(`${name} ends`);
      if (name === 'b') throw new Error('b broke');
    });
  const all = [task('a', 20), task('b', 1), task('c', 1)];
  expect(serial.waiting).toBe(2);
  const ends = await Promise.allSettled(all);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('who is due first goes first, and of equals who asked first', async () => {
  const serial = createSerial();
  const log: string[] = [];
  const task = (name: string, due: number) => serial.run(async () => void log.push(name), { due });
  await Promise.all([task('under way', 9), task('d', 4), task('a', 1), task('b', 1), task('c', 3)]);
  expect(log).toEqual(['under way', 'a', 'b', 'c', 'd']);
});

test('an aborted task leaves the line and the next one takes its place', async () => {
  const serial = createSerial();
  const control = new AbortController();
  const first = serial.run(() => pause(20));
  const second = serial.run(async () => 'second', { signal: control.signal });
  const third = serial.run(async () => 'third');
  control.abort(new Error('left'));
  await expect(second).rejects.toThrow('left');
  await first;
  expect(await third).toBe('third');
  expect(serial.waiting).toBe(0);
});

test('a lazy value is made once, and made again after a failure', async () => {
  let made = 0;
  const value = lazy(async () => {
    made++;
    if (made === 1) throw new Error('first try');
    return made;
  });
  await expect(value()).rejects.toThrow('first try');
  expect(await Promise.all([value(), value()])).toEqual([2, 2]);
});
