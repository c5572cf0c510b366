import { SpeechError } from '../base/errors';
import { fromStream } from '../base/streams';

type Bytes = Uint8Array<ArrayBuffer>;

/** A file of a zip that is on its way. */
export type ZipEntry = {
  /** Path inside the zip. */
  name: string;
  /** To be read to its end before the next file is asked for. */
  content: AsyncIterable<Bytes>;
};

/**
 * The files of an uncompressed zip as they come, for one that is not wanted in memory as a whole. The API's own archives
 * are such (APPNOTE.TXT 4.3.7: each file's size stands before it). Throws SpeechError `invalid_request` for one that
 * is cut off or of another kind, and what the stream throws.
 */
export async function* zipEntries(
  zip: ReadableStream<Bytes>,
): AsyncGenerator<ZipEntry, void, undefined> {
  const bytes = createReader(zip);
  try {
    while ((await bytes.view(4)).getUint32(0, true) === 0x04034b50) {
      const header = await bytes.view(26);
      const isPlain = header.getUint16(4, true) === 0 && (header.getUint16(2, true) & 9) === 0;
      if (!isPlain) throw broken('is compressed or encrypted');
      const nameBytes = await bytes.view(header.getUint16(22, true));
      await bytes.view(header.getUint16(24, true));
      const content = bytes.pieces(header.getUint32(14, true));
      yield { name: new TextDecoder().decode(nameBytes), content };
    }
    await bytes.drain();
  } finally {
    await bytes.leave();
  }
}

function createReader(stream: ReadableStream<Bytes>) {
  const source = fromStream(stream);
  let rest: Bytes = new Uint8Array(0);

  async function* pieces(length: number): AsyncGenerator<Bytes, void, undefined> {
    for (let left = length; left > 0;) {
      if (rest.length === 0) {
        const next = await source.next();
        if (next.done) throw broken('was cut off');
        rest = next.value;
      }
      const piece = rest.subarray(0, left);
      rest = rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  return {
    pieces,
    async view(length: number): Promise<DataView> {
      const whole = new Uint8Array(length);
      let at = 0;
      for await (const piece of pieces(length)) {
        whole.set(piece, at);
        at += piece.length;
      }
      return new DataView(whole.buffer);
    },
    async drain(): Promise<void> {
      while (!(await source.next()).done);
    },
    leave: () => source.return(),
  };
}

function broken(why: string): SpeechError {
  return new SpeechError('invalid_request', `The archive ${why}.`);
}
