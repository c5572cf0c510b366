import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ServerThread } from '../../../src/host/server-thread';
import { Serving } from '../../../src/host/serving';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page whose server fails to start `failures` times, and can be lost later. */
function page(failures: number) {
  const seen = { starts: 0, servers: 0, told: [] as string[] };
  let gone = new AbortController();
  const serving = new Serving({
    async startThread() {
      if (seen.starts++ < failures) throw new Error('No script.');
      gone = new AbortController();
      return { gone: gone.signal, end() {}, retire() {} } as ServerThread;
    },
    onServer: () => seen.servers++,
    onFailure: (reason, milliseconds) => seen.told.push(`${reason} ${milliseconds}`),
    onDeposed: () => {},
  });
  return { serving, seen, lose: () => gone.abort(new Error('It is gone.')) };
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

test('a server that does not start is tried again later and later, and never given up', async () => {
  const { serving, seen } = page(9);
  serving.start(false);
  const starts = [];
  for (const seconds of [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]) {
    await pass(seconds);
    starts.push(seen.starts);
  }
  expect(starts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(seen.servers).toBe(1);
  expect(seen.told[0]).toBe('No script. 1000');
  expect(seen.told.at(-1)).toBe('No script. 60000');
  expect(serving.failure).toBeUndefined();
});

test('whoever waits has it tried at once, but not more than once a second', async () => {
  const { serving, seen } = page(20);
  serving.start(false);
  await pass(40);
  expect(seen.starts).toBe(6);
  serving.hurry();
  await pass(0);
  expect(seen.starts).toBe(7);
  for (let times = 0; times < 30; times++) {
    serving.hurry();
    await pass(0.1);
  }
  expect(seen.starts).toBe(10);
  expect(serving.failure).toBe('No script.');
});

test('a server that is lost is replaced', async () => {
  const { serving, seen, lose } = page(0);
  serving.start(false);
  await pass(100);
  lose();
  await pass(0);
  expect(serving.thread).toBeUndefined();
  expect(seen.told).toEqual(['It is gone. 1000']);
  await pass(1);
  expect([seen.servers, serving.failure]).toEqual([2, undefined]);
  expect(await serving.thread).toBeDefined();
});

test('a page that was left tries no more', async () => {
  const { serving, seen } = page(5);
  serving.start(false);
  await pass(1);
  serving.stop();
  await pass(300);
  expect(seen.starts).toBe(2);
  serving.start(false);
  await pass(0);
  expect(seen.starts).toBe(3);
});
