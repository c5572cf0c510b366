import { Application, createEncoder, type OpusEncoderHandle, type SampleRate } from 'libopus-wasm';
import { OggOutputFormat } from 'mediabunny';
import { inFrames, padded } from '../frames';
import { resample } from '../resample';
import { mux, type Packet } from './mux';

/** What Ogg counts Opus in, and what decoders give back. */
const clock = 48_000;
/** The rates that libopus takes as they are. */
const ownRates: readonly number[] = [8000, 16000, 24000, 48000] satisfies SampleRate[];
const bitrate = 48_000;
/** Seconds: without a limit, a page waits for 8 kB. */
const maximumPageDuration = 0.2;

/**
 * Opus in Ogg, 48 kbit/s. Decoded at 48 kHz it has exactly `round(n · 48000 / rate)` samples, without delay: the
 * header tells how many the encoder put before them, and the last page where they end. That page alone has the flag
 * for the end of the stream, so that a stream which broke off can be told from a whole one.
 */
export async function* encodeOpus(
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const isOwn = ownRates.includes(sampleRate);
  const rate = (isOwn ? sampleRate : clock) as SampleRate;
  const speech = isOwn ? samples : resample(samples, sampleRate, clock);
  const encoder = await createEncoder({
    sampleRate: rate,
    channels: 1,
    application: Application.Audio,
    bitrate,
  });
  try {
    const skipped = (encoder.getLookahead() * clock) / rate;
    const description = opusHead(skipped);
    const decoder = { codec: 'opus', sampleRate: clock, numberOfChannels: 1, description };
    const format = new OggOutputFormat({ maximumPageDuration });
    yield* mux(format, { codec: 'opus', decoder, packets: packets(speech, encoder) });
  } finally {
    encoder.free();
  }
}

/** The encoder is late by its lookahead: silence pushes the last samples out, and the last packet is cut there. */
async function* packets(
  samples: AsyncIterable<Float32Array>,
  encoder: OpusEncoderHandle,
): AsyncGenerator<Packet, void, undefined> {
  const { frameSize, sampleRate } = encoder;
  let end = encoder.getLookahead();
  let encoded = 0;
  const encode = (frame: Float32Array): Packet => {
    const at = encoded;
    encoded += frameSize;
    return {
      data: encoder.encodeFloat(frame),
      at: at / sampleRate,
      duration: Math.min(frameSize, end - at) / sampleRate,
    };
  };
  for await (const frame of inFrames(samples, frameSize)) {
    end += frame.length;
    yield encode(padded(frame, frameSize));
  }
  while (encoded < end) yield encode(new Float32Array(frameSize));
}

/** The identification header of a mono stream (RFC 7845, section 5.1). */
function opusHead(skipped: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(19));
  view.setUint32(0, 0x4f707573); // Opus
  view.setUint32(4, 0x48656164); // Head
  view.setUint8(8, 1); // version
  view.setUint8(9, 1); // channels
  view.setUint16(10, skipped, true);
  view.setUint32(12, clock, true); // for information only
  return new Uint8Array(view.buffer);
}
