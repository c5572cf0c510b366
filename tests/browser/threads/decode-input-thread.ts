import { decodeAudio, type DecodeOptions } from '../../../src/audio/decode';
import { join } from '../../../src/audio/pcm';
import { SpeechError } from '../../../src/base/errors';

// Decodes files in a worker, and tells what is left open afterwards.

export type DecodeInputOrder = {
  file: Blob;
  options: Omit<DecodeOptions, 'signal'>;
  /** Leave after so many pieces. */
  pieces?: number;
  /** Abort after so many pieces. */
  abortAfter?: number;
  /** Only count the samples, and look at the largest. */
  summary?: boolean;
  /** What this thread's AudioDecoder is. */
  decoder?: 'missing' | 'silent';
};

export type DecodedInput = {
  samples: Float32Array;
  count: number;
  /** The largest absolute sample; NaN where one is no number. */
  peak: number;
  duration: number | undefined;
  channels: number;
  failure?: { code: string; param: string | undefined; message: string };
  milliseconds: number;
  /** Decoded pieces that were not closed, decoders likewise, and readers of a file that were not cancelled. */
  open: { pieces: number; decoders: number; readers: number };
};

Object.assign(globalThis, {
  __vitest_browser_runner__: { wrapDynamicImport: (load: () => unknown) => load() },
});

const pieces = new Set<AudioData>();
const decoders = new Set<AudioDecoder>();
const close = Object.getOwnPropertyDescriptor(AudioData.prototype, 'close')?.value as () => void;
AudioData.prototype.close = function (this: AudioData) {
  pieces.delete(this);
  close.call(this);
};

const readers = new Set<ReadableStreamDefaultReader>();
const reader = Object.getOwnPropertyDescriptors(ReadableStreamDefaultReader.prototype);
const read = reader.read.value as ReadableStreamDefaultReader['read'];
const cancel = reader.cancel.value as ReadableStreamDefaultReader['cancel'];
Object.assign(ReadableStreamDefaultReader.prototype, {
  async read(this: ReadableStreamDefaultReader) {
    readers.add(this);
    const result = await read.call(this);
    if (result.done) readers.delete(this);
    return result;
  },
  cancel(this: ReadableStreamDefaultReader, reason: unknown) {
    readers.delete(this);
    return cancel.call(this, reason);
  },
});

class CountedDecoder extends AudioDecoder {
  constructor(init: AudioDecoderInit) {
    super({
      error: (error) => init.error(error),
      output(data) {
        pieces.add(data);
        init.output(data);
      },
    });
    decoders.add(this);
  }
}

class SilentDecoder extends CountedDecoder {
  override decode() {
    // Gives nothing, ever.
  }
  override flush() {
    return new Promise<undefined>(() => undefined);
  }
}

addEventListener('message', ({ data }: MessageEvent<DecodeInputOrder>) => {
  void work(data).then((decoded) => postMessage(decoded));
});

async function work(order: DecodeInputOrder): Promise<DecodedInput> {
  const usual = order.decoder === 'silent' ? SilentDecoder : CountedDecoder;
  Object.assign(globalThis, { AudioDecoder: order.decoder === 'missing' ? undefined : usual });
  const started = performance.now();
  const found = await decode(order);
  // Outputs that are under way when a reader leaves come in later tasks.
  await new Promise((resolve) => setTimeout(resolve, 20));
  const open = [...decoders].filter(({ state }) => state !== 'closed').length;
  const result = {
    ...found,
    milliseconds: performance.now() - started,
    open: { pieces: pieces.size, decoders: open, readers: readers.size },
  };
  pieces.clear();
  decoders.clear();
  readers.clear();
  return result;
}

async function decode(order: DecodeInputOrder) {
  const parts: Float32Array[] = [];
  const found = {
    ...{ samples: new Float32Array(0), count: 0, peak: 0, channels: 0 },
    duration: undefined as number | undefined,
  };
  const abort = new AbortController();
  try {
    const decoded = await decodeAudio(order.file, { ...order.options, signal: abort.signal });
    Object.assign(found, { duration: decoded.duration, channels: decoded.channels });
    let left = order.pieces ?? Infinity;
    let untilAbort = order.abortAfter ?? Infinity;
    for await (const part of decoded.samples) {
      if (!order.summary) parts.push(part);
      found.count += part.length;
      for (const sample of part) {
        const size = Math.abs(sample);
        if (!(size <= found.peak)) found.peak = size;
      }
      if (--untilAbort === 0) abort.abort();
      if (--left === 0) break;
    }
    return { ...found, samples: join(parts) };
  } catch (error) {
    const { message } = error as Error;
    const { code, param } =
      error instanceof SpeechError ? error : { code: (error as Error).name, param: undefined };
    return { ...found, samples: join(parts), failure: { code, param, message } };
  }
}
