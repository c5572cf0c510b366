import { createStore, get, keys, type UseStore } from 'idb-keyval';
import { SpeechError } from '../base/errors';
import { lazy } from '../base/lazy';
import { createWeightStore, type StoreOptions } from './create-store';
import { fileId, storedByNewer, type Manifest } from './manifest';
import { createMemoryShelf } from './memory-store';
import { askPersistence, roomLeft } from './quota';
import type { Shelf } from './shelf';
import type { WeightStore } from './store';

export const databaseName = 'sotto-weights';

/** The store of this origin; where the browser gives no IndexedDB, one that lasts as long as this thread. */
export function openWeightStore(options?: StoreOptions): WeightStore {
  const openShelf = lazy(async () => {
    try {
      const shelf = createIdbShelf();
      await shelf.manifests();
      return shelf;
    } catch (error) {
      if (isNewerDatabase(error)) throw storedByNewer(error);
      console.warn('Models are kept in memory only: this browser gives no IndexedDB here.', error);
      return createMemoryShelf();
    }
  });
  return createWeightStore(openShelf, options);
}

/**
 * Files in one IndexedDB store, opened without a version, so that an older build can open what a newer one left; what
 * it does not understand it finds by the manifest's `format`.
 */
export function createIdbShelf(
  open: () => UseStore = () => createStore(databaseName, 'files'),
): Shelf {
  const store = reopening(open);
  return {
    async manifests() {
      const stored = await keys(store);
      const all = stored.filter(isManifestKey).map((key) => get<Manifest>(key, store));
      return (await Promise.all(all)).filter((manifest) => manifest !== undefined);
    },
    manifest: (id) => get<Manifest>(manifestKey(id), store),
    chunk: (id, index) => get<Blob>([id, index], store),

    async begin(manifest) {
      // Only asked for: whether the answer is yes is none of the download's business.
      askPersistence().catch((error: unknown) => console.warn('Persistence was not given.', error));
      await store('readwrite', async (objects) => {
        objects.delete(chunkKeys(fileId(manifest)));
        objects.put(manifest, manifestKey(fileId(manifest)));
        await ended(objects.transaction);
      });
    },

    put: (manifest, index, { blob, hash }) =>
      change(store, manifest, (current, objects) => {
        current.chunks[index] = hash;
        objects.put(blob, [fileId(manifest), index]);
      }),

    complete: (manifest) => change(store, manifest, (current) => (current.complete = true)),

    drop: (id) =>
      store('readwrite', async (objects) => {
        objects.delete(chunkKeys(id));
        objects.delete(manifestKey(id));
        await ended(objects.transaction);
      }),

    room: roomLeft,
  };
}

/** Changes the stored manifest in one transaction; false when it is of another download by now. */
function change(
  store: UseStore,
  { begun, ...file }: Manifest,
  edit: (current: Manifest, objects: IDBObjectStore) => void,
): Promise<boolean> {
  return store('readwrite', async (objects) => {
    const key = manifestKey(fileId(file));
    const done = ended(objects.transaction);
    const request = objects.get(key) as IDBRequest<Manifest | undefined>;
    let found = false;
    request.onsuccess = () => {
      const current = request.result;
      found = current?.begun === begun;
      if (!current || !found) return;
      edit(current, objects);
      objects.put(current, key);
    };
    await done;
    return found;
  });
}

/**
 * A store that is opened once more when the browser has closed it: to free space, because data of the site were
 * deleted, or when its storage process died. All work on it can be done again.
 */
function reopening(open: () => UseStore): UseStore {
  let store = open();
  return async (mode, work) => {
    try {
      return await store(mode, work);
    } catch (error) {
      if (!isClosed(error)) throw error;
    }
    store = open();
    try {
      return await store(mode, work);
    } catch (cause) {
      if (!isClosed(cause)) throw cause;
      throw new SpeechError(
        'model_not_loaded',
        'The browser closed the storage in which models are kept. Reload the page, and ask again; what has arrived is kept.',
        { cause },
      );
    }
  };
}

/** As a connection that is closing, transactions that it took along, and Safari's lost storage process fail. */
function isClosed(error: unknown): boolean {
  const names = ['InvalidStateError', 'AbortError', 'UnknownError'];
  return error instanceof DOMException && names.includes(error.name);
}

/** A request fails before its transaction does, which alone tells why: some browsers find a full disk so. */
function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => {
      reject(transaction.error ?? new DOMException('The transaction was ended.', 'AbortError'));
    };
  });
}

/** The database has a version or stores that this build does not know. */
function isNewerDatabase(error: unknown): boolean {
  return error instanceof Error && ['VersionError', 'NotFoundError'].includes(error.name);
}

/** Chunks have a number in this place; numbers sort before strings. */
function manifestKey(id: string): [string, string] {
  return [id, 'manifest'];
}

function isManifestKey(key: IDBValidKey): boolean {
  return Array.isArray(key) && key[1] === 'manifest';
}

function chunkKeys(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Infinity]);
}
