import { expect, inject, onTestFinished, test } from 'vitest';
import { openWeightStore } from '../../src/weights/idb-store';
import { openRepo } from '../hub/control';
import type { LoadOrder, Loaded } from './threads/transformers-thread';

/** Loads the sample model with the library in a thread of its own, says something with it, and ends the thread. */
function load(order: LoadOrder): Promise<Loaded> {
  const thread = new Worker(new URL('./threads/transformers-thread.ts', import.meta.url), {
    type: 'module',
  });
  return new Promise<Loaded>((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<Loaded>) => resolve(data);
    thread.onerror = ({ message }) => reject(new Error(message));
    thread.postMessage(order);
  }).finally(() => thread.terminate());
}

test('transformers.js loads a model through the store alone, and again without a hub', async () => {
  const order = { hub: inject('hub'), model: 'sotto/sample-kokoro' };
  const repo = openRepo(order.hub, order.model);
  await repo.heal();
  // Another test may have left it on the way.
  await openWeightStore().delete(order.model);
  onTestFinished(() => repo.heal());

  const first = await load(order);
  expect(first).toMatchObject({ dims: [1, expect.any(Number)] });
  const asked = await repo.requests('file');
  expect(new Set(asked.map(({ path }) => path))).toEqual(
    new Set(['config.json', 'onnx/model.onnx']),
  );
  expect(asked).toHaveLength(2);

  await repo.fail({ fault: 'status', status: 500, at: 'listing' });
  await repo.fail({ fault: 'status', status: 500, at: 'redirect' });
  const again = await load(order);
  expect(again).toEqual({ ...first, requests: again.requests });
  expect(await repo.requests('file')).toHaveLength(2);
  for (const { requests } of [first, again]) {
    const own = [location.origin, order.hub];
    expect(requests.filter((url) => !own.includes(new URL(url).origin))).toEqual([]);
  }
  expect(await caches.keys()).not.toContain('transformers-cache');
});

test('a file that the hub does not give ends in the store’s words', async () => {
  const order = { hub: inject('hub'), model: 'sotto/nothing-there' };
  const { failure } = await load(order);
  expect(failure).toContain('config.json');
});
