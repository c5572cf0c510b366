import createModule, { type AacModule } from 'virtual:aac-encoder';
import { lazy } from '../../base/lazy';
import { inFrames, padded } from '../frames';

/** AAC-LC, mono. */
export type AacEncoder = {
  /** The AudioSpecificConfig: what decoders need to know. */
  readonly description: Uint8Array<ArrayBuffer>;
  /** Packets of `frameSize` samples each; the first of them are all delay. */
  packets(samples: AsyncIterable<Float32Array>): AsyncGenerator<Uint8Array<ArrayBuffer>, void>;
  /** Gives its memory back. */
  close(): void;
};

/** Samples of a packet, and samples that come out before the first one that went in. */
export const frameSize = 1024;

/** 96 kbit/s, or 6 bits a sample where that is less: what a packet may hold at most. */
const bitrateAt = (sampleRate: number) => Math.min(96_000, 6 * sampleRate);

const load = lazy(createModule);

export async function createAacEncoder(sampleRate: number): Promise<AacEncoder> {
  const module = await load();
  const encoder = module._init_encoder(1, sampleRate, bitrateAt(sampleRate));
  if (encoder === 0) throw new Error(`The AAC encoder does not take ${sampleRate} Hz.`);
  const start = module._get_encoder_extradata(encoder);
  const size = module._get_encoder_extradata_size(encoder);
  return {
    description: module.HEAPU8.slice(start, start + size),
    packets: (samples) => encodeAll(module, encoder, samples),
    close: () => module._close_encoder(encoder),
  };
}

async function* encodeAll(
  module: AacModule,
  encoder: number,
  samples: AsyncIterable<Float32Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let sent = 0;
  for await (const frame of inFrames(samples, frameSize)) {
    send(module, encoder, padded(frame, frameSize), sent);
    sent += frameSize;
    yield* received(module, encoder);
  }
  module._flush_encoder_start(encoder);
  yield* received(module, encoder);
}

function send(module: AacModule, encoder: number, frame: Float32Array, before: number): void {
  const bytes = new Uint8Array(frame.buffer);
  const input = module._get_encode_input_ptr(encoder, bytes.length);
  if (input === 0) throw new Error('The AAC encoder has no memory left.');
  module.HEAPU8.set(bytes, input);
  const result = module._send_frame(encoder, BigInt(before));
  if (result < 0) throw new Error(`The AAC encoder failed: ${result}.`);
}

function* received(module: AacModule, encoder: number) {
  for (;;) {
    const size = module._receive_packet(encoder);
    if (size < 0) throw new Error(`The AAC encoder failed: ${size}.`);
    if (size === 0) return;
    const data = module._get_encoded_data(encoder);
    yield module.HEAPU8.slice(data, data + size);
  }
}
