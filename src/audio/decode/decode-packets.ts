import type { AudioSample, EncodedPacket } from 'mediabunny';
import { startDecoder, type Decoder } from './decoder';
import { within, type Patience } from './patience';

/** Packets that a decoder has at most before somebody takes what it made of them. */
const ahead = 16;
/** Decoders that may fail one after the other without giving anything. */
const mostFailures = 8;

/**
 * Packets decoded by WebCodecs, a few ahead of the reader, who closes each piece. A packet that a decoder refuses
 * costs that packet and those that the decoder had not done yet; a new decoder goes on after them. Throws the last
 * reason where nothing at all comes out of several in a row, and StalledError for one that says nothing.
 */
export async function* decodePackets(
  packets: AsyncIterator<EncodedPacket>,
  config: AudioDecoderConfig,
  patience: Patience,
): AsyncGenerator<AudioSample, void, undefined> {
  const source = { packets, ended: false };
  for (let failures = 0; ;) {
    const decoder = startDecoder(config);
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
    if (!failure) return;
    failures += 1;
    if (failures === mostFailures || source.ended) throw failure;
  }
}

type Source = { packets: AsyncIterator<EncodedPacket>; ended: boolean };

async function feed(decoder: Decoder, source: Source, patience: Patience): Promise<void> {
  while (!source.ended && !decoder.failure() && decoder.pending() < ahead) {
    const next = await within(source.packets.next(), patience);
    if (next.done) {
      source.ended = true;
      decoder.finish();
    } else decoder.decode(next.value);
  }
}
