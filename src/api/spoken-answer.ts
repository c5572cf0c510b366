import { toStream, whenEnded } from '../base/streams';
import type { Spoken } from '../jobs/speak-job';

/** Who answered, for the headers of the answer. */
export function servedBy({
  model,
  placement,
}: Pick<Spoken, 'model' | 'placement'>): Record<string, string> {
  return { 'x-sotto-model': model.id, 'x-sotto-device': placement.device };
}

/** Encoded audio, in pieces of any size. */
export type Bytes = AsyncIterable<Uint8Array<ArrayBuffer>>;

/**
 * A body that is spoken as it is read: `make` makes it of the encoded audio. Its reader may leave at any time, also
 * before it has read anything, and the job stops.
 */
export function spokenBody(
  spoken: Spoken,
  make: (audio: Bytes) => Bytes,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return timedBody(spoken, (audio) => make(bytesOf(audio)));
}

/** As `spokenBody`, made of the audio and the words in it. */
export function timedBody(
  { audio }: Spoken,
  make: (audio: Spoken['audio']) => Bytes,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = audio[Symbol.asyncIterator]();
  const stop = async () => {
    await iterator.return?.();
  };
  return toStream(whenEnded(make({ [Symbol.asyncIterator]: () => iterator }), stop));
}

/** The encoded audio alone. */
export async function* bytesOf(
  audio: Spoken['audio'],
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  for await (const { bytes } of audio) yield bytes;
}
