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
): Promise<{ manifest: Manifest; blobs: Blob[] } | undefined> {
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
  return { manifest, blobs: blobs as Blob[] };
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
    if (blob && (await readIntact(blob, wanted))) blobs.set(index, blob);
  });
  const missing = indices.filter((index) => !blobs.has(index));
  const whole = manifest.complete && missing.length === 0;
  const parts = indices.map((index) => blobs.get(index)).filter((blob) => blob !== undefined);
  return { manifest, missing, whole: whole ? new Blob(parts) : undefined };
}

/** The bytes of a stored chunk; undefined when they are not what was stored. */
export async function readIntact(
  blob: Blob,
  wanted: string | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    console.warn('A stored part of a model cannot be read, so it is fetched again.', error);
    return undefined;
  }
  const hash = await openChunkHash();
  return hash(bytes) === wanted ? bytes : undefined;
}
