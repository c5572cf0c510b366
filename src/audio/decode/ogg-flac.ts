import { EncodedPacket } from 'mediabunny';
import { joinBytes } from '../../base/join-bytes';
import { oggPages, type OggPage } from './ogg-pages';

/** What FLAC in Ogg has before the head of a FLAC file: its mark, two versions and a count (RFC 9639, 10.1). */
const mark = 9;
/** “fLaC”, the head of a block, and STREAMINFO. */
const head = 4 + 4 + 34;

/** What decodes a FLAC stream in Ogg; undefined for any other file. */
export async function oggFlac(file: Blob): Promise<AudioDecoderConfig | undefined> {
  for await (const page of oggPages(file.slice(0, 2 ** 16))) {
    const { body } = page;
    if (!page.begins) return undefined;
    if (String.fromCharCode(...body.subarray(0, 5)) !== '\x7fFLAC' || body.length < mark + head)
      continue;
    const description = body.slice(mark, mark + head);
    // It is the last block that the decoder is told of.
    description[4] = 0x80;
    const info = new DataView(description.buffer).getUint32(18);
    return {
      ...{ codec: 'flac', description },
      ...{ sampleRate: info >>> 12, numberOfChannels: ((info >>> 9) & 7) + 1 },
    };
  }
  return undefined;
}

/** Its packets, from the one on that ends behind a time (seconds). */
export async function* oggFlacPackets(
  file: Blob,
  rate: number,
  from: number,
): AsyncGenerator<EncodedPacket, void, undefined> {
  let serial: number | undefined;
  let at = 0;
  let begun: Uint8Array[] = [];
  for await (const page of oggPages(file)) {
    if (page.begins && page.body[0] === 0x7f) serial ??= page.serial;
    if (page.serial !== serial || page.begins) continue;
    const { packets, rest } = packetsOf(page, begun);
    begun = rest;
    const frames = packets.filter(isFrame);
    const samples = frames.reduce((sum, frame) => sum + blockSize(frame), 0);
    if (page.granule !== undefined) at = Math.max(at, page.granule - samples);
    for (const frame of frames) {
      const count = blockSize(frame);
      if ((at + count) / rate > from)
        yield new EncodedPacket(frame, 'key', at / rate, count / rate);
      at += count;
    }
  }
}

/** What ends on a page, and what goes on behind it. */
function packetsOf(
  { lacing, body }: OggPage,
  begun: Uint8Array[],
): { packets: Uint8Array[]; rest: Uint8Array[] } {
  const packets: Uint8Array[] = [];
  let rest = begun;
  let at = 0;
  for (const size of lacing) {
    rest.push(body.subarray(at, at + size));
    at += size;
    if (size === 255) continue;
    packets.push(joinBytes(...rest));
    rest = [];
  }
  return { packets, rest };
}

/** The other packets are blocks of the head. */
const isFrame = (packet: Uint8Array) => packet.length > 6 && packet[0] === 0xff;

/** Samples of a frame (RFC 9639, 9.1.1). */
function blockSize(frame: Uint8Array): number {
  const code = frame[2]! >> 4;
  if (code === 1) return 192;
  if (code >= 8) return 2 ** code;
  if (code < 6) return 576 * 2 ** (code - 2);
  // It stands behind the frame's number, which is written as UTF-8 writes a letter.
  const ones = Math.clz32(~frame[4]! << 24);
  const at = 4 + Math.max(1, ones);
  return 1 + (code === 6 ? frame[at]! : frame[at]! * 256 + frame[at + 1]!);
}
