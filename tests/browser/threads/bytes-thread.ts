import { spawnReader } from '../../../src/host/spawn-reader';
import { createWeightStore } from '../../../src/weights/create-store';
import { createIdbShelf } from '../../../src/weights/idb-store';
import { createReader } from '../../../src/weights/reader-thread';
import type { FileRef } from '../../../src/weights/store';

// Reads a stored file as an engine does, and counts what this thread reads of stored Blobs.

export type ReadOrder = {
  file: FileRef;
  chunkSize?: number;
  parts: [start: number, end: number][];
  /** Whether another thread reads the file ahead. */
  apart?: boolean;
  /** Whether a model of it is started. */
  run?: boolean;
};
export type ReadParts =
  { size: number; parts: Uint8Array[]; bytesRead: number } | { failure: string };

declare const FileReaderSync: { prototype: { readAsArrayBuffer(blob: Blob): ArrayBuffer } };

let bytesRead = 0;

addEventListener('message', ({ data }: MessageEvent<ReadOrder>) => {
  void readParts(data)
    .catch((error: unknown) => ({ failure: String(error) }))
    .then((parts) => postMessage(parts));
});

async function readParts({ file, parts, ...order }: ReadOrder): Promise<ReadParts> {
  countReads();
  const { chunkSize } = order;
  const store = createWeightStore(async () => createIdbShelf(), {
    ...(chunkSize === undefined ? {} : { chunkSize }),
    ...(order.apart ? { reader: createReader(spawnReader) } : {}),
  });
  const bytes = await store.open(file);
  const read = parts.map(([start, end]) => bytes.read(start, end));
  if (order.run) {
    const { createSession } = await import('../../../src/engines/session');
    await createSession(bytes, 'wasm');
  }
  return { size: bytes.size, parts: read, bytesRead };
}

function countReads(): void {
  count(Blob.prototype, 'arrayBuffer', ({ size }) => size);
  count(FileReaderSync.prototype, 'readAsArrayBuffer', (_, { size }) => size);
}

/** Adds up what a method reads. */
function count<Self, Name extends keyof Self>(
  prototype: Self & Record<Name, (this: Self, ...given: Blob[]) => unknown>,
  name: Name,
  size: (self: Self, blob: Blob) => number,
): void {
  const original = prototype[name];
  const counted = function (this: Self, ...given: [Blob]) {
    bytesRead += size(this, ...given);
    return original.apply(this, given);
  };
  Object.assign(prototype as object, { [name]: counted });
}
