import { expect, test } from 'vitest';
import { zipEntries } from '../../../src/client/zip-entries';
import { zipOf } from '../../../src/weights/archive-zip';

const contents = { 'list.json': '{}', 'empty.bin': '', 'onnx/größe.onnx': 'x'.repeat(1000) };

async function zipBytes(): Promise<Uint8Array<ArrayBuffer>> {
  const entries = Object.entries(contents).map(([name, text]) => ({
    ...{ name, content: new Blob([text]), crc32: 0 },
  }));
  return new Uint8Array(await zipOf(entries).arrayBuffer());
}

/** In pieces of so many bytes. */
function streamOf(bytes: Uint8Array<ArrayBuffer>, piece: number) {
  let at = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + piece));
      at += piece;
    },
  });
}

async function readAll(zip: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const read: Record<string, string> = {};
  for await (const { name, content } of zipEntries(zip)) {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for await (const piece of content) pieces.push(piece);
    read[name] = await new Blob(pieces).text();
  }
  return read;
}

test.each([1, 7, 64, 100_000])('files come whole in pieces of %i bytes', async (piece) => {
  expect(await readAll(streamOf(await zipBytes(), piece))).toEqual(contents);
});

test('one that is cut off is an error, wherever it is', async () => {
  const bytes = await zipBytes();
  for (const length of [0, 3, 20, 40, 500, 1100]) {
    await expect(readAll(streamOf(bytes.slice(0, length), 64))).rejects.toThrow('cut off');
  }
});

test('one that is compressed is refused before its content', async () => {
  const bytes = await zipBytes();
  new DataView(bytes.buffer).setUint16(8, 8, true);
  await expect(readAll(streamOf(bytes, 64))).rejects.toThrow('compressed');
});

test('a reader that leaves ends the stream', async () => {
  let cancelled = false;
  const bytes = await zipBytes();
  const zip = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(bytes.slice(0, 200)),
    cancel: () => void (cancelled = true),
  });
  for await (const { name } of zipEntries(zip)) if (name === 'list.json') break;
  expect(cancelled).toBe(true);
});
