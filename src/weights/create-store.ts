import type { Net } from './connection';
import { fetchFile, recheckFile, removed, type Fetching } from './fetch-file';
import { fileBytes } from './file-bytes';
import { createListings } from './hub';
import { exclusively } from './lock';
import { bytesStored, fileId, format, type Manifest } from './manifest';
import { readAhead, type FileAhead } from './read-ahead';
import type { Reader } from './reader-thread';
import { defaultTimings, type Timings } from './retry';
import { settleFiles } from './settle';
import type { Shelf } from './shelf';
import type { FileRef, ReadOptions, WeightStore } from './store';
import { inspect } from './stored-file';

export type StoreOptions = {
  fetch?: typeof fetch;
  timings?: Partial<Timings>;
  /** Bytes of a chunk; one request fetches one, and three are under way when a download breaks off. */
  chunkSize?: number;
  /** Reads files of the same shelf in another thread; what that does not give is read in this one. */
  reader?: Reader;
};

/** A thread that ends loses at most the three chunks that are on their way, which together are less than 8 MiB. */
const defaultChunkSize = 2.5 * 1024 * 1024;

/** A weight store over any shelf. */
export function createWeightStore(
  openShelf: () => Promise<Shelf>,
  options: StoreOptions = {},
): WeightStore {
  const { chunkSize = defaultChunkSize, reader } = options;
  const net: Net = {
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timings: { ...defaultTimings, ...options.timings },
  };
  const own = { net, listings: createListings(net), chunkSize, outstanding: { bytes: 0 } };

  /** Only one thread at a time works on a file. */
  async function alone<T>(
    file: FileRef,
    { signal = new AbortController().signal, report = () => {} }: ReadOptions,
    work: (file: FileRef, fetching: Fetching) => Promise<T>,
  ): Promise<T> {
    const shelf = await openShelf();
    return exclusively(`sotto-weights ${fileId(file)}`, signal, () =>
      work(file, { ...own, shelf, report, signal }),
    );
  }

  return {
    async read(file, options = {}) {
      options.signal?.throwIfAborted();
      const shelf = await openShelf();
      const stored = await inspect(shelf, file);
      if (stored?.whole) return stored.whole;
      await alone(file, options, fetchFile);
      return readStored(shelf, file);
    },

    async open(file, options = {}) {
      options.signal?.throwIfAborted();
      const found = await findAhead(openShelf, file, reader);
      if (found) return fileBytes(found, reader?.free);
      await alone(file, options, fetchFile);
      const fetched = await findAhead(openShelf, file, reader);
      if (!fetched) throw removed(file);
      return fileBytes(fetched, reader?.free);
    },

    async recheck(file, options = {}) {
      const isAnew = await alone(file, options, recheckFile);
      return isAnew ? readStored(await openShelf(), file) : undefined;
    },

    async settle(files, { signal = new AbortController().signal } = {}) {
      await settleFiles(files, { shelf: await openShelf(), listings: own.listings, signal });
    },

    async has(file) {
      const manifest = await (await openShelf()).manifest(fileId(file));
      return manifest?.format === format && manifest.complete;
    },

    size: async (repo) => sizeOf(repo, await openShelf()),
    delete: async (repo) => dropAll(repo, await openShelf()),
  };
}

/** A file that is there and undamaged; the reader's thread finds it while this one is busy. */
async function findAhead(
  openShelf: () => Promise<Shelf>,
  file: FileRef,
  reader: Reader | undefined,
): Promise<FileAhead | undefined> {
  return (await reader?.readAhead(file)) ?? readAhead(await openShelf(), file);
}

/** A file that has just been stored. */
async function readStored(shelf: Shelf, file: FileRef): Promise<Blob> {
  const { whole } = (await inspect(shelf, file)) ?? {};
  if (!whole) throw removed(file);
  return whole;
}

async function sizeOf(repo: string, shelf: Shelf): Promise<number> {
  const manifests = await manifestsOf(repo, shelf);
  return manifests.reduce((sum, manifest) => sum + bytesStored(manifest), 0);
}

async function dropAll(repo: string, shelf: Shelf): Promise<void> {
  const manifests = await manifestsOf(repo, shelf);
  await Promise.all(manifests.map((manifest) => shelf.drop(fileId(manifest))));
}

async function manifestsOf(repo: string, shelf: Shelf): Promise<Manifest[]> {
  return (await shelf.manifests()).filter((manifest) => manifest.repo === repo);
}
