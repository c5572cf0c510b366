import { expect, test } from 'vitest';
import { openChunkHash } from '../../../src/weights/hash';
import { chunkCount, fileId, format, spanOf, type Manifest } from '../../../src/weights/manifest';
import { createMemoryShelf } from '../../../src/weights/memory-store';
import { readAhead } from '../../../src/weights/read-ahead';

const chunkSize = 1000;
const size = 9700;
const file = { hub: 'https://hub.example', repo: 'a/b', revision: 'main', path: 'model.onnx' };
const content = Uint8Array.from({ length: size }, (_, index) => (index * 31) % 251);

/** A shelf with the whole file; `damage` is a byte that is wrong on it. */
async function store({ damage }: { damage?: number } = {}) {
  const shelf = createMemoryShelf();
  const chunks = new Array<undefined>(chunkCount(size, chunkSize)).fill(undefined);
  const facts = { begun: 1, size, sha256: undefined, etag: undefined, chunkSize };
  const manifest: Manifest = { format, ...file, ...facts, chunks, complete: false };
  await shelf.begin(manifest);
  const hash = await openChunkHash();
  const stored = content.slice();
  if (damage !== undefined) stored[damage] = (stored[damage] ?? 0) ^ 1;
  for (const index of chunks.keys()) {
    const { start, end } = spanOf(manifest, index);
    const blob = new Blob([stored.slice(start, end)]);
    await shelf.put(manifest, index, { blob, hash: hash(content.subarray(start, end)) });
  }
  return { shelf, manifest };
}

test('a file that is whole is in memory, chunk by chunk', async () => {
  const { shelf, manifest } = await store();
  await shelf.complete(manifest);
  const found = await readAhead(shelf, file);
  expect(found?.manifest.size).toBe(size);
  const bytes = found?.chunks.flatMap((chunk) => [...chunk]);
  expect(Uint8Array.from(bytes ?? [])).toEqual(content);
  for (const { byteOffset, byteLength, buffer } of found?.chunks ?? []) {
    expect([byteOffset, byteLength]).toEqual([0, buffer.byteLength]);
  }
});

test.each([0, 4321, size - 1])('damage of byte %i is found', async (damage) => {
  const { shelf, manifest } = await store({ damage });
  await shelf.complete(manifest);
  expect(await readAhead(shelf, file)).toBeUndefined();
});

test('a file that is not complete is not there', async () => {
  const { shelf } = await store();
  expect(await readAhead(shelf, file)).toBeUndefined();
  await shelf.drop(fileId(file));
  expect(await readAhead(shelf, file)).toBeUndefined();
});
