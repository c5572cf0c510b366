import { beforeEach, expect, test, vi } from 'vitest';
import { fileBytes } from '../../../src/weights/file-bytes';
import { chunkCount, format, spanOf, type Manifest } from '../../../src/weights/manifest';

const chunkSize = 1000;
const size = 10 * chunkSize - 300;
const content = Uint8Array.from({ length: size }, (_, index) => (index * 31) % 251);

/** Bytes that were read of the stored file, after it was read ahead. */
let bytesRead = 0;
/** Where the chunks begin whose memory was freed. */
let freed: number[] = [];

/** A Blob that Node can read at once. */
function fakeBlob(bytes: Uint8Array): Blob {
  return {
    content: bytes,
    slice: (from: number, to: number) => fakeBlob(bytes.slice(from, to)),
  } as never;
}

beforeEach(() => {
  bytesRead = 0;
  freed = [];
  vi.stubGlobal(
    'FileReaderSync',
    class {
      readAsArrayBuffer({ content }: { content: Uint8Array }) {
        bytesRead += content.length;
        return content.buffer;
      }
    },
  );
  return () => vi.unstubAllGlobals();
});

/** The file as it was read ahead. Memory that is freed holds nothing of it any more. */
function open() {
  const facts = { hub: '', repo: '', revision: '', path: 'model.onnx', size, chunkSize };
  const rest = { begun: 0, sha256: undefined, etag: undefined, chunks: [], complete: true };
  const manifest: Manifest = { format, ...facts, ...rest };
  const starts = Array.from({ length: chunkCount(size, chunkSize) }, (_, index) => index);
  const chunks = starts.map((index) => {
    const { start, end } = spanOf(facts, index);
    return content.slice(start, end);
  });
  const blobs = chunks.map((chunk) => fakeBlob(chunk.slice()));
  return fileBytes({ manifest, blobs, chunks }, (chunk) => {
    freed.push(chunks.indexOf(chunk) * chunkSize);
    chunk.fill(0);
  });
}

test('every part is what it is in the file, in any order', () => {
  const file = open();
  for (const start of [0, 999, 1000, 3500, 250, 9600, 4000, 8999]) {
    for (const length of [1, 300, 1000, 4321, size]) {
      expect(file.read(start, start + length)).toEqual(content.slice(start, start + length));
    }
  }
  expect(file.read(size, size + 1)).toHaveLength(0);
  expect(bytesRead).toBe(0);
});

const parts = [
  { start: 100, end: 900 },
  { start: 950, end: 3100 },
  { start: 3100, end: 3101 },
  { start: 5000, end: 6000 },
  { start: 9500, end: size },
];

test.each([
  ['their order', parts],
  ['any order', [3, 1, 4, 0, 2].map((index) => parts[index] as (typeof parts)[number])],
])('parts that are given once, in %s, are right, and nothing is read of the disk', (_, order) => {
  const give = open().giveOnce(parts);
  for (const { start, end } of order) expect(give(start, end)).toEqual(content.slice(start, end));
  expect(bytesRead).toBe(0);
});

test('a chunk is freed when the last part of it was given, one that nobody wants at once', () => {
  const give = open().giveOnce(parts);
  expect(freed).toEqual([4000, 6000, 7000, 8000]);
  give(950, 3100);
  expect(freed.slice(4)).toEqual([1000, 2000]);
  give(100, 900);
  expect(freed.slice(6)).toEqual([0]);
  give(3100, 3101);
  give(5000, 6000);
  give(9500, size);
  expect(freed.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, i) => i * 1000));
});

test('what was given is given again from the disk, and no more than that is read', () => {
  const file = open();
  const give = file.giveOnce(parts);
  for (const { start, end } of parts) give(start, end);
  expect(give(950, 3100)).toEqual(content.slice(950, 3100));
  expect(bytesRead).toBe(3100 - 950);
  expect(file.read(4200, 4300)).toEqual(content.slice(4200, 4300));
  const again = file.giveOnce(parts);
  expect(again(100, 900)).toEqual(content.slice(100, 900));
});

test('what was read before stays when its memory is freed', () => {
  const file = open();
  const before = file.read(4000, 4100);
  file.giveOnce(parts);
  expect(before).toEqual(content.slice(4000, 4100));
});
