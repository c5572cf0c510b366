/** A file's bytes, which it may take for itself, to mono samples of a rate (Hz); rejects for what it cannot read. */
export type DecodeInPage = (bytes: ArrayBuffer, sampleRate: number) => Promise<Float32Array>;

/** Bytes. The page holds the file and all of its samples at once: for half an hour of MP3, 1.5 GB. */
const largest = 200e6;

/** All samples of a file, by way of the page; undefined for a file that is too large, or that it cannot read either. */
export async function decodeWhole(
  file: Blob,
  sampleRate: number,
  decodeInPage: DecodeInPage,
): Promise<Float32Array | undefined> {
  if (file.size > largest) return undefined;
  return decodeInPage(await file.arrayBuffer(), sampleRate).catch(() => undefined);
}

/** Samples: a second at 16 kHz. */
const piece = 16_000;

/** The samples in pieces, so that who reads them can leave. */
export async function* inPieces(
  samples: Float32Array,
  signal: AbortSignal,
): AsyncGenerator<Float32Array, void, undefined> {
  for (let at = 0; at < samples.length; at += piece) {
    signal.throwIfAborted();
    yield samples.subarray(at, at + piece);
  }
}
