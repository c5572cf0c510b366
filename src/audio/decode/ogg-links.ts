import type { Link } from './link';
import { oggPages } from './ogg-pages';

/** How a stream of Ogg counts. */
type Clock = {
  /** Hz. */
  rate: number;
  /** Samples before the beginning. */
  early: number;
};

type Stream = Clock & {
  /** Where its first page with sound ends, and its last one. */
  first?: number;
  last?: number;
};

/**
 * The chained streams of an Ogg file (RFC 3533, 4), as internet radio and recordings that were put one behind the other
 * have them: each with heads of its own, and maybe with another rate, other channels or another codec.
 */
export async function oggLinks(file: Blob, signal: AbortSignal): Promise<Link[]> {
  const links: { from: number; streams: Map<number, Stream> }[] = [];
  let isHead = false;
  for await (const { at, begins, serial, granule, body } of oggPages(file, signal)) {
    if (begins && !isHead) links.push({ from: at, streams: new Map() });
    isHead = begins;
    const streams = links.at(-1)?.streams;
    if (begins) {
      const clock = soundClock(body);
      if (clock) streams?.set(serial, clock);
    } else {
      const stream = streams?.get(serial);
      if (stream && granule !== undefined) hear(stream, granule);
    }
  }
  return links.map(({ from, streams }, index) => {
    const bytes = file.slice(from, links[index + 1]?.from);
    const [stream] = streams.values();
    return { bytes, ...(stream && ending(stream)) };
  });
}

function hear(stream: Stream, granule: number): void {
  // Heads that fill pages of their own end at 0.
  stream.first ||= granule;
  stream.last = granule;
}

/** Seconds. A page that ends later than this is not the first one of its stream. */
const longestPage = 60;

function ending({ rate, early, first, last }: Stream): Omit<Link, 'bytes'> {
  if (first === undefined || last === undefined) return {};
  const end = (last - early) / rate;
  const cut = first / rate > longestPage ? first / rate : 0;
  return end > cut ? { end, seconds: end - cut } : {};
}

/** By the first packet of a stream; undefined for what is no sound, or unknown. */
function soundClock(packet: Uint8Array): Clock | undefined {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.length);
  const letters = String.fromCharCode(...packet.subarray(0, 8));
  let clock: Clock | undefined;
  if (letters === 'OpusHead' && packet.length >= 19)
    clock = { rate: 48_000, early: view.getUint16(10, true) };
  else if (letters.startsWith('\x01vorbis') && packet.length >= 30)
    clock = { rate: view.getUint32(12, true), early: 0 };
  else if (letters.startsWith('\x7fFLAC') && packet.length >= 51)
    clock = { rate: view.getUint32(27) >>> 12, early: 0 };
  return clock && clock.rate > 0 ? clock : undefined;
}
