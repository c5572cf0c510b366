import type { Net } from './connection';
import { fetchFile, recheckFile, removed, type Fetching } from './fetch-file';
import { fileBytes } from './file-bytes';
import { openChunkHash } from './hash';
import { createListings } from './hub';
import { exclusively } from './lock';
import { bytesStored, fileId, format } from './manifest';
import { defaultTimings, type Timings } from './retry';
import type { Shelf } from './shelf';
import type { FileRef, ReadOptions, WeightStore } from './store';
import { findWhole, inspect } from './stored-file';

export type StoreOptions = {
  fetch?: typeof fetch;
  timings?: Partial<Timings>;
  /** Bytes of a chunk; one request fetches one, and three are under way when a download breaks off. */
  chunkSize?: number;
};

/** A thread that ends loses at most the three chunks that are on their way, which together are less than 8 MiB. */
const defaultChunkSize = 2.5 * 1024 * 1024;

/** A weight store over any shelf. */
export function createWeightStore(
  openShelf: () => Promise<Shelf>,
  options: StoreOptions = {},
): WeightStore {
  const { chunkSize = defaultChunkSize } = options;
  const net: Net = {
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timings: { ...defaultTimings, ...options.timings },
  };
  const listings = createListings(net);

  /** Only one thread at a time works on a file. */
  async function alone<T>(
    file: FileRef,
    { signal = new AbortController().signal, report = () => {} }: ReadOptions,
    work: (file: FileRef, fetching: Fetching) => Promise<T>,
  ): Promise<T> {
    const shelf = await openShelf();
    return exclusively(`sotto-weights ${fileId(file)}`, signal, () =>
      work(file, { shelf, net, listings, chunkSize, report, signal }),
    );
  }

  return {
    async read(file, options = {}) {
      options.signal?.throwIfAborted();
      const stored = await inspect(await openShelf(), file);
      return stored?.whole ?? alone(file, options, fetchFile);
    },

    async open(file, options = {}) {
      options.signal?.throwIfAborted();
      const shelf = await openShelf();
      const hash = await openChunkHash();
      let found = await findWhole(shelf, file);
      if (!found) {
        await this.read(file, options);
        found = await findWhole(shelf, file);
      }
      if (!found) throw removed(file);
      return fileBytes(found.whole, found.manifest, hash);
    },

    recheck: (file, options = {}) => alone(file, options, recheckFile),

    async has(file) {
      const manifest = await (await openShelf()).manifest(fileId(file));
      return manifest?.format === format && manifest.complete;
    },

    async size(repo) {
      const manifests = await (await openShelf()).manifests();
      return manifests
        .filter((manifest) => manifest.repo === repo)
        .reduce((sum, manifest) => sum + bytesStored(manifest), 0);
    },

    async delete(repo) {
      const shelf = await openShelf();
      const manifests = await shelf.manifests();
      const ids = manifests.filter((manifest) => manifest.repo === repo).map(fileId);
      await Promise.all(ids.map((id) => shelf.drop(id)));
    },
  };
}
