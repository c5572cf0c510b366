import { createWeightStore } from '../../../src/weights/create-store';
import { createIdbShelf } from '../../../src/weights/idb-store';
import type { FileRef } from '../../../src/weights/store';

// Reads parts of a file at once, which only a worker may.

export type ReadOrder = { file: FileRef; chunkSize: number; parts: [start: number, end: number][] };
export type ReadParts = { size: number; parts: Uint8Array[] } | { failure: string };

addEventListener('message', ({ data }: MessageEvent<ReadOrder>) => {
  void readParts(data)
    .catch((error: unknown) => ({ failure: String(error) }))
    .then((parts) => postMessage(parts));
});

async function readParts({ file, chunkSize, parts }: ReadOrder): Promise<ReadParts> {
  const store = createWeightStore(async () => createIdbShelf(), { chunkSize });
  const bytes = await store.open(file);
  return { size: bytes.size, parts: parts.map(([start, end]) => bytes.read(start, end)) };
}
