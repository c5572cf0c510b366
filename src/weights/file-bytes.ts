import type { Span } from './connection';
import { spanOf } from './manifest';
import type { FileAhead } from './read-ahead';
import type { Reader } from './reader-thread';
import type { FileBytes } from './store';

/** Workers have it; the types at hand are those of a page. */
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

/** A part of a chunk: its own bytes from `start` to `end`, which are those of the file from `at` on. */
type Piece = Span & { index: number; at: number };

/**
 * The parts of a file that is in memory, each chunk for as long as anything of it is wanted. What is wanted once more is
 * read from the disk: it was checked before, and a stored Blob never changes. `free` gets chunks that nobody wants.
 */
export function fileBytes(
  { manifest, blobs, chunks }: FileAhead,
  free: Reader['free'] = () => {},
): FileBytes {
  const { size, chunkSize } = manifest;
  const ahead = new Map(chunks.entries());

  function* piecesOf({ start, end }: Span): Generator<Piece> {
    for (let at = start; at < end;) {
      const index = Math.floor(at / chunkSize);
      const chunk = spanOf(manifest, index);
      const until = Math.min(end, chunk.end);
      yield { index, at, start: at - chunk.start, end: until - chunk.start };
      at = until;
    }
  }

  function bytesOf({ index, start, end }: Piece): Uint8Array<ArrayBuffer> {
    const bytes = ahead.get(index);
    if (bytes) return bytes.subarray(start, end);
    const part = blobs[index]?.slice(start, end) ?? new Blob();
    return new Uint8Array(new FileReaderSync().readAsArrayBuffer(part));
  }

  function letGo(index: number): void {
    const chunk = ahead.get(index);
    ahead.delete(index);
    if (chunk) free(chunk);
  }

  return {
    size,
    read(from, to) {
      const span = { start: from, end: Math.max(from, Math.min(to, size)) };
      const bytes = new Uint8Array(span.end - from);
      for (const piece of piecesOf(span)) bytes.set(bytesOf(piece), piece.at - from);
      return bytes;
    },
    giveOnce(spans) {
      /** Bytes of each chunk that are still to be given. */
      const left = new Map<number, number>();
      for (const { index, start, end } of spans.flatMap((span) => [...piecesOf(span)])) {
        left.set(index, (left.get(index) ?? 0) + end - start);
      }
      for (const index of ahead.keys()) if (!left.has(index)) letGo(index);
      // One room for all: what the system has to clear anew each time costs more than the copying.
      const room = new Uint8Array(Math.max(0, ...spans.map(({ start, end }) => end - start)));
      return (from, to) => {
        const bytes = room.subarray(0, to - from);
        for (const piece of piecesOf({ start: from, end: to })) {
          bytes.set(bytesOf(piece), piece.at - from);
          const rest = (left.get(piece.index) ?? 0) - (piece.end - piece.start);
          left.set(piece.index, rest);
          if (rest <= 0) letGo(piece.index);
        }
        return bytes;
      };
    },
  };
}
