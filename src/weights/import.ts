import { SpeechError } from '../base/errors';
import { archivePartSize } from '../catalog/model-archive';
import { createWholeHash, openChunkHash } from './hash';
import {
  bytesOf,
  chunkCount,
  fileId,
  format,
  spanOf,
  storedByNewer,
  type Manifest,
} from './manifest';
import { isQuotaError, storageFull } from './quota';
import type { Shelf } from './shelf';
import type { FileRef } from './store';

/** A part of a file that comes from an archive instead of a hub. */
export type ImportedPart = {
  file: FileRef;
  /** Of the whole file. */
  size: number;
  /** Of the whole file, hex. */
  sha256: string;
  /** Which part, from 0; each has `archivePartSize` bytes but the last. */
  index: number;
  bytes: Uint8Array<ArrayBuffer>;
};

/**
 * Stores a part; with the last one that was missing the whole is checked, and dropped when it is wrong. True when the
 * file is whole, also when it was before. Throws SpeechError `invalid_request` for a part or a file that is not what
 * it should be, `storage_full`, or `unsupported` (stored by a newer version).
 */
export async function importPart(shelf: Shelf, part: ImportedPart): Promise<boolean> {
  const known = await shelf.manifest(fileId(part.file));
  if (known && known.format !== format) throw storedByNewer();
  const begun = known && isSameFile(known, part) ? known : undefined;
  if (begun?.complete) return true;
  const manifest = begun ?? newManifest(part);
  checkLength(manifest, part);
  if (!begun) {
    await checkRoom(shelf, manifest);
    await shelf.begin(manifest);
  }
  await storePart(shelf, manifest, part);
  if (manifest.chunks.includes(undefined)) return false;
  await checkWhole(shelf, manifest);
  return complete(shelf, manifest);
}

function isSameFile(known: Manifest, { size, sha256 }: ImportedPart): boolean {
  return known.size === size && known.sha256 === sha256 && known.chunkSize === archivePartSize;
}

function newManifest({ file, size, sha256 }: ImportedPart): Manifest {
  const { hub, repo, revision, path } = file;
  const chunkSize = archivePartSize;
  const chunks = new Array<undefined>(chunkCount(size, chunkSize)).fill(undefined);
  const facts = { size, sha256, etag: undefined, chunkSize, chunks, complete: false };
  return { format, hub, repo, revision, path, begun: Date.now(), ...facts };
}

function checkLength(manifest: Manifest, { index, bytes }: ImportedPart): void {
  const { start, end } = spanOf(manifest, index);
  if (index < manifest.chunks.length && bytes.length === end - start) return;
  throw new SpeechError(
    'invalid_request',
    `Part ${index} of ${manifest.path} has ${bytes.length} bytes. A file comes in parts of ${archivePartSize} bytes, counted from 0; the last one is what is left of its ${manifest.size}.`,
    { param: 'part' },
  );
}

async function checkRoom(shelf: Shelf, { path, size }: Manifest): Promise<void> {
  const room = await shelf.room();
  if (room !== undefined && room < size) throw storageFull(path, size, room);
}

/** Also notes the part in the manifest at hand, which is a copy of the stored one. */
async function storePart(
  shelf: Shelf,
  manifest: Manifest,
  { index, bytes }: ImportedPart,
): Promise<void> {
  const hash = (await openChunkHash())(bytes);
  try {
    const kept = await shelf.put(manifest, index, { blob: new Blob([bytes]), hash });
    if (!kept) throw removed(manifest);
  } catch (error) {
    if (!isQuotaError(error)) throw error;
    const missing = [...manifest.chunks.keys()].filter((at) => manifest.chunks[at] === undefined);
    throw storageFull(manifest.path, bytesOf(manifest, missing), await shelf.room());
  }
  manifest.chunks[index] = hash;
}

async function checkWhole(shelf: Shelf, manifest: Manifest): Promise<void> {
  const id = fileId(manifest);
  const whole = await createWholeHash((index) => shelf.chunk(id, index));
  await whole.advance();
  const digest = whole.digest();
  if (digest === manifest.sha256) return;
  await shelf.drop(id);
  throw new SpeechError(
    'invalid_request',
    `${manifest.path} has the SHA-256 ${digest}, not ${manifest.sha256} as its archive says. It was not kept; copy the archive once more.`,
    { param: 'sha256' },
  );
}

async function complete(shelf: Shelf, manifest: Manifest): Promise<true> {
  if (!(await shelf.complete(manifest))) throw removed(manifest);
  return true;
}

function removed({ path }: FileRef): SpeechError {
  return new SpeechError(
    'model_not_loaded',
    `${path} was removed from this device while it was imported. Import the archive again.`,
  );
}
