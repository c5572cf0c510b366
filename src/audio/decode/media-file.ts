import { SpeechError, isAbort } from '../../base/errors';
import type { Block } from './at-rate';
import { decodePackets } from './decode-packets';
import { asFileError, goneFile, noSuchChannel } from './file-errors';
import type { Link } from './link';
import { fileLinks } from './links';
import { toMono } from './mono';
import { StalledError, type Patience } from './patience';
import { onTimeline } from './timeline';
import { openTrack, type Track } from './track';
import { upTo } from './up-to';

export type MediaFile = {
  /** Seconds. */
  duration: number | undefined;
  channels: number;
  /** Mono, to be read once. */
  blocks: AsyncIterable<Block>;
  close: () => void;
};

type Wanted = Patience & { channel: number | undefined; from: number };

/** The sound of a file whose first samples could be decoded; before that, whatever stands in the way is thrown. */
export async function openMediaFile(file: Blob, wanted: Wanted): Promise<MediaFile> {
  const { channel, signal } = wanted;
  const track = await openTrack(file, wanted);
  const { channels, close } = track;
  try {
    if (channel !== undefined && !(channel >= 0 && channel < channels && Number.isInteger(channel)))
      throw noSuchChannel(channel, channels);
    const links = await fileLinks(file, track.kind, signal);
    const blocks = links.length === 1 ? linkBlocks(track, links[0], wanted) : chain(links, wanted);
    return {
      duration: duration(track, links),
      channels,
      blocks: await begin(untilBroken(blocks, file, signal)),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function duration(track: Track, links: [Link, ...Link[]]): number | undefined {
  const [first, ...others] = links;
  if (others.length === 0) return lengthOf(track, first) ?? track.duration;
  return links.reduce((sum, { seconds = 0 }) => sum + seconds, 0) || undefined;
}

/** Seconds of a link's sound, where it tells them. */
function lengthOf({ start }: Track, { end }: Link): number | undefined {
  return end !== undefined && end >= start ? end - start : undefined;
}

/** The links one after the other; what cannot be read is left out. */
async function* chain(
  links: Link[],
  { from, ...wanted }: Wanted,
): AsyncGenerator<Block, void, undefined> {
  let left = from;
  let given = false;
  let reason: Error | undefined;
  for (const link of links) {
    try {
      const track = await openTrack(link.bytes, wanted);
      try {
        const length = lengthOf(track, link) ?? 0;
        if (length <= left && link !== links.at(-1)) {
          left -= length;
          continue;
        }
        for await (const block of linkBlocks(track, link, { ...wanted, from: left })) {
          given = true;
          yield block;
        }
        left = 0;
      } finally {
        track.close();
      }
    } catch (error) {
      if (isAbort(error) || error instanceof StalledError) throw error;
      reason ??= asFileError(error);
    }
  }
  if (!given && reason) throw reason;
}

function linkBlocks(
  track: Track,
  link: Link,
  { channel, from, ...patience }: Wanted,
): AsyncGenerator<Block, void, undefined> {
  const { start } = track;
  const first = start + from;
  const length = lengthOf(track, link);
  const total = length ?? track.duration;
  const end = total === undefined ? undefined : start + total;
  const pieces = decodeTrack(track, first, patience);
  const blocks = toMono(onTimeline(pieces, { channel, start: first, end }));
  return length === undefined ? blocks : upTo(blocks, length - from);
}

function decodeTrack(track: Track, from: number, patience: Patience) {
  const { config, configLater = config, packets, pcm } = track;
  if (!config || !configLater) return pcm(from);
  return decodePackets(packets(from), { config, configLater }, patience);
}

/** The same pieces; what goes wrong after the first one is the end of the file, unless it is the decoder's fault. */
async function* untilBroken<T>(
  pieces: AsyncIterable<T>,
  file: Blob,
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
  await checkReadable(file);
}

/** Where a file on the disk is changed or deleted, what was read before is not all of it. */
async function checkReadable(file: Blob): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch (error) {
    throw goneFile(error);
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
