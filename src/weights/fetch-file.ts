import { SpeechError } from '../base/errors';
import { hostOf, type Net } from './connection';
import { downloadChunks } from './download';
import { FileChanged, Passing } from './faults';
import { createWholeHash, openChunkHash } from './hash';
import { fileUrl, type Listings } from './hub';
import { bytesOf, fileId, spanOf, type Manifest } from './manifest';
import { openDownload, type Opening } from './opening';
import { isQuotaError, storageFull } from './quota';
import type { Shelf } from './shelf';
import type { FileProgress, FileRef } from './store';
import { inspect, type StoredFile } from './stored-file';

export type Fetching = {
  shelf: Shelf;
  net: Net;
  listings: Listings;
  chunkSize: number;
  /** Bytes that all downloads of this thread still have to store. */
  outstanding: { bytes: number };
  report: (progress: FileProgress) => void;
  signal: AbortSignal;
  /** Fetches all of it, whatever is on the shelf. */
  anew?: boolean;
};

/**
 * Fetches what of a file is not on the shelf, so that all of it is there. A file that changes meanwhile, or that is
 * wrong as a whole, is begun once more. Only one caller at a time may work on a file.
 */
export async function fetchFile(file: FileRef, fetching: Fetching): Promise<void> {
  const { shelf, listings } = fetching;
  try {
    await attempt(file, fetching);
    return;
  } catch (error) {
    if (!(error instanceof FileChanged)) throw error;
    listings.forget(file);
    // Without the hash of the whole nothing can tell whether the chunks still belong together.
    const manifest = await shelf.manifest(fileId(file));
    if (manifest && manifest.sha256 === undefined) await shelf.drop(fileId(file));
  }
  try {
    await attempt(file, fetching);
  } catch (error) {
    throw error instanceof FileChanged ? error.outcome : error;
  }
}

/** Looks at the whole of a stored file, and fetches anew what is not what the hub has; false when nothing is wrong. */
export async function recheckFile(file: FileRef, fetching: Fetching): Promise<boolean> {
  const { manifest, whole } = (await inspect(fetching.shelf, file)) ?? {};
  if (!manifest || !whole) {
    await fetchFile(file, fetching);
    return true;
  }
  const isRight =
    manifest.sha256 === undefined
      ? manifest.refetched
      : manifest.sha256 === (await hashOf(whole, manifest));
  if (!isRight) await fetchFile(file, { ...fetching, anew: true });
  return !isRight;
}

async function hashOf(whole: Blob, manifest: Manifest): Promise<string> {
  const hash = await createWholeHash(async (index) => {
    const { start, end } = spanOf(manifest, index);
    return start < end ? whole.slice(start, end) : undefined;
  });
  await hash.advance();
  return hash.digest();
}

async function attempt(file: FileRef, fetching: Fetching): Promise<void> {
  const stored = fetching.anew ? undefined : await inspect(fetching.shelf, file);
  // Another tab was faster.
  if (stored?.whole) return;
  const leave = new AbortController();
  const signal = AbortSignal.any([fetching.signal, leave.signal]);
  try {
    // A thread that died may have left every chunk, but not the last look at them.
    if (stored?.missing.length === 0) await fillShelf(stored, { ...fetching, signal });
    else await download(file, stored, { ...fetching, signal });
  } finally {
    leave.abort();
  }
}

async function download(
  file: FileRef,
  stored: StoredFile | undefined,
  fetching: Fetching,
): Promise<void> {
  const { shelf, outstanding } = fetching;
  const opening = await openDownload(file, stored, fetching);
  const { manifest, missing } = opening;
  if (opening.isNew) await shelf.begin({ ...manifest, refetched: fetching.anew === true });
  const needed = bytesOf(manifest, missing);
  const room = await shelf.room();
  const free = room === undefined ? Infinity : Math.max(room - outstanding.bytes, 0);
  if (free < needed) throw storageFull(file.path, needed, free);
  outstanding.bytes += needed;
  let stillNeeded = needed;
  try {
    await fillShelf(opening, fetching, (bytes) => {
      stillNeeded -= bytes;
      outstanding.bytes -= bytes;
    });
  } finally {
    outstanding.bytes -= stillNeeded;
  }
}

/** Stores every missing chunk and completes the file; nothing is asked of the hub when none is missing. */
async function fillShelf(
  work: Opening | StoredFile,
  fetching: Fetching,
  kept: (bytes: number) => void = () => {},
): Promise<void> {
  const { shelf, net, signal, report } = fetching;
  const { manifest } = work;
  const missing = new Set(work.missing);
  const id = fileId(manifest);
  const whole = await createWholeHash(async (index) =>
    missing.has(index) ? undefined : shelf.chunk(id, index),
  );
  const isHashed = manifest.sha256 !== undefined && !manifest.complete;

  async function keep(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    signal.throwIfAborted();
    await storeChunk(shelf, manifest, { index, bytes, left: bytesOf(manifest, missing) });
    missing.delete(index);
    kept(bytes.length);
    // The chunk's own hash is of these bytes too, and tells later whether they are what was written.
    if (isHashed) await whole.advance({ index, bytes });
  }

  if ('answer' in work) {
    const { url, connection, answer: opening, missing } = work;
    const arrived = progressOf(manifest, missing, report);
    const { timings } = net;
    await downloadChunks(
      { url, connection, timings, manifest, missing, opening, keep, arrived },
      signal,
    );
  }
  if (isHashed) {
    await whole.advance();
    await checkWhole(shelf, manifest, whole.digest());
  }
  if (!(await shelf.complete(manifest))) throw removed(manifest);
}

async function storeChunk(
  shelf: Shelf,
  manifest: Manifest,
  { index, bytes, left }: { index: number; bytes: Uint8Array<ArrayBuffer>; left: number },
): Promise<void> {
  const hash = (await openChunkHash())(bytes);
  if (manifest.complete && hash !== manifest.chunks[index]) throw new Passing(notTheSame(manifest));
  let kept: boolean;
  try {
    kept = await shelf.put(manifest, index, { blob: new Blob([bytes]), hash });
  } catch (error) {
    if (isQuotaError(error)) throw storageFull(manifest.path, left, await shelf.room());
    throw error;
  }
  if (!kept) throw removed(manifest);
}

async function checkWhole(shelf: Shelf, manifest: Manifest, digest: string): Promise<void> {
  if (digest === manifest.sha256) return;
  await shelf.drop(fileId(manifest));
  throw new FileChanged(
    new SpeechError(
      'hub_failed',
      `${fileUrl(manifest)} arrived from ${hostOf(fileUrl(manifest))} with the SHA-256 ${digest}, not ${manifest.sha256}, twice. It was not kept; choose another hub.`,
    ),
  );
}

function progressOf(
  manifest: Manifest,
  missing: readonly number[],
  report: Fetching['report'],
): (index: number, bytes: number) => void {
  const arrived = new Map<number, number>();
  let loaded = manifest.size - bytesOf(manifest, missing);
  return (index, bytes) => {
    loaded += bytes - (arrived.get(index) ?? 0);
    arrived.set(index, bytes);
    report({ loaded, total: manifest.size });
  };
}

function notTheSame(manifest: Manifest): SpeechError {
  return new SpeechError(
    'hub_failed',
    `A part of ${manifest.path} was damaged on this device, and ${hostOf(fileUrl(manifest))} gives another one now. Delete the model and download it again.`,
  );
}

export function removed({ path }: FileRef): SpeechError {
  return new SpeechError(
    'model_not_loaded',
    `${path} was removed from this device while it was on its way. Ask again to download it.`,
  );
}
