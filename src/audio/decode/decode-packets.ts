import type { AudioSample, EncodedPacket } from 'mediabunny';
import { startDecoder, type Decoder } from './decoder';
import { within, type Patience } from './patience';
import { tolerance } from './timeline';

/** Packets that a decoder has at most before somebody takes what it made of them. */
const ahead = 16;
/** Decoders that may fail one after the other without giving anything. */
const mostFailures = 8;

/**
 * Packets decoded by WebCodecs, a few ahead of the reader, who closes each piece. A packet that a decoder refuses
 * costs that packet and those that the decoder had not done yet; a new decoder goes on after them. Behind a gap in the
 * times of the packets a new one goes on as well, since Chromium's counts samples from its first packet on. Throws the
 * last reason where nothing at all comes out of several in a row, and StalledError for one that says nothing.
 */
export async function* decodePackets(
  packets: AsyncIterator<EncodedPacket>,
  { config, configLater }: { config: AudioDecoderConfig; configLater: AudioDecoderConfig },
  patience: Patience,
): AsyncGenerator<AudioSample, void, undefined> {
  const source: Source = { packets, ended: false, longest: longestPacket(config) };
  for (let failures = 0; ;) {
    const first = await take(source, patience);
    if (!first) return;
    const decoder = startDecoder(first.timestamp > 0 ? configLater : config);
    decode(decoder, source, first);
    try {
      for (;;) {
        await feed(decoder, source, patience);
        const piece = decoder.take();
        if (piece) {
          failures = 0;
          yield piece;
        } else if (decoder.finished() || decoder.failure()) break;
        else await within(decoder.change(), patience);
      }
    } finally {
      decoder.close();
    }
    const failure = decoder.failure();
    if (!failure) continue;
    failures += 1;
    if (failures === mostFailures || source.ended) throw failure;
  }
}

type Source = {
  packets: AsyncIterator<EncodedPacket>;
  ended: boolean;
  /** Stands behind a gap, for the next decoder. */
  held?: EncodedPacket | undefined;
  /** Seconds at which the last packet begins. */
  last?: number;
  /** Seconds from a packet to the next that may be its length. */
  longest: number;
};

/** The next packet; undefined behind the last one. */
async function take(source: Source, patience: Patience): Promise<EncodedPacket | undefined> {
  const { held } = source;
  source.held = undefined;
  if (held || source.ended) return held;
  const next = await within(source.packets.next(), patience);
  source.ended = next.done === true;
  return next.done ? undefined : next.value;
}

async function feed(decoder: Decoder, source: Source, patience: Patience): Promise<void> {
  while (!source.ended && !source.held && !decoder.failure() && decoder.pending() < ahead) {
    const packet = await take(source, patience);
    const isBehindGap = packet && packet.timestamp - (source.last ?? Infinity) > source.longest;
    if (isBehindGap) source.held = packet;
    if (!packet || isBehindGap) decoder.finish();
    else decode(decoder, source, packet);
  }
}

function decode(decoder: Decoder, source: Source, packet: EncodedPacket): void {
  source.last = packet.timestamp;
  decoder.decode(packet);
}

/** Samples of the longest packet that the usual encoders make; Opus' has 120 ms (RFC 6716). */
const mostSamples: Record<string, number> = { mp4a: 2048, mp3: 1152, flac: 16_384 };

/** Seconds; containers round times. The times themselves tell no lengths: a packet before a gap is as long as that. */
function longestPacket({ codec, sampleRate }: AudioDecoderConfig): number {
  const [family = ''] = codec.split('.');
  return family === 'opus'
    ? 0.12 + tolerance
    : (mostSamples[family] ?? 8192) / sampleRate + tolerance;
}
