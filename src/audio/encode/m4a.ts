import { Mp4OutputFormat } from 'mediabunny';
import { nextTask } from '../../base/next-task';
import type { Header } from '../formats';
import { atLeast } from '../frames';
import { createAacEncoder, frameSize, type AacEncoder } from './aac-encoder';
import { mux, muxWhole, type Packet, type Track } from './mux';

/** Fragments of a quarter of a second. */
const fragmented = { fastStart: 'fragmented', minimumFragmentDuration: 0.25 } as const;

/** Samples: a packet of one microsecond or two is lost on decoders. */
const shortest = 64;

/**
 * AAC-LC in MP4, without delay: an edit list cuts the encoder's off. An exact header is the file's index, at its
 * front; an open one is followed by fragments, each with its own.
 */
export async function* encodeM4a(
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
  header: Header = 'exact',
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = await createAacEncoder(sampleRate);
  try {
    const { description } = encoder;
    const decoder = { codec: 'mp4a.40.2', sampleRate, numberOfChannels: 1, description };
    const track: Track = { codec: 'aac', decoder, packets: packets(samples, sampleRate, encoder) };
    if (header === 'exact')
      yield await muxWhole(new Mp4OutputFormat({ fastStart: 'in-memory' }), track);
    else yield* mux(new Mp4OutputFormat(fragmented), track);
  } finally {
    encoder.close();
  }
}

/** Timed so that the first sample of speech is at 0, and the last packet ends where the speech does. */
async function* packets(
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
  encoder: AacEncoder,
): AsyncGenerator<Packet, void, undefined> {
  let end = 0;
  async function* counted() {
    for await (const part of atLeast(samples, shortest)) {
      end += part.length;
      yield part;
    }
  }
  let at = -frameSize;
  for await (const data of encoder.packets(counted())) {
    const length = Math.min(frameSize, end - at);
    yield { data, at: at / sampleRate, duration: length / sampleRate };
    at += frameSize;
    // Nobody pulls while the whole file is made, so nothing else would run in this thread.
    if (at % (16 * frameSize) === 0) await nextTask();
  }
}
