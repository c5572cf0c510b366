import type { ChunkHash } from './hash';
import { spanOf, type Manifest } from './manifest';
import type { FileBytes } from './store';

/** Workers have it; the types at hand are those of a page. */
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

/** The longest run of bytes, in chunks, that is held for the next read: small parts are often neighbours. */
const longestHeld = 2;

/**
 * `whole` is made of the chunks of the manifest. The first read of a chunk takes all of it, which alone can be checked;
 * later ones take what is wanted, as a stored Blob never changes.
 */
export function fileBytes(whole: Blob, manifest: Manifest, hash: ChunkHash): FileBytes {
  const { size, chunkSize, path } = manifest;
  const checked = new Set<number>();
  let held = { start: 0, bytes: new Uint8Array(0) };

  /** The bytes wanted, from where the first of them is read. */
  function readRun(from: number, to: number): typeof held {
    const first = Math.floor(from / chunkSize);
    const last = Math.floor((to - 1) / chunkSize);
    const start = checked.has(first) ? from : spanOf(manifest, first).start;
    const end = checked.has(last) ? to : spanOf(manifest, last).end;
    const part = new FileReaderSync().readAsArrayBuffer(whole.slice(start, end));
    const bytes = new Uint8Array(part);
    for (let index = first; index <= last; index++) {
      if (checked.has(index)) continue;
      const chunk = spanOf(manifest, index);
      const isRight =
        hash(bytes.subarray(chunk.start - start, chunk.end - start)) === manifest.chunks[index];
      if (!isRight) throw new Error(`${path} is damaged here.`);
      checked.add(index);
    }
    return { start, bytes };
  }

  return {
    size,
    read(start, end) {
      const to = Math.min(end, size);
      if (start >= to) return new Uint8Array(0);
      const isHeld = start >= held.start && to <= held.start + held.bytes.length;
      const run = isHeld ? held : readRun(start, to);
      if (run.bytes.length <= longestHeld * chunkSize) held = run;
      return run.bytes.subarray(start - run.start, to - run.start);
    },
  };
}
