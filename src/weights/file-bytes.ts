import type { ChunkHash } from './hash';
import { spanOf, type Manifest } from './manifest';
import type { FileBytes } from './store';

/** Workers have it; the types at hand are those of a page. */
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

/** `whole` is made of the chunks of the manifest. */
export function fileBytes(whole: Blob, manifest: Manifest, hash: ChunkHash): FileBytes {
  const { size, chunkSize, path } = manifest;
  const read = (start: number, end: number) =>
    new Uint8Array(new FileReaderSync().readAsArrayBuffer(whole.slice(start, end)));
  /** Whole chunks, as only these can be checked. */
  function readChunks(first: number, last: number): Uint8Array<ArrayBuffer> {
    const { start } = spanOf(manifest, first);
    const bytes = read(start, spanOf(manifest, last).end);
    for (let index = first; index <= last; index++) {
      const span = spanOf(manifest, index);
      const chunk = bytes.subarray(span.start - start, span.end - start);
      if (hash(chunk) !== manifest.chunks[index]) throw new Error(`${path} is damaged here.`);
    }
    return bytes;
  }
  return {
    size,
    read(start, end) {
      const to = Math.min(end, size);
      if (start >= to) return new Uint8Array(0);
      const first = Math.floor(start / chunkSize);
      const last = Math.floor((to - 1) / chunkSize);
      const from = spanOf(manifest, first).start;
      return readChunks(first, last).subarray(start - from, to - from);
    },
  };
}
