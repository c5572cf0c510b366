import { createWeightStore, type StoreOptions } from '../../src/weights/create-store';
import { createIdbShelf } from '../../src/weights/idb-store';
import type { FileRef } from '../../src/weights/store';

// A worker, or a frame's document, that downloads a file and tells how far it is, until it is ended from outside.

export type Order = { file: FileRef; options: Pick<StoreOptions, 'chunkSize' | 'timings'> };
/** Bytes so far; at the end `done`, or what went wrong. */
export type Told = number | 'done' | { failure: string };

addEventListener('message', ({ data, source }: MessageEvent<Order>) => {
  void download(data, (what) => (source ?? globalThis).postMessage(what));
});

async function download({ file, options }: Order, tell: (what: Told) => void): Promise<void> {
  const store = createWeightStore(async () => createIdbShelf(), options);
  try {
    await store.read(file, { report: ({ loaded }) => tell(loaded) });
    tell('done');
  } catch (error) {
    tell({ failure: String(error) });
  }
}
