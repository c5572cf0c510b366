import type { Encoder } from '../../../../src/audio/encode';
import { bytesOf } from '../../../contracts/encoder';
import { decodeFiles, type Heard, type Reading } from '../../../contracts/ffmpeg';
import { lengthsAt } from '../sizes';
import { speech, whole } from '../tones';

export type HeardSpeech = { length: number; samples: Float32Array; file: Buffer; heard: Heard };

/** Speech of every length at a rate, encoded, and as ffmpeg hears it. */
export async function hearSpeech(
  encoder: Encoder,
  sampleRate: number,
  reading: Reading = {},
): Promise<HeardSpeech[]> {
  const said = await Promise.all(
    lengthsAt(sampleRate).map(async (length) => {
      const samples = speech(length);
      return { length, samples, file: await bytesOf(encoder(whole(samples), sampleRate)) };
    }),
  );
  const heard = decodeFiles(
    said.map(({ file }) => file),
    reading,
  );
  return said.map((each, i) => ({ ...each, heard: heard[i]! }));
}
