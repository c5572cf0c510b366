import { SpeechError } from '../base/errors';
import type { Span } from './connection';
import type { FileRef } from './store';

/** The only layout of stored files that this build understands. */
export const format = 1;

/** What is known of a file whose chunks are stored, or being stored. */
export type Manifest = FileRef & {
  format: number;
  /** Milliseconds since 1970; tells this download from an earlier one of the same file. */
  begun: number;
  size: number;
  /** Of the whole file, as the hub lists it. */
  sha256: string | undefined;
  /** As the file's server named this version, or else dated it; undefined when neither, or differently each time. */
  etag: string | undefined;
  chunkSize: number;
  /** The hash of each chunk that is stored. */
  chunks: (string | undefined)[];
  /** Every chunk is stored, and the whole was right. */
  complete: boolean;
  /** It was fetched a second time because the first could not be used. */
  refetched?: boolean;
};

/** The name of a file among all files of all hubs. */
export function fileId({ hub, repo, revision, path }: FileRef): string {
  return `${hub}/${repo}@${revision}/${path}`;
}

export function chunkCount(size: number, chunkSize: number): number {
  return Math.ceil(size / chunkSize);
}

export function spanOf(
  { size, chunkSize }: Pick<Manifest, 'size' | 'chunkSize'>,
  index: number,
): Span {
  const start = index * chunkSize;
  return { start, end: Math.min(start + chunkSize, size) };
}

/** Bytes of the chunks named. */
export function bytesOf(manifest: Manifest, indices: Iterable<number>): number {
  let bytes = 0;
  for (const index of indices) {
    const { start, end } = spanOf(manifest, index);
    bytes += end - start;
  }
  return bytes;
}

/** Bytes of the chunks that are stored. */
export function bytesStored(manifest: Manifest): number {
  const stored = [...manifest.chunks.keys()].filter(
    (index) => manifest.chunks[index] !== undefined,
  );
  return bytesOf(manifest, stored);
}

/** Nothing is changed or deleted: the newer version still finds its files. */
export function storedByNewer(cause?: unknown): SpeechError {
  return new SpeechError(
    'unsupported',
    'The models on this device were stored by a newer version of Sotto. Reload the page to get that version; nothing is lost.',
    { cause },
  );
}
