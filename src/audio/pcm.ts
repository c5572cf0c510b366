/**
 * Signed 16-bit little-endian bytes of samples between −1 and 1. The scale is 2^15, so that samples which came from
 * 16 bits go back to the same 16 bits; what is louder than full scale is clipped, and what is no number is silence.
 */
export function toPcm16(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(samples.length * 2));
  for (let i = 0; i < samples.length; i++) {
    const value = Math.round(samples[i]! * 32768);
    bytes.setInt16(i * 2, Math.max(-32768, Math.min(32767, value)), true);
  }
  return new Uint8Array(bytes.buffer);
}

/** One array of its own with the parts one after the other. */
export function join(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Zeros for a time in seconds, to the nearest sample. */
export function silence(seconds: number, sampleRate: number): Float32Array<ArrayBuffer> {
  return new Float32Array(Math.round(seconds * sampleRate));
}
