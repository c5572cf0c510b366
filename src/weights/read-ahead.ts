import type { Manifest } from './manifest';
import { inParallel } from './parallel';
import type { Shelf } from './shelf';
import type { FileRef } from './store';
import { findWhole, readIntact } from './stored-file';

/** Chunks that are read at a time: the browser fetches the next ones from the disk while one is checked. */
const lanes = 3;

/** A stored file in memory; every byte of it was checked. */
export type FileAhead = {
  manifest: Manifest;
  /** The chunks on the disk, for what is wanted a second time. */
  blobs: Blob[];
  /** The same chunks in memory, each of them the owner of its buffer. */
  chunks: Uint8Array<ArrayBuffer>[];
};

/** Undefined where the file is not complete or anything of it is damaged. */
export type ReadAhead = (file: FileRef) => Promise<FileAhead | undefined>;

/** Reads all of a stored file, and checks it; throws as `findWhole`. */
export async function readAhead(shelf: Shelf, file: FileRef): Promise<FileAhead | undefined> {
  const found = await findWhole(shelf, file);
  if (!found) return undefined;
  const { manifest, blobs } = found;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let isIntact = true;
  await inParallel(blobs.entries(), lanes, async ([index, blob]) => {
    const bytes = isIntact && (await readIntact(blob, manifest.chunks[index]));
    if (bytes) chunks[index] = bytes;
    else isIntact = false;
  });
  return isIntact ? { manifest, blobs, chunks } : undefined;
}
