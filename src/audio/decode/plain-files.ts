import { unknownCodec } from './file-errors';
import type { Encoding, PlainSound } from './plain-samples';

// Files that are a header, or chunks, or nothing but a media type, before plain samples.

/** Of a file that begins like AU, AIFF or CAF; undefined for every other. */
export async function plainFile(file: Blob): Promise<PlainSound | undefined> {
  const head = new DataView(await file.slice(0, 24).arrayBuffer());
  if (head.byteLength < 12) return undefined;
  if (tag(head, 0) === '.snd') return head.byteLength < 24 ? undefined : auFile(file, head);
  if (tag(head, 0) === 'caff') return cafFile(file);
  if (tag(head, 0) === 'FORM' && /^AIF[FC]$/.test(tag(head, 8))) return aiffFile(file);
  return undefined;
}

/**
 * What a media type alone says of the samples; undefined for types of files that say so themselves. `audio/basic` is
 * µ-law at 8 kHz (RFC 2046), `audio/L16` big-endian (RFC 3551), and `audio/pcm` little-endian at 24 kHz, as OpenAI's
 * speech is; `rate` and `channels` may be told.
 */
export function plainType(
  type: string,
): Pick<PlainSound, 'encoding' | 'rate' | 'channels'> | undefined {
  const [name = '', ...rest] = type.toLowerCase().split(';');
  const kind = plainTypes[name.trim()];
  if (!kind) return undefined;
  const told = (key: string) =>
    Number(rest.map((one) => one.trim().split('=')).find(([each]) => each === key)?.[1]);
  return { ...kind, rate: told('rate') || kind.rate, channels: told('channels') || 1 };
}

const ulaw = { encoding: 'ulaw', rate: 8000 } as const;
const alaw = { encoding: 'alaw', rate: 8000 } as const;
const plainTypes: Record<string, { encoding: Encoding; rate: number }> = {
  'audio/basic': ulaw,
  'audio/pcmu': ulaw,
  'audio/x-alaw-basic': alaw,
  'audio/pcma': alaw,
  'audio/l16': { encoding: { bits: 16 }, rate: 44_100 },
  'audio/pcm': { encoding: { bits: 16, littleEndian: true }, rate: 24_000 },
};

/** By the number that an AU file has for it. */
const auEncodings: Record<number, Encoding> = {
  1: 'ulaw',
  2: { bits: 8 },
  3: { bits: 16 },
  4: { bits: 24 },
  5: { bits: 32 },
  6: { bits: 32, float: true },
  7: { bits: 64, float: true },
  27: 'alaw',
};

function auFile(file: Blob, head: DataView): PlainSound {
  const [from, size, code] = [head.getUint32(4), head.getUint32(8), head.getUint32(12)];
  const encoding = auEncodings[code];
  if (!encoding) throw unknownCodec(`AU encoding ${code}`);
  // A size that was not known when the header was written is the greatest there is.
  const bytes = file.slice(from, size === 0xffffffff ? undefined : from + size);
  return { encoding, rate: head.getUint32(16), channels: head.getUint32(20), bytes };
}

/** Chunks that are looked at; each is a read, and no real file has so many. */
const mostChunks = 100;

async function aiffFile(file: Blob): Promise<PlainSound | undefined> {
  let format: Omit<PlainSound, 'bytes'> | undefined;
  let bytes: Blob | undefined;
  for (let at = 12, chunk = 0; at + 8 <= file.size && chunk < mostChunks; chunk++) {
    const head = new DataView(await file.slice(at, at + 30).arrayBuffer());
    const [name, size, from] = [tag(head, 0), head.getUint32(4), at + 8];
    if (name === 'COMM' && size >= 18 && head.byteLength >= 26) format = aiffFormat(head, size);
    if (name === 'SSND' && head.byteLength >= 16)
      bytes = file.slice(from + 8 + head.getUint32(8), from + size);
    if (format && bytes) return { ...format, bytes };
    at = from + size + (size % 2);
  }
  return undefined;
}

/** The chunk COMM; its rate is a float of 80 bits. */
function aiffFormat(chunk: DataView, size: number): Omit<PlainSound, 'bytes'> {
  const bits = Math.ceil(chunk.getUint16(14) / 8) * 8;
  const rate = chunk.getUint32(18) * 2 ** ((chunk.getUint16(16) & 0x7fff) - 16_383 - 31);
  const packing = size >= 22 && chunk.byteLength >= 30 ? tag(chunk, 26) : 'NONE';
  const encoding = aiffEncoding(packing.toLowerCase(), bits);
  if (!encoding) throw unknownCodec(packing);
  return { encoding, rate, channels: chunk.getUint16(8) };
}

function aiffEncoding(packing: string, bits: number): Encoding | undefined {
  if (packing === 'ulaw' || packing === 'alaw') return packing;
  if (packing === 'fl32' || packing === 'fl64')
    return { bits: Number(packing.slice(2)), float: true };
  if (bits < 8 || bits > 32) return undefined;
  if (packing === 'sowt') return { bits, littleEndian: true };
  return ['none', 'twos', 'in24', 'in32'].includes(packing) ? { bits } : undefined;
}

/** A file of Apple's Core Audio. */
async function cafFile(file: Blob): Promise<PlainSound | undefined> {
  let format: Omit<PlainSound, 'bytes'> | undefined;
  for (let at = 8, chunk = 0; at + 12 <= file.size && chunk < mostChunks; chunk++) {
    const head = new DataView(await file.slice(at, at + 44).arrayBuffer());
    const [name, size, from] = [tag(head, 0), Number(head.getBigInt64(4)), at + 12];
    if (name === 'desc' && head.byteLength === 44) format = cafFormat(head);
    // It begins with a count of edits, and may last as long as the file.
    if (name === 'data' && format)
      return { ...format, bytes: file.slice(from + 4, size < 0 ? undefined : from + size) };
    if (size < 0) return undefined;
    at = from + size;
  }
  return undefined;
}

/** The chunk desc. */
function cafFormat(chunk: DataView): Omit<PlainSound, 'bytes'> {
  const packing = tag(chunk, 20);
  const [flags, bits] = [chunk.getUint32(24), chunk.getUint32(40)];
  const sound = { rate: chunk.getFloat64(12), channels: chunk.getUint32(36) };
  if (packing === 'ulaw' || packing === 'alaw') return { ...sound, encoding: packing };
  const float = (flags & 1) !== 0;
  const known = float ? [32, 64].includes(bits) : bits % 8 === 0 && bits >= 8 && bits <= 32;
  if (packing !== 'lpcm' || !known) throw unknownCodec(`${packing.trim()} in CAF`);
  return { ...sound, encoding: { bits, float, littleEndian: (flags & 2) !== 0 } };
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, at, 4));
}
