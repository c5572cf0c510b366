import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { createWholeHash, sha256 } from '../../../src/weights/hash';

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

test('a page without WebCrypto hashes the same', async () => {
  const bytes = new TextEncoder().encode('firstsecondthird');
  expect(await sha256(bytes)).toBe(whole);
  vi.stubGlobal('crypto', {});
  try {
    expect(await sha256(bytes)).toBe(whole);
  } finally {
    vi.unstubAllGlobals();
  }
});
