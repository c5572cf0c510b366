import { createCRC32, createSHA256 } from 'hash-wasm';
import { SpeechError } from '../base/errors';
import { fromStream } from '../base/streams';
import {
  archiveFormat,
  archiveListName,
  archivePath,
  type ArchivedFile,
  type ArchiveList,
} from '../catalog/model-archive';
import { zipOf, type ZipEntry } from './archive-zip';
import { fileId, format } from './manifest';
import type { Shelf } from './shelf';
import type { FileRef } from './store';
import { inspect } from './stored-file';

/** Which files: all that one hub gave of some repositories at one revision. */
export type Source = Pick<FileRef, 'hub' | 'revision'> & { repos: readonly string[] };

/**
 * The whole files of a source as one zip with a list of their hashes. Each stored byte is checked first; the zip then
 * refers to them, so nothing is copied. Throws SpeechError `model_not_loaded` when there is none, or one is damaged.
 */
export async function exportArchive(shelf: Shelf, model: string, source: Source): Promise<Blob> {
  const files = await storedFiles(shelf, source);
  if (files.length === 0) {
    throw new SpeechError(
      'model_not_loaded',
      `No whole file of '${model}' is on this device. Download the model first: POST /v1/models/${model}.`,
    );
  }
  const listed: ArchivedFile[] = [];
  const entries: ZipEntry[] = [];
  for (const file of files) {
    const content = await readWhole(shelf, file, model);
    const { sha256, crc32 } = await hashesOf(content);
    const { repo, revision, path } = file;
    listed.push({ repo, revision, path, size: content.size, sha256 });
    entries.push({ name: archivePath(file), content, crc32 });
  }
  const list: ArchiveList = { format: archiveFormat, model, files: listed };
  const content = new Blob([JSON.stringify(list, undefined, 2), '\n']);
  const { crc32 } = await hashesOf(content);
  return zipOf([{ name: archiveListName, content, crc32 }, ...entries]);
}

/** Sorted, so that the same files always give the same archive. */
async function storedFiles(shelf: Shelf, { hub, revision, repos }: Source): Promise<FileRef[]> {
  const manifests = await shelf.manifests();
  return manifests
    .filter((file) => file.format === format && file.complete)
    .filter((file) => file.hub === hub && file.revision === revision && repos.includes(file.repo))
    .sort((a, b) => (fileId(a) < fileId(b) ? -1 : 1));
}

async function readWhole(shelf: Shelf, file: FileRef, model: string): Promise<Blob> {
  const { whole } = (await inspect(shelf, file)) ?? {};
  if (whole) return whole;
  throw new SpeechError(
    'model_not_loaded',
    `${file.path} is damaged on this device. Load the model once, which repairs it, and export again: POST /v1/models/${model}.`,
  );
}

async function hashesOf(content: Blob): Promise<{ sha256: string; crc32: number }> {
  const sha256 = (await createSHA256()).init();
  const crc32 = (await createCRC32()).init();
  for await (const piece of fromStream(content.stream())) {
    sha256.update(piece);
    crc32.update(piece);
  }
  return { sha256: sha256.digest(), crc32: Number.parseInt(crc32.digest(), 16) };
}
