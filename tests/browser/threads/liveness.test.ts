import { expect, test } from 'vitest';
import { hold, watch } from '../../../src/wire/liveness';

/** A worker that holds a lock until it is ended. */
async function holder(name: string): Promise<Worker> {
  const code = `navigator.locks.request('${name}', () => { postMessage('held'); return new Promise(() => {}); });`;
  const worker = new Worker(URL.createObjectURL(new Blob([code])));
  await new Promise((resolve) => (worker.onmessage = resolve));
  return worker;
}

const aborted = (signal: AbortSignal) =>
  new Promise((resolve) => signal.addEventListener('abort', resolve));

test('the end of a thread is noticed by all who watch its lock', async () => {
  const worker = await holder('watched');
  const [one, two] = [watch('watched'), watch('watched')];
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([one.aborted, two.aborted]).toEqual([false, false]);
  const both = Promise.all([aborted(one), aborted(two)]);
  worker.terminate();
  await both;
});

test('a watch that was called off says nothing', async () => {
  const worker = await holder('called off');
  const off = new AbortController();
  const gone = watch('called off', off.signal);
  off.abort();
  worker.terminate();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(gone.aborted).toBe(false);
});

test('a lock is held until its signal aborts', async () => {
  const off = new AbortController();
  expect(await hold('mine', off.signal)).toBe(true);
  const gone = watch('mine');
  const noticed = aborted(gone);
  off.abort();
  await noticed;
});
