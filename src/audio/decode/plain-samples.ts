import { AudioSample } from 'mediabunny';

/** How a sample is written: G.711, or a number of `bits`, as a whole number with a sign unless it is a float. */
export type Encoding = 'ulaw' | 'alaw' | { bits: number; float?: boolean; littleEndian?: boolean };

/** Samples that nothing but their order holds together. */
export type PlainSound = {
  encoding: Encoding;
  channels: number;
  /** Hz. */
  rate: number;
  /** The samples, channel by channel within a frame. */
  bytes: Blob;
};

/** Frames that are read at a time. */
const piece = 8192;

export function bytesPerFrame({ encoding, channels }: PlainSound): number {
  return channels * (typeof encoding === 'string' ? 1 : encoding.bits / 8);
}

/**
 * The samples from the piece on in which the second `from` is, a piece at a time; whoever takes one closes it. A last
 * frame that is not whole is left out.
 */
export async function* plainSamples(
  sound: PlainSound,
  from: number,
): AsyncGenerator<AudioSample, void, undefined> {
  const { bytes, channels, rate } = sound;
  const frame = bytesPerFrame(sound);
  const read = reader(sound.encoding);
  const frames = Math.floor(bytes.size / frame);
  const first = Math.floor((from * rate) / piece) * piece;
  for (let at = first; at < frames; at += piece) {
    const end = Math.min(at + piece, frames);
    const view = new DataView(await bytes.slice(at * frame, end * frame).arrayBuffer());
    const width = frame / channels;
    const data = Float32Array.from({ length: view.byteLength / width }, (_, index) =>
      read(view, index * width),
    );
    yield new AudioSample({
      ...{ data, format: 'f32', numberOfChannels: channels },
      ...{ sampleRate: rate, timestamp: at / rate },
    });
  }
}

type Reader = (view: DataView, at: number) => number;

function reader(encoding: Encoding): Reader {
  if (encoding === 'ulaw') return (view, at) => fromUlaw(view.getUint8(at)) / 32_768;
  if (encoding === 'alaw') return (view, at) => fromAlaw(view.getUint8(at)) / 32_768;
  const { bits, float = false, littleEndian = false } = encoding;
  if (float && bits === 32) return (view, at) => view.getFloat32(at, littleEndian);
  if (float) return (view, at) => view.getFloat64(at, littleEndian);
  const high = littleEndian ? bits / 8 - 1 : 0;
  const step = littleEndian ? -1 : 1;
  return (view, at) => {
    let value = view.getInt8(at + high);
    for (let byte = 1; byte < bits / 8; byte++)
      value = value * 256 + view.getUint8(at + high + step * byte);
    return value / 2 ** (bits - 1);
  };
}

/** A byte of µ-law as a 16-bit sample (ITU-T G.711, table 2). */
export function fromUlaw(byte: number): number {
  const code = ~byte;
  const magnitude = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
  return code & 0x80 ? -magnitude : magnitude;
}

/** A byte of A-law as a 16-bit sample (ITU-T G.711, table 1). */
export function fromAlaw(byte: number): number {
  const code = byte ^ 0x55;
  const segment = (code >> 4) & 7;
  const magnitude = (((code & 15) << 4) + (segment ? 0x108 : 8)) << Math.max(0, segment - 1);
  return code & 0x80 ? magnitude : -magnitude;
}
