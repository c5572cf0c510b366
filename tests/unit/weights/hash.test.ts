import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createWholeHash, openChunkHash } from '../../../src/weights/hash';

const parts = ['first', 'second', 'third'].map((text) => new TextEncoder().encode(text));
const whole = createHash('sha256').update('firstsecondthird').digest('hex');

test('chunks that arrive in any order give the hash of the whole', async () => {
  const there = new Map<number, Blob>();
  const hash = await createWholeHash(async (index) => there.get(index));
  for (const index of [2, 0, 1]) {
    there.set(index, new Blob([parts[index] ?? '']));
    await hash.advance();
  }
  expect(hash.digest()).toBe(whole);
});

test('chunks that arrive at the same time are taken in once each', async () => {
  const hash = await createWholeHash(async (index) => {
    const part = parts[index];
    return part && new Blob([part]);
  });
  await Promise.all([hash.advance(), hash.advance(), hash.advance()]);
  expect(hash.digest()).toBe(whole);
});

test('a chunk has the hash that xxHash publishes, however often one was hashed before', async () => {
  const hash = await openChunkHash();
  for (let times = 0; times < 2; times++) {
    expect(hash(new Uint8Array())).toBe('99aa06d3014798d86001c324468d497f');
  }
  expect(hash(Uint8Array.of(1))).not.toBe(hash(Uint8Array.of(0)));
});
