import { toPcm16 } from '../pcm';

/** Signed 16-bit little-endian, mono, without a header; each piece is sent as it comes. */
export async function* encodePcm(
  samples: AsyncIterable<Float32Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  for await (const part of samples) {
    if (part.length > 0) yield toPcm16(part);
  }
}
