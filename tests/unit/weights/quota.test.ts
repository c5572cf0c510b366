import { expect, test } from 'vitest';
import { createWeightStore } from '../../../src/weights/create-store';
import { createMemoryShelf } from '../../../src/weights/memory-store';
import type { Shelf } from '../../../src/weights/shelf';

const file = { hub: 'https://hub.example', repo: 'a/b', revision: 'main', path: 'model.onnx' };

/** A store on a device like this, and a hub that has one file of 30 MB. */
function storeOn(device: Partial<Shelf>) {
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    if (new Request(input).url.includes('/api/')) return new Response('', { status: 404 });
    const range = new Headers(init?.headers).get('range') ?? '';
    const [from = 0, to = 0] = range.replace('bytes=', '').split('-').map(Number);
    const headers = { 'content-range': `bytes ${from}-${to}/30000000` };
    return new Response(new Uint8Array(to - from + 1), { status: 206, headers });
  };
  const shelf = { ...createMemoryShelf(), ...device };
  return createWeightStore(async () => shelf, { fetch });
}

test('a file that does not fit is not begun, and the missing megabytes are named', async () => {
  const store = storeOn({ room: async () => 12_500_000 });
  await expect(store.read(file)).rejects.toMatchObject({
    code: 'storage_full',
    message: expect.stringMatching(/^18 MB are missing to store model\.onnx/) as string,
  });
  expect(await store.size('a/b')).toBe(0);
});

test('files that are fetched side by side must fit together', async () => {
  const store = storeOn({ room: async () => 50_000_000 });
  const files = ['encoder.onnx', 'decoder.onnx'].map((path) => store.read({ ...file, path }));
  const outcomes = await Promise.allSettled(files);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [refused] = outcomes.filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({
    reason: {
      code: 'storage_full',
      message: expect.stringMatching(/^\d+ MB are missing to store (en|de)coder/) as string,
    },
  });
  // What was promised to the first one is free again when that is over.
  await store.read({ ...file, path: 'third.onnx' });
});

test('a device that is full in the middle is told of in the same words', async () => {
  const store = storeOn({
    put: async () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    },
  });
  await expect(store.read(file)).rejects.toMatchObject({
    code: 'storage_full',
    message: expect.stringMatching(/^30 MB are missing/) as string,
  });
});
