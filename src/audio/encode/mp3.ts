import { createEncoder } from 'wasm-media-encoders';
import { atLeast } from '../frames';

/** Samples of MPEG-1's frames: decoders do not know a file of one frame for MP3. */
const shortest = 1152;

/**
 * MP3 at 128 kbit/s, constant (64 at 8 kHz, the most that MPEG-2.5 allows there), as LAME makes it.
 * `module` is the package's `mp3.wasm`, compiled; each file has an instance of its own, whose memory goes with it.
 */
export async function* encodeMp3(
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
  module: WebAssembly.Module,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = await createEncoder('audio/mpeg', module);
  encoder.configure({ sampleRate, channels: 1, bitrate: 128 });
  for await (const part of atLeast(samples, shortest)) {
    // A second at a time, so that a long chunk never holds up its thread.
    for (let at = 0; at < part.length; at += sampleRate) {
      const bytes = encoder.encode([part.subarray(at, at + sampleRate)]);
      if (bytes.length > 0) yield new Uint8Array(bytes);
    }
  }
  // The encoder reuses the memory of its results, hence the copies.
  yield new Uint8Array(encoder.finalize());
}
