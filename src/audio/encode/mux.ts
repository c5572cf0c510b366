import {
  AppendOnlyStreamTarget,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Output,
  type AudioCodec,
  type OutputFormat,
  type Target,
} from 'mediabunny';

/** An encoded piece of sound; times in seconds. */
export type Packet = { data: Uint8Array; at: number; duration: number };

export type Track = {
  codec: AudioCodec;
  /** What decoders need to know of the stream. */
  decoder: AudioDecoderConfig;
  packets: AsyncIterable<Packet>;
};

/** Packets to the bytes of a file, as soon as the container lets them out; for containers that are appended to. */
export async function* mux(
  format: OutputFormat,
  track: Track,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const written: Uint8Array<ArrayBuffer>[] = [];
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(bytes) {
      if (bytes.length > 0) written.push(bytes);
    },
  });
  const steps = write({ format, target: new AppendOnlyStreamTarget(sink) }, track);
  for await (const _ of steps) yield* written.splice(0);
  yield* written.splice(0);
}

/** The whole file at once, for containers whose beginning tells of their end. */
export async function muxWhole(
  format: OutputFormat,
  track: Track,
): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget();
  for await (const _ of write({ format, target }, track));
  return new Uint8Array(target.buffer as ArrayBuffer);
}

/** A step for each packet. */
async function* write(
  options: { format: OutputFormat; target: Target },
  { codec, decoder, packets }: Track,
): AsyncGenerator<void, void, undefined> {
  const source = new EncodedAudioPacketSource(codec);
  const output = new Output(options);
  output.addAudioTrack(source);
  try {
    await output.start();
    for await (const { data, at, duration } of packets) {
      const packet = new EncodedPacket(data, 'key', at, duration);
      await source.add(packet, { decoderConfig: decoder });
      yield;
    }
    await output.finalize();
  } finally {
    if (output.state === 'started') await output.cancel();
  }
}
