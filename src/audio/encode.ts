import mp3Wasm from 'wasm-media-encoders/wasm/mp3?url';
import { SpeechError } from '../base/errors';
import { lazy } from '../base/lazy';
import { encodePcm } from './encode/pcm';
import { encodeWav } from './encode/wav';
import type { AudioFormat } from './formats';

/** Mono samples of one rate (Hz) to the bytes of a whole file; samples are pulled only as bytes are. */
export type Encoder = (
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
) => AsyncIterable<Uint8Array<ArrayBuffer>>;

/** The file of a format, empty samples included. */
export function encode(
  format: AudioFormat,
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  return encoders[format](samples, sampleRate);
}

const encoders = {
  pcm: encodePcm,
  wav: encodeWav,
  mp3: encodeMp3,
} as const satisfies Record<AudioFormat, Encoder>;

/** 66 KB that only who wants MP3 loads. */
const mp3 = lazy(async () => {
  try {
    const [{ encodeMp3 }, response] = await Promise.all([import('./encode/mp3'), fetch(mp3Wasm)]);
    return { encodeMp3, module: await WebAssembly.compile(await response.arrayBuffer()) };
  } catch (error) {
    throw new SpeechError(
      'engine_unavailable',
      'The MP3 encoder could not be loaded. Ask for wav or pcm, or reload the page.',
      { cause: error },
    );
  }
});

async function* encodeMp3(samples: AsyncIterable<Float32Array>, sampleRate: number) {
  const { encodeMp3, module } = await mp3();
  yield* encodeMp3(samples, sampleRate, module);
}
