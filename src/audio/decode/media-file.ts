import { SpeechError, isAbort } from '../../base/errors';
import type { Block } from './at-rate';
import { decodePackets } from './decode-packets';
import { noSuchChannel } from './file-errors';
import { toMono } from './mono';
import { StalledError, type Patience } from './patience';
import { onTimeline } from './timeline';
import { openTrack, type Track } from './track';

export type MediaFile = {
  /** Seconds. */
  duration: number | undefined;
  channels: number;
  /** Mono, to be read once. */
  blocks: AsyncIterable<Block>;
  close: () => void;
};

/** The sound of a file whose first samples could be decoded; before that, whatever stands in the way is thrown. */
export async function openMediaFile(
  file: Blob,
  { channel, from, ...patience }: Patience & { channel: number | undefined; from: number },
): Promise<MediaFile> {
  const track = await openTrack(file, patience);
  const { duration, channels, start, close } = track;
  try {
    if (channel !== undefined && !(channel >= 0 && channel < channels && Number.isInteger(channel)))
      throw noSuchChannel(channel, channels);
    const first = start + from;
    const pieces = untilBroken(decodeTrack(track, first, patience), patience.signal);
    return {
      duration,
      channels,
      blocks: await begin(
        toMono(
          onTimeline(pieces, {
            channel,
            start: first,
            end: duration === undefined ? undefined : start + duration,
          }),
        ),
      ),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function decodeTrack(track: Track, from: number, patience: Patience) {
  const { config, configLater = config, packets, pcm } = track;
  if (!config || !configLater) return pcm(from);
  return decodePackets(packets(from), { config, configLater }, patience);
}

/** The same pieces; what goes wrong after the first one is the end of the file, unless it is the decoder's fault. */
async function* untilBroken<T>(
  pieces: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  let given = false;
  try {
    for await (const piece of pieces) {
      given = true;
      yield piece;
      signal.throwIfAborted();
    }
  } catch (error) {
    if (given && error instanceof StalledError)
      throw new SpeechError('engine_failed', error.message, { cause: error });
    if (!given || isAbort(error)) throw error;
  }
}

/** The same items, the first of which is there already. */
async function begin<T>(items: AsyncGenerator<T, void, undefined>): Promise<AsyncIterable<T>> {
  let first: IteratorResult<T, void> | undefined = await items.next();
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const next = first ?? (await items.next());
        first = undefined;
        return next;
      },
      return: () => items.return(),
    }),
  };
}
