import { expect, test } from 'vitest';
import { oggPages } from '../../../../src/audio/decode/ogg-pages';

/** A page of so many segments of 255 bytes; no checksum, since nobody looks at it. */
function page(serial: number, segments: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(27 + segments + 255 * segments).fill(0x4f, 27 + segments);
  bytes.set([0x4f, 0x67, 0x67, 0x53]);
  new DataView(bytes.buffer).setUint32(14, serial, true);
  bytes[26] = segments;
  return bytes.fill(255, 27, 27 + segments);
}

async function serials(file: Blob): Promise<number[]> {
  const found: number[] = [];
  for await (const { at, serial, body, lacing } of oggPages(file)) {
    expect(body).toHaveLength(255 * lacing.length);
    expect(await file.slice(at, at + 4).text()).toBe('OggS');
    found.push(serial);
  }
  return found;
}

test('every page is found, however they lie to the pieces that are read, and with junk between', async () => {
  for (const junk of [0, 1, 3, 1000]) {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    // Two and a half megabytes, in pages of every size.
    for (let serial = 0; serial < 80; serial++)
      parts.push(page(serial, 1 + ((serial * 37) % 255)), new Uint8Array(junk).fill(0x4f));
    expect(await serials(new Blob(parts))).toEqual(Array.from({ length: 80 }, (_, i) => i));
  }
});

test('a page that breaks off ends the file, and one inside it is still found', async () => {
  const [whole, cut] = [page(1, 9), page(2, 200).slice(0, 9000)];
  expect(await serials(new Blob([whole, cut]))).toEqual([1]);
  expect(await serials(new Blob([whole, cut, page(3, 2)]))).toEqual([1, 3]);
  expect(await serials(new Blob([new Uint8Array(100_000)]))).toEqual([]);
});
