import { ALL_FORMATS, AudioSampleSink, BlobSource, Input } from 'mediabunny';
import { loadEncoder } from '../../../src/audio/encode';
import type { AudioFormat, Header } from '../../../src/audio/formats';

// Encodes in a thread, as the API worker does, and reads the file again with the browser's decoders.

export type DecodeOrder = {
  format: AudioFormat;
  header: Header;
  samples: Float32Array<ArrayBuffer>;
  sampleRate: number;
};

export type Decoded = {
  file: Uint8Array<ArrayBuffer>;
  /** Samples at `rate`, from time 0 on; undefined for what has no container to know it by. */
  length: number | undefined;
  rate: number | undefined;
  failure?: string;
};

addEventListener('message', ({ data }: MessageEvent<DecodeOrder>) => {
  void work(data).then((decoded) => postMessage(decoded));
});

async function work(order: DecodeOrder): Promise<Decoded> {
  const file = await encodeAll(order);
  const raw = ['pcm', 'ulaw', 'alaw'].includes(order.format);
  if (raw || order.samples.length === 0) return { file, length: undefined, rate: undefined };
  try {
    return { file, ...(await decode(new Blob([file]))) };
  } catch (error) {
    return { file, length: undefined, rate: undefined, failure: String(error) };
  }
}

async function encodeAll({ format, header, samples, sampleRate }: DecodeOrder) {
  const encoder = await loadEncoder(format);
  async function* source() {
    yield samples;
  }
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of encoder(source(), sampleRate, header)) pieces.push(piece);
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

async function decode(file: Blob): Promise<{ length: number; rate: number }> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  if (!track) throw new Error('There is no sound in it.');
  let length = 0;
  let rate = 0;
  for await (const sample of new AudioSampleSink(track).samples()) {
    rate = sample.sampleRate;
    if (sample.timestamp >= 0) length += sample.numberOfFrames;
    sample.close();
  }
  return { length, rate };
}
