import { createStore } from 'idb-keyval';
import { afterEach, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { createWeightStore } from '../../src/weights/create-store';
import { createIdbShelf, databaseName, openWeightStore } from '../../src/weights/idb-store';
import { fileId } from '../../src/weights/manifest';
import { describeWeightStore } from '../contracts/weight-store';
import type { FileRef } from '../../src/weights/store';
import { newRepo, openRepo } from '../hub/control';
import type { ReadOrder, ReadParts } from './threads/bytes-thread';
import type { Order, Told } from './weights-thread';

describeWeightStore('IndexedDB', {
  hub: () => inject('hub'),
  openShelf: async () => createIdbShelf(),
});

/** Storage with a limit of its own, which only Chromium has (https://wicg.github.io/storage-buckets/). */
type StorageBuckets = {
  open: (name: string, options: { quota: number }) => Promise<{ indexedDB: IDBFactory }>;
  delete: (name: string) => Promise<void>;
};

function storageBuckets(): StorageBuckets {
  return (navigator as Navigator & { storageBuckets: StorageBuckets }).storageBuckets;
}

/** A hub's repository with one random file. */
async function given(bytes: number) {
  const repo = newRepo(inject('hub'));
  const path = 'model.onnx';
  const file = { hub: inject('hub'), repo: repo.name, revision: 'main', path };
  await repo.put({ path, bytes, seed: 3 });
  return { repo, file };
}

test('a thread that is ended in the middle of a download leaves its chunks to the next', async () => {
  const chunkSize = 64 * 1024;
  const { repo, file } = await given(16 * chunkSize);
  await repo.fail({ fault: 'pace', bytesPerSecond: 1_000_000 });
  const thread = new Worker(new URL('./weights-thread.ts', import.meta.url), { type: 'module' });
  await new Promise<void>((resolve) => {
    thread.onmessage = ({ data }: MessageEvent<Told>) => {
      if (Number(data) > 7 * chunkSize) resolve();
    };
    thread.postMessage({ file, options: { chunkSize } } satisfies Order);
  });
  thread.terminate();
  await repo.heal();
  const store = createWeightStore(async () => createIdbShelf(), { chunkSize });
  const blob = await store.read(file);
  expect(blob.size).toBe(16 * chunkSize);
  expect((await repo.requests('file')).length).toBeLessThanOrEqual(16 - 4);
});

describe('where IndexedDB is', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('too small, the missing megabytes are named, and no bad file is left', async () => {
    const { file } = await given(20_000_000);
    // Chromium tells pages a fixed quota (usage and 10 GiB), so only the writing finds out.
    const bucket = await storageBuckets().open('small', { quota: 1_000_000 });
    vi.stubGlobal('indexedDB', bucket.indexedDB);
    const store = createWeightStore(async () => createIdbShelf());
    await expect(store.read(file)).rejects.toMatchObject({
      code: 'storage_full',
      message: expect.stringMatching(/^\d+ MB are missing to store model\.onnx/) as string,
    });
    expect(await store.has(file)).toBe(false);
    await storageBuckets().delete('small');
  });

  test('blocked, files are kept in memory, and the console says so', async () => {
    const { repo, file } = await given(1000);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('Blocked.', 'SecurityError');
      },
    });
    const store = openWeightStore();
    await store.read(file);
    await store.read(file);
    expect(await repo.requests('file')).toHaveLength(1);
    expect(await openWeightStore().has(file)).toBe(false);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('memory only'), expect.anything());
    warn.mockRestore();
  });

  test('closed by the browser again and again in mid-download, it is opened again', async () => {
    const chunkSize = 64 * 1024;
    const { repo, file } = await given(10 * chunkSize);
    const opened: IDBDatabase[] = [];
    const { indexedDB } = globalThis;
    vi.stubGlobal('indexedDB', {
      open(name: string) {
        const request = indexedDB.open(name);
        request.addEventListener('success', () => opened.push(request.result));
        return request;
      },
    });
    const store = createWeightStore(async () => createIdbShelf(), { chunkSize });
    // A connection that is closed so does not tell: its next transaction fails.
    const report = () => opened.at(-1)?.close();
    expect((await store.read(file, { report })).size).toBe(10 * chunkSize);
    expect(opened.length).toBeGreaterThan(3);
    expect(await repo.requests('file')).toHaveLength(10);
  });

  test('gone for good, the error says so, and is none of a caller that left', async () => {
    const { file } = await given(1000);
    const closed = async () => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    };
    const store = createWeightStore(async () => createIdbShelf(() => closed));
    await expect(store.read(file)).rejects.toMatchObject({
      code: 'model_not_loaded',
      message: expect.stringContaining('closed the storage') as string,
    });
  });

  test('failing in a single write, the reason is that of the write', async () => {
    const { file } = await given(1000);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementation(function (this: IDBObjectStore, value, key) {
      this.add(value, key);
      return this.add(value, key);
    });
    const store = createWeightStore(async () => createIdbShelf());
    await expect(store.read(file)).rejects.toMatchObject({ name: 'ConstraintError' });
    put.mockRestore();
  });

  test('of a newer version, reading fails clearly and nothing is changed', async () => {
    const { file } = await given(1000);
    const database = 'sotto-of-tomorrow';
    await createStore(database, 'shelves')('readwrite', async (shelves) => {
      shelves.put('precious', 'key');
    });
    const { indexedDB } = globalThis;
    const open = (name: string) => indexedDB.open(name === databaseName ? database : name);
    vi.stubGlobal('indexedDB', { open });
    await expect(openWeightStore().read(file)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('newer version') as string,
    });
    vi.unstubAllGlobals();
    await createStore(database, 'shelves')('readonly', async (shelves) => {
      expect([...shelves.transaction.db.objectStoreNames]).toEqual(['shelves']);
    });
    indexedDB.deleteDatabase(database);
  });
});

