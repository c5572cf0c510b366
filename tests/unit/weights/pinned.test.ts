import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWeightStore } from '../../../src/weights/create-store';
import { createMemoryShelf } from '../../../src/weights/memory-store';
import type { FileRef } from '../../../src/weights/store';
import { newRepo } from '../../hub/control';
import { startHub, type Hub } from '../../hub/server';

let hub: Hub;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.close());

const size = 200_000;

function open() {
  const shelf = createMemoryShelf();
  const timings = { delay: 1, longestDelay: 5 };
  return createWeightStore(async () => shelf, { chunkSize: 64 * 1024, timings });
}

/** A file of the model's repository that is published in another one. */
async function published() {
  const [model, publisher] = [newRepo(hub.url), newRepo(hub.url)];
  const sha256 = await publisher.put({ path: 'words.json', bytes: size, seed: 7 });
  const url = `${hub.url}/${publisher.name}/resolve/main/words.json`;
  const place = { hub: hub.url, repo: model.name, revision: 'main', path: 'lexicon/words.json' };
  const file: FileRef = { ...place, pinned: { size, sha256, url } };
  return { model, publisher, file };
}

test('a pinned file comes from where it is published, and belongs to its model', async () => {
  const { model, publisher, file } = await published();
  const store = open();
  expect((await store.read(file)).size).toBe(size);
  expect(await model.requests()).toEqual([]);
  expect((await publisher.requests()).filter(({ at }) => at === 'listing')).toEqual([]);
  expect(await store.has(file)).toBe(true);
  expect(await store.size(model.name)).toBe(size);
  await publisher.heal();
  await store.read(file);
  expect(await publisher.requests()).toEqual([]);
  await store.delete(model.name);
  expect(await store.has(file)).toBe(false);
});

test('a pinned file with other content is not kept, whatever the hub’s listing says', async () => {
  const { publisher, file } = await published();
  await publisher.put({ path: 'words.json', bytes: size, seed: 8 });
  const store = open();
  await expect(store.read(file)).rejects.toMatchObject({ code: 'hub_failed' });
  expect(await store.has(file)).toBe(false);
});

test('without an address of its own a pinned file comes from the hub', async () => {
  const { model, file } = await published();
  const sha256 = await model.put({ path: file.path, bytes: size, seed: 7 });
  const blob = await open().read({ ...file, pinned: { size, sha256 } });
  expect(blob.size).toBe(size);
  expect((await model.requests('file')).length).toBeGreaterThan(0);
});
