import { createWeightStore, type StoreOptions } from './create-store';
import { fileId, type Manifest } from './manifest';
import type { Shelf } from './shelf';
import type { WeightStore } from './store';

/** Keeps files as long as its thread lives: for places without IndexedDB, such as private frames. */
export function createMemoryStore(options?: StoreOptions): WeightStore {
  const shelf = createMemoryShelf();
  return createWeightStore(async () => shelf, options);
}

export function createMemoryShelf(): Shelf {
  const files = new Map<string, { manifest: Manifest; blobs: Map<number, Blob> }>();

  /** The file, if it is still the same download. */
  function current(manifest: Manifest) {
    const file = files.get(fileId(manifest));
    return file?.manifest.begun === manifest.begun ? file : undefined;
  }

  return {
    manifests: async () => [...files.values()].map((file) => structuredClone(file.manifest)),
    manifest: async (id) => structuredClone(files.get(id)?.manifest),
    chunk: async (id, index) => files.get(id)?.blobs.get(index),
    async begin(manifest) {
      files.set(fileId(manifest), { manifest: structuredClone(manifest), blobs: new Map() });
    },
    async put(manifest, index, { blob, hash }) {
      const file = current(manifest);
      if (!file) return false;
      file.manifest.chunks[index] = hash;
      file.blobs.set(index, blob);
      return true;
    },
    async complete(manifest) {
      const file = current(manifest);
      if (file) file.manifest.complete = true;
      return file !== undefined;
    },
    async drop(id) {
      files.delete(id);
    },
    room: async () => undefined,
  };
}
