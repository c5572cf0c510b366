/** `bytes` in all, of numbers that are `width` bytes each. */
type Entry = { name: string; bytes: number; width: number };

/**
 * Opens a pack of `scripts/japanese-data.mjs`: gzip of a length (4 bytes, little-endian), the list of entries (JSON), and
 * the entries. Each has the first bytes of all its numbers, then the second ones, and so on, which compresses to half.
 */
export async function openPack(pack: ArrayBuffer): Promise<(name: string) => ArrayBuffer> {
  const plain = new Blob([pack]).stream().pipeThrough(new DecompressionStream('gzip'));
  const all = new Uint8Array(await new Response(plain).arrayBuffer());
  const headerBytes = new DataView(all.buffer).getUint32(0, true);
  const entries = readEntries(all.subarray(4, 4 + headerBytes));
  const files = new Map<string, ArrayBuffer>();
  let at = 4 + headerBytes;
  for (const { name, bytes, width } of entries) {
    files.set(name, interleave(all.subarray(at, at + bytes), width));
    at += bytes;
  }
  return (name) => {
    const file = files.get(name);
    if (!file) throw new Error(`The Japanese dictionary has no part '${name}'.`);
    return file;
  };
}

function readEntries(bytes: Uint8Array<ArrayBuffer>): Entry[] {
  // Our own build wrote it.
  return JSON.parse(new TextDecoder().decode(bytes)) as Entry[];
}

function interleave(planes: Uint8Array<ArrayBuffer>, width: number): ArrayBuffer {
  if (width === 1) return planes.slice().buffer;
  const count = planes.length / width;
  const numbers = new Uint8Array(planes.length);
  for (let plane = 0; plane < width; plane++) {
    for (let index = 0; index < count; index++) {
      numbers[index * width + plane] = planes[plane * count + index]!;
    }
  }
  return numbers.buffer;
}
