/** G.711 µ-law, a byte a sample, without a header; made for 8 kHz. */
export const encodeUlaw = companded(toUlaw);
/** G.711 A-law, likewise. */
export const encodeAlaw = companded(toAlaw);

function companded(toByte: (value: number) => number) {
  return async function* (
    samples: AsyncIterable<Float32Array>,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    for await (const part of samples) {
      if (part.length === 0) continue;
      const bytes = new Uint8Array(part.length);
      for (let i = 0; i < part.length; i++) {
        // The scale and the clipping of `toPcm16`; `| 0` takes what is no number for silence.
        const value = Math.round(part[i]! * 32768);
        bytes[i] = toByte(Math.max(-32768, Math.min(32767, value)) | 0);
      }
      yield bytes;
    }
  };
}

/**
 * A 16-bit sample as µ-law: the 14 bits that G.711 is defined for, then a sign, the position of the highest bit and
 * the four bits after it, all inverted on the line (ITU-T G.711, table 2).
 */
export function toUlaw(value: number): number {
  const wide = value >> 2;
  const magnitude = Math.min(wide < 0 ? -wide : wide, 8158) + 33;
  const segment = 26 - Math.clz32(magnitude);
  const code = (segment << 4) | ((magnitude >> (segment + 1)) & 15);
  return (wide < 0 ? 0x7f : 0xff) ^ code;
}

/** A 16-bit sample as A-law: 13 bits, even bits inverted on the line (ITU-T G.711, table 1). */
export function toAlaw(value: number): number {
  const wide = value >> 3;
  const magnitude = wide < 0 ? -wide - 1 : wide;
  const segment = Math.max(0, 27 - Math.clz32(magnitude));
  const code = (segment << 4) | ((magnitude >> Math.max(1, segment)) & 15);
  return (wide < 0 ? 0x55 : 0xd5) ^ code;
}
