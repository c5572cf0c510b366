import { atLeast } from '../frames';
import { createAacEncoder, frameSize } from './aac-encoder';

/** Samples: decoders do not know a file of fewer than three frames, the first of which is delay, for ADTS. */
const shortest = frameSize + 1;

/**
 * AAC-LC in ADTS frames. ADTS tells neither the length nor the encoder's delay: decoders give 1,024 samples of
 * silence first, and whole frames of 1,024.
 */
export async function* encodeAac(
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = await createAacEncoder(sampleRate);
  try {
    const packets = encoder.packets(atLeast(samples, shortest));
    for await (const packet of packets) yield toAdts(packet, encoder.description);
  } finally {
    encoder.close();
  }
}

const headerBytes = 7;

/** A frame with its header of fixed and variable bits (ISO/IEC 13818-7, section 6.2); no checksum. */
function toAdts(packet: Uint8Array, description: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(headerBytes + packet.length);
  // The AudioSpecificConfig starts with 5 bits of object type, 4 of the rate's index, 4 of channels.
  const [first, second] = description as unknown as [number, number];
  const profile = (first >> 3) - 1;
  const rate = ((first & 7) << 1) | (second >> 7);
  const channels = (second >> 3) & 15;
  frame[0] = 0xff;
  frame[1] = 0xf1; // MPEG-4, no checksum
  frame[2] = (profile << 6) | (rate << 2) | (channels >> 2);
  frame[3] = ((channels & 3) << 6) | (frame.length >> 11);
  frame[4] = (frame.length >> 3) & 0xff;
  frame[5] = ((frame.length & 7) << 5) | 0x1f; // a buffer's fullness that says nothing: 0x7ff
  frame[6] = 0xfc; // one block of 1,024 samples
  frame.set(packet, headerBytes);
  return frame;
}
