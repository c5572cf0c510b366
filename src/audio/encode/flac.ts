import { createMD5 } from 'hash-wasm/dist/md5.umd.min.js';
import { inFrames } from '../frames';
import type { Header } from '../formats';
import { toPcm16 } from '../pcm';
import { blockSize, encodeFrame } from './flac/frame';
import { withHeader } from './with-header';

/**
 * FLAC of the same 16 bits that `pcm` has, by fixed predictors and Rice codes: about a seventh larger than what
 * libFLAC makes, and faster. An open header says that the length and the checksum are unknown, as FLAC allows; an
 * exact one holds them, and everything waits for it.
 */
export async function* encodeFlac(
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
  header: Header = 'open',
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  if (header === 'open') {
    const unknown = streamHeader(sampleRate, { samples: 0, md5: new Uint8Array(16) });
    yield* withHeader(unknown, frames(samples, sampleRate));
    return;
  }
  const hash = await createMD5();
  let count = 0;
  const hear = (pcm: Uint8Array) => {
    hash.update(pcm);
    count += pcm.length / 2;
  };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const frame of frames(samples, sampleRate, hear)) parts.push(frame);
  yield streamHeader(sampleRate, { samples: count, md5: hash.digest('binary') });
  yield* parts;
}

async function* frames(
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
  hear?: (pcm: Uint8Array) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let number = 0;
  for await (const block of inFrames(samples, blockSize)) {
    const pcm = toPcm16(block);
    hear?.(pcm);
    const view = new DataView(pcm.buffer);
    const values = Int32Array.from(block, (_, i) => view.getInt16(2 * i, true));
    yield encodeFrame(values, number++, sampleRate);
  }
}

/** The marker and STREAMINFO (RFC 9639, section 8.2). */
function streamHeader(
  sampleRate: number,
  { samples, md5 }: { samples: number; md5: Uint8Array },
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(42);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x664c6143); // fLaC
  view.setUint32(4, 0x80000022); // the last block of metadata: STREAMINFO, 34 bytes
  view.setUint16(8, blockSize);
  view.setUint16(10, blockSize);
  // Bytes 12 to 17 are zero: the sizes of frames are unknown. Then 20 bits of rate, 3 of channels − 1, 5 of bits − 1,
  // 36 of samples.
  view.setUint32(18, sampleRate * 2 ** 12 + (15 << 4) + Math.floor(samples / 2 ** 32));
  view.setUint32(22, samples >>> 0);
  bytes.set(md5, 26);
  return bytes;
}
