import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { takeOutWeights } from '../../../src/engines/external-weights';
import type { FileBytes } from '../../../src/weights/store';

const path = new URL(
  '../../../public/hub/sotto/sample-kokoro/resolve/main/onnx/model.onnx',
  import.meta.url,
);
const bytes = new Uint8Array(readFileSync(path));

type Parts = Parameters<FileBytes['giveOnce']>[0];
type Watched = FileBytes & { largest: () => number; wanted: () => Parts };

/** A file in memory that remembers its largest read, and what is still wanted of it in the end. */
function fileOf(content: Uint8Array<ArrayBuffer>): Watched {
  let largest = 0;
  let wanted: Parts = [];
  return {
    size: content.length,
    read(start, end) {
      largest = Math.max(largest, Math.min(end, content.length) - start);
      return content.slice(start, end);
    },
    giveOnce(parts) {
      wanted = parts;
      return (start, end) => content.slice(start, end);
    },
    largest: () => largest,
    wanted: () => wanted,
  };
}

test('what is left of a model is small, and its arrays are bytes of the file', () => {
  const file = fileOf(bytes);
  const { model, externalData } = takeOutWeights(file);
  expect(model.length).toBeLessThan(bytes.length / 3);
  const [weights] = externalData;
  expect(weights?.path).toBe('weights');
  expect(weights?.data.byteLength).toBe(bytes.length);
  expect(weights?.data.subarray(1000, 5000)).toEqual(bytes.subarray(1000, 5000));

  const arrays = locationsIn(model);
  expect(arrays.length).toBeGreaterThan(0);
  const taken = arrays.reduce((sum, { length }) => sum + length, 0);
  // Each array costs the model a few words in the place of its bytes.
  expect(model.length + taken).toBeGreaterThan(bytes.length);
  expect(model.length + taken).toBeLessThan(bytes.length + 100 * arrays.length);
  for (const { offset, length } of arrays)
    expect(offset + length).toBeLessThanOrEqual(bytes.length);
  expect(file.wanted()).toEqual(
    arrays.map(({ offset, length }) => ({ start: offset, end: offset + length })),
  );
});

test('it is read in small pieces', () => {
  const file = fileOf(bytes);
  takeOutWeights(file);
  expect(file.largest()).toBeLessThanOrEqual(256 * 1024);
});

test.each([
  ['text', new TextEncoder().encode('<!doctype html><title>Sign in</title>')],
  ['a model that was cut off', bytes.slice(0, bytes.length - 1000)],
])('%s is refused', (_, content) => {
  expect(() => takeOutWeights(fileOf(content))).toThrow(RangeError);
});

/** `offset` and `length` are told as pairs of texts behind each other. */
function locationsIn(model: Uint8Array): { offset: number; length: number }[] {
  const text = Buffer.from(model).toString('latin1');
  return [...text.matchAll(/offset.{2}(\d+)[^]{1,8}length.{2}(\d+)/gs)].map(
    ([, offset, length]) => ({ offset: Number(offset), length: Number(length) }),
  );
}