describe('parts of a stored file', () => {
  const chunkSize = 64 * 1024;

  /** Reads them in a worker, from the store of this page. */
  async function readParts(order: ReadOrder): Promise<ReadParts> {
    const thread = new Worker(new URL('./threads/bytes-thread.ts', import.meta.url), {
      type: 'module',
    });
    try {
      return await new Promise((resolve, reject) => {
        thread.onmessage = ({ data }: MessageEvent<ReadParts>) => resolve(data);
        thread.onerror = ({ message }) => reject(new Error(message));
        thread.postMessage(order);
      });
    } finally {
      thread.terminate();
    }
  }

  const parts: ReadOrder['parts'] = [
    [0, 10],
    [chunkSize - 3, chunkSize + 3],
    [5, 3 * chunkSize + 7],
    [4 * chunkSize, 9 * chunkSize],
    [9 * chunkSize, 10 * chunkSize],
  ];

  /** Puts a chunk with one wrong byte in the place of a stored one. */
  async function damage(file: FileRef, at: number): Promise<void> {
    const shelf = createIdbShelf();
    const manifest = await shelf.manifest(fileId(file));
    const index = Math.floor(at / chunkSize);
    const stored = await shelf.chunk(fileId(file), index);
    if (!manifest || !stored) throw new Error('The file was not stored.');
    const bytes = new Uint8Array(await stored.arrayBuffer());
    bytes[at % chunkSize] = (bytes[at % chunkSize] ?? 0) ^ 1;
    await shelf.put(manifest, index, {
      blob: new Blob([bytes]),
      hash: manifest.chunks[index] ?? '',
    });
  }

  test.each([false, true])(
    'are the bytes of the file, within and across chunks (read ahead in another thread: %s)',
    async (apart) => {
      const { file } = await given(4 * chunkSize + 100);
      const store = createWeightStore(async () => createIdbShelf(), { chunkSize });
      const whole = new Uint8Array(await (await store.read(file)).arrayBuffer());
      expect(await readParts({ file, chunkSize, parts, apart })).toEqual({
        size: whole.length,
        parts: parts.map(([start, end]) => whole.slice(start, end)),
        bytesRead: apart ? 0 : whole.length,
      });
    },
  );

  const size = 4 * chunkSize + 100;

  test.each([
    ['at its beginning', 20, false],
    ['in its middle', 2 * chunkSize + 5000, false],
    ['at its end', size - 1, false],
    ['in its middle, found by another thread', 2 * chunkSize + 5000, true],
  ])('a byte that was damaged %s is fetched again with its chunk alone', async (_, at, apart) => {
    const { repo, file } = await given(size);
    const around: [number, number] = [Math.max(0, at - 50), Math.min(size, at + 50)];
    const order: ReadOrder = { file, chunkSize, parts: [around], apart };
    const first = await readParts(order);
    expect(first).toMatchObject({ size });
    expect(await repo.requests('file')).toHaveLength(5);

    await damage(file, at);
    const again = await readParts(order);
    expect('parts' in again && again.parts).toEqual('parts' in first && first.parts);
    expect(await repo.requests('file')).toHaveLength(6);
  });

  test('that are damaged while the hub has no such file any more end in its error', async () => {
    const { repo, file } = await given(size);
    const order: ReadOrder = { file, chunkSize, parts: [[0, size]] };
    await readParts(order);
    await damage(file, 0);
    await repo.fail({ fault: 'status', status: 404 });
    expect(await readParts(order)).toMatchObject({
      failure: expect.stringContaining('SpeechError') as string,
    });
  });

  test('a model that is there is started with each of its bytes read once', async () => {
    const file = {
      ...{ hub: inject('hub'), repo: 'sotto/sample-kokoro', revision: 'main' },
      path: 'onnx/model.onnx',
    };
    await openRepo(file.hub, file.repo).heal();
    onTestFinished(() => openWeightStore().delete(file.repo));
    // Its arrays begin and end within chunks.
    const order: ReadOrder = { file, chunkSize: 16 * 1024, parts: [], run: true };
    await readParts(order);
    const again = await readParts(order);
    const { size } = again as { size: number };
    expect(size).toBeGreaterThan(100_000);
    expect((again as { bytesRead: number }).bytesRead).toBeLessThan(1.05 * size);
    expect(await readParts({ ...order, apart: true })).toMatchObject({
      bytesRead: expect.toSatisfy((bytes: number) => bytes < 0.05 * size) as number,
    });
  });
});
