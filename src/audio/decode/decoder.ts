import { AudioSample, type EncodedPacket } from 'mediabunny';

/** One AudioDecoder, from its first packet to its end or its first error. */
export type Decoder = {
  /** Packets that it has, and pieces that nobody took. */
  pending: () => number;
  /** Why it gave up. */
  failure: () => Error | undefined;
  /** All that it was given has come out. */
  finished: () => boolean;
  decode: (packet: EncodedPacket) => void;
  /** No more packets come. */
  finish: () => void;
  /** The next piece; whoever takes it closes it. */
  take: () => AudioSample | undefined;
  /** When something of the above may be otherwise. */
  change: () => Promise<void>;
  /** Frees the decoder and what nobody took. */
  close: () => void;
};

export function startDecoder(config: AudioDecoderConfig): Decoder {
  const ready: AudioSample[] = [];
  let failure: Error | undefined;
  let finished = false;
  let closed = false;
  let tell: () => void = () => undefined;
  let first: EncodedPacket | undefined;
  let shift: number | undefined;
  const fail = (error: unknown) => {
    failure ??= error instanceof Error ? error : new Error(String(error));
    tell();
  };
  const decoder = new AudioDecoder({
    output(data) {
      if (closed || data.numberOfFrames === 0) return data.close();
      shift ??= first ? lateness(config.codec, first, data.timestamp / 1e6) : 0;
      const sample = new AudioSample(data);
      sample.setTimestamp(sample.timestamp + shift);
      ready.push(sample);
      tell();
    },
    error: fail,
  });
  decoder.ondequeue = () => tell();
  attempt(() => decoder.configure(config));

  function attempt(step: () => void) {
    try {
      step();
    } catch (error) {
      fail(error);
    }
  }

  return {
    pending: () => decoder.decodeQueueSize + ready.length,
    failure: () => failure,
    finished: () => finished,
    decode(packet) {
      first ??= packet;
      attempt(() => decoder.decode(packet.toEncodedAudioChunk()));
    },
    finish() {
      if (failure) return;
      decoder.flush().then(() => {
        finished = true;
        tell();
      }, fail);
    },
    take: () => ready.shift(),
    change: () => new Promise((resolve) => (tell = resolve)),
    close() {
      closed = true;
      for (const sample of ready.splice(0)) sample.close();
      if (decoder.state !== 'closed') decoder.close();
    },
  };
}

/** Seconds by which what comes out is later than Chromium tells, by the time that it tells of the first piece. */
function lateness(codec: string, first: EncodedPacket, told: number): number {
  // It counts from 0 where the first packet's time is below. Opus decoders leave out what comes before 0.
  if (first.timestamp < 0 && codec !== 'opus') return first.timestamp - told;
  // It counts from the first packet, of which nothing comes out: each one of Vorbis needs the one before it.
  return codec === 'vorbis' ? first.duration : 0;
}
