import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fileBytes } from '../../../src/weights/file-bytes';
import { openChunkHash } from '../../../src/weights/hash';
import { chunkCount, format, spanOf, type Manifest } from '../../../src/weights/manifest';
import type { FileBytes } from '../../../src/weights/store';

const chunkSize = 1000;
const size = 10 * chunkSize - 300;
const content = Uint8Array.from({ length: size }, (_, index) => (index * 31) % 251);

/** Bytes that were read of the stored file. */
let bytesRead = 0;

/** A Blob that Node can read at once. */
function fakeBlob(bytes: Uint8Array): Blob {
  return {
    content: bytes,
    slice: (from: number, to: number) => fakeBlob(bytes.slice(from, to)),
  } as never;
}

beforeEach(() => {
  bytesRead = 0;
  vi.stubGlobal(
    'FileReaderSync',
    class {
      readAsArrayBuffer({ content }: { content: Uint8Array }) {
        bytesRead += content.length;
        return content.buffer;
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

/** The file with all its hashes; `stored` is what the device gives instead of it. */
async function open(stored = content): Promise<FileBytes> {
  const hash = await openChunkHash();
  const facts = { hub: '', repo: '', revision: '', path: 'model.onnx', size, chunkSize };
  const chunks = Array.from({ length: chunkCount(size, chunkSize) }, (_, index) => {
    const { start, end } = spanOf(facts, index);
    return hash(content.subarray(start, end));
  });
  const rest = { begun: 0, sha256: undefined, etag: undefined, complete: true };
  const manifest: Manifest = { format, ...facts, chunks, ...rest };
  return fileBytes(fakeBlob(stored), manifest, hash);
}

test('every part is what it is in the file, in any order', async () => {
  const file = await open();
  for (const start of [0, 999, 1000, 3500, 250, 9600, 4000, 8999]) {
    for (const length of [1, 300, 1000, 4321, size]) {
      expect(file.read(start, start + length)).toEqual(content.slice(start, start + length));
    }
  }
  expect(file.read(size, size + 1)).toHaveLength(0);
});

test('a file that is read from its beginning to its end is read once', async () => {
  const file = await open();
  for (let at = 0; at < size; at += 100) file.read(at, at + 100);
  expect(bytesRead).toBe(size);
});

test('a long part of chunks that were looked at before is read alone', async () => {
  const file = await open();
  file.read(100, 110);
  file.read(5100, 5110);
  bytesRead = 0;
  expect(file.read(900, 5010)).toEqual(content.slice(900, 5010));
  expect(bytesRead).toBe(5010 - 900);
});

test('damage is found wherever in a chunk it is, and stays found', async () => {
  const stored = content.slice();
  stored[4999] = stored[4999] === 0 ? 1 : 0;
  const file = await open(stored);
  expect(() => file.read(4000, 4001)).toThrow('model.onnx is damaged here');
  expect(() => file.read(4000, 4001)).toThrow('damaged');
  expect(() => file.read(2500, 6000)).toThrow('damaged');
  expect(file.read(2500, 4000)).toEqual(content.slice(2500, 4000));
});
