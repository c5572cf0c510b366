import mp3Wasm from 'wasm-media-encoders/wasm/mp3?url';
import { SpeechError } from '../base/errors';
import { lazy } from '../base/lazy';
import { encodePcm } from './encode/pcm';
import { encodeWav } from './encode/wav';
import type { AudioFormat, Header } from './formats';

/**
 * Mono samples of one rate (Hz) to the bytes of a whole file; samples are pulled only as bytes are. Who leaves early
 * frees the encoder's memory.
 */
export type Encoder = (
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
  header?: Header,
) => AsyncIterable<Uint8Array<ArrayBuffer>>;

/** Throws SpeechError `engine_unavailable` when the encoder cannot be fetched or started. */
export async function loadEncoder(format: AudioFormat): Promise<Encoder> {
  try {
    return await encoders[format]();
  } catch (error) {
    throw new SpeechError(
      'engine_unavailable',
      `The encoder for ${format} could not be loaded. Ask for wav or pcm, or reload the page.`,
      { cause: error },
    );
  }
}

/** The file of a format, empty samples included; its encoder is loaded when the first byte is asked for. */
export async function* encode(
  format: AudioFormat,
  ...given: Parameters<Encoder>
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = await loadEncoder(format);
  yield* encoder(...given);
}

/** Only who wants a format loads its encoder. */
const encoders: Record<AudioFormat, () => Promise<Encoder>> = {
  pcm: async () => encodePcm,
  wav: async () => encodeWav,
  mp3: lazy(async () => {
    const [{ encodeMp3 }, response] = await Promise.all([import('./encode/mp3'), fetch(mp3Wasm)]);
    const module = await WebAssembly.compile(await response.arrayBuffer());
    return (samples, sampleRate) => encodeMp3(samples, sampleRate, module);
  }),
  opus: async () => (await import('./encode/opus')).encodeOpus,
  aac: async () => (await import('./encode/aac')).encodeAac,
  m4a: async () => (await import('./encode/m4a')).encodeM4a,
  flac: async () => (await import('./encode/flac')).encodeFlac,
  ulaw: async () => (await import('./encode/g711')).encodeUlaw,
  alaw: async () => (await import('./encode/g711')).encodeAlaw,
};
