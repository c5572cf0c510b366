/** The samples in arrays of exactly `size`, each its own; what is left at the end comes last, and may be shorter. */
export async function* inFrames(
  samples: AsyncIterable<Float32Array>,
  size: number,
): AsyncGenerator<Float32Array<ArrayBuffer>, void, undefined> {
  let frame = new Float32Array(size);
  let filled = 0;
  for await (const part of samples) {
    for (let at = 0; at < part.length;) {
      const piece = part.subarray(at, at + size - filled);
      frame.set(piece, filled);
      at += piece.length;
      filled += piece.length;
      if (filled < size) continue;
      yield frame;
      frame = new Float32Array(size);
      filled = 0;
    }
  }
  if (filled > 0) yield frame.slice(0, filled);
}

/** A frame filled up with silence. */
export function padded(frame: Float32Array<ArrayBuffer>, size: number): Float32Array<ArrayBuffer> {
  if (frame.length === size) return frame;
  const whole = new Float32Array(size);
  whole.set(frame);
  return whole;
}

/** The samples, and silence after them where they are fewer than `least`. */
export async function* atLeast(
  samples: AsyncIterable<Float32Array>,
  least: number,
): AsyncGenerator<Float32Array, void, undefined> {
  let count = 0;
  for await (const part of samples) {
    count += part.length;
    yield part;
  }
  if (count < least) yield new Float32Array(least - count);
}
