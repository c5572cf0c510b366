import { openChunkHash } from './hash';
import { fileId, format, spanOf, storedByNewer, type Manifest } from './manifest';
import { inParallel } from './parallel';
import type { Shelf } from './shelf';
import type { FileRef } from './store';

/** Chunks in memory at a time while they are checked. */
const lanes = 2;

/** What of a file is on this device, and undamaged. */
export type StoredFile = {
  manifest: Manifest;
  /** Indices of the chunks that have to be fetched, ascending. */
  missing: number[];
  /** The file, when it is complete and nothing is missing; its bytes stay on disk until they are read. */
  whole: Blob | undefined;
};

/**
 * A file that is complete, with all its chunks, none of which was looked at; undefined when it is not complete or a
 * chunk is not there. Throws as `inspect`.
 */
export async function findWhole(
  shelf: Shelf,
  file: FileRef,
): Promise<{ manifest: Manifest; whole: Blob } | undefined> {
  const manifest = await shelf.manifest(fileId(file));
  if (!manifest) return undefined;
  if (manifest.format !== format) throw storedByNewer();
  if (!manifest.complete) return undefined;
  const chunks = manifest.chunks.map((_, index) => shelf.chunk(fileId(file), index));
  const blobs = (await Promise.all(chunks)).filter((blob, index) => {
    const { start, end } = spanOf(manifest, index);
    return blob?.size === end - start;
  });
  if (blobs.length < chunks.length) return undefined;
  return { manifest, whole: new Blob(blobs as Blob[]) };
}

/** Looks at every stored chunk; throws SpeechError `unsupported` for what a newer version stored. */
export async function inspect(shelf: Shelf, file: FileRef): Promise<StoredFile | undefined> {
  const manifest = await shelf.manifest(fileId(file));
  if (!manifest) return undefined;
  if (manifest.format !== format) throw storedByNewer();
  const blobs = new Map<number, Blob>();
  const indices = [...manifest.chunks.keys()];
  await inParallel(indices, lanes, async (index) => {
    const wanted = manifest.chunks[index];
    if (wanted === undefined) return;
    const blob = await shelf.chunk(fileId(file), index);
    if (blob && (await isIntact(blob, wanted))) blobs.set(index, blob);
  });
  const missing = indices.filter((index) => !blobs.has(index));
  const whole = manifest.complete && missing.length === 0;
  const parts = indices.map((index) => blobs.get(index)).filter((blob) => blob !== undefined);
  return { manifest, missing, whole: whole ? new Blob(parts) : undefined };
}

async function isIntact(blob: Blob, wanted: string): Promise<boolean> {
  let bytes: ArrayBuffer;
  try {
    bytes = await blob.arrayBuffer();
  } catch (error) {
    console.warn('A stored part of a model cannot be read, so it is fetched again.', error);
    return false;
  }
  const hash = await openChunkHash();
  return hash(new Uint8Array(bytes)) === wanted;
}
