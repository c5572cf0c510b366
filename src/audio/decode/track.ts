import {
  ADTS,
  AudioSampleSink,
  EncodedPacketSink,
  Input,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  UnsupportedInputFormatError,
  WAVE,
  WEBM,
  type AudioSample,
  type EncodedPacket,
  type InputAudioTrack,
  type InputFormat,
} from 'mediabunny';
import { FLAC } from './flac-format';
import { encrypted, noSound, unknownCodec, unknownFormat, unlikely } from './file-errors';
import { fileKind } from './file-kinds';
import { fileSource } from './file-source';
import { mendedFile } from './mended-file';
import type { LinkedKind } from './links';
import { mp3Delay } from './mp3-delay';
import { oggFlac, oggFlacPackets } from './ogg-flac';
import { within, type Patience } from './patience';
import { plainFile, plainType } from './plain-files';
import { bytesPerFrame, plainSamples, type PlainSound } from './plain-samples';

/** Files that tell by their first bytes what they are. */
const signed = [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC];
/** Playlists (HLS) are left out: they make a reader fetch what they name. */
const formats = [...signed, MP3, ADTS, MPEG_TS];

/** What no recording is beyond, while a broken header easily is. */
const mostChannels = 64;
/** Hz. */
const slowest = 2000;
const fastest = 768_000;

export type Track = {
  /** Where other files may follow in the same one. */
  kind: LinkedKind | undefined;
  /** Seconds, as the file tells them. */
  duration: number | undefined;
  channels: number;
  /** Seconds on the clock of the packets when the file begins. */
  start: number;
  /** For WebCodecs; undefined for uncompressed sound and G.711, which need no decoder. */
  config: AudioDecoderConfig | undefined;
  /** For a decoder that begins behind the beginning of the file. */
  configLater: AudioDecoderConfig | undefined;
  /** All that a decoder needs for what is heard from a time (seconds on their clock) on. */
  packets: (from: number) => AsyncGenerator<EncodedPacket, void, undefined>;
  /** Uncompressed sound as it is, from that time on or somewhat before. */
  pcm: (from: number) => AsyncIterable<AudioSample>;
  close: () => void;
};

/** The first sound track of a file that can be decoded here. */
export async function openTrack(file: Blob, patience: Patience): Promise<Track> {
  const plain = await within(plainFile(file), patience);
  if (plain) return plainTrack(plain);
  const flac = await within(oggFlac(file), patience);
  if (flac) return oggFlacTrack(file, flac);
  const type = plainType(file.type);
  const mended = await within(mendedFile(file), patience);
  const kind = await within(fileKind(mended), patience);
  if (kind !== undefined && !type) throw unknownFormat(kind);
  // Any bytes may be plain samples, also those that begin a frame of MP3.
  const input = new Input({ source: fileSource(mended), formats: type ? signed : formats });
  const close = () => input.dispose();
  try {
    return { ...(await within(describe(input, mended), patience)), close };
  } catch (error) {
    close();
    if (!(error instanceof UnsupportedInputFormatError)) throw error;
    if (type && kind === undefined) return plainTrack({ ...type, bytes: file });
    throw unknownFormat(kind, error);
  }
}

function plainTrack(sound: PlainSound): Track {
  const { channels, rate, bytes } = sound;
  checkLikely(channels, rate);
  return {
    ...{ kind: undefined, channels, start: 0, config: undefined, configLater: undefined },
    duration: Math.floor(bytes.size / bytesPerFrame(sound)) / rate,
    async *packets() {
      // Plain samples have none.
    },
    pcm: (from) => plainSamples(sound, from),
    close: () => undefined,
  };
}

/** mediabunny (1.61.0) reads no FLAC in Ogg. */
function oggFlacTrack(file: Blob, config: AudioDecoderConfig): Track {
  const { numberOfChannels: channels, sampleRate: rate } = config;
  checkLikely(channels, rate);
  return {
    ...{ kind: 'ogg', duration: undefined, channels, start: 0, config, configLater: config },
    packets: (from) => oggFlacPackets(file, rate, from),
    async *pcm() {
      // It has to be decoded.
    },
    close: () => undefined,
  };
}

function checkLikely(channels: number, rate: number): void {
  const likely = channels >= 1 && channels <= mostChannels && rate >= slowest && rate <= fastest;
  if (!likely) throw unlikely(channels, rate);
}

async function describe(input: Input, file: Blob): Promise<Omit<Track, 'close'>> {
  const track = await findTrack(input);
  const [channels, rate, config] = await Promise.all([
    track.getNumberOfChannels(),
    track.getSampleRate(),
    track.getDecoderConfig(),
  ]);
  checkLikely(channels, rate);
  if (!config) throw unknownCodec(await track.getCodec());
  const start = await beginning(input, file);
  const end = (await track.getDurationFromMetadata()) ?? NaN;
  const format = await input.getFormat();
  const plain = /^(pcm-|ulaw|alaw)/.test(config.codec);
  return {
    kind: linkedKinds.get(format),
    duration: Number.isFinite(end) && end >= start ? end - start : undefined,
    channels,
    start,
    config: plain ? undefined : config,
    configLater: plain ? undefined : inMidStream(config, format),
    packets: (from) => walk(new EncodedPacketSink(track), from - runUp),
    pcm: (from) => new AudioSampleSink(track).samples(from),
  };
}

const linkedKinds = new Map<InputFormat, LinkedKind>([
  [OGG, 'ogg'],
  [MP3, 'mp3'],
  [ADTS, 'adts'],
]);

/** Where an Opus file tells how many samples are left out at its beginning (RFC 7845, 5.1). */
const preSkip = 10;

/** Behind its beginning nothing is left out; but in Matroska the times of packets are as much too late. */
function inMidStream(config: AudioDecoderConfig, format: InputFormat): AudioDecoderConfig {
  const { codec, description } = config;
  const isLate = format === MATROSKA || format === WEBM;
  if (codec !== 'opus' || isLate || !(description instanceof Uint8Array)) return config;
  return { ...config, description: Uint8Array.from(description).fill(0, preSkip, preSkip + 2) };
}

/** Files whose clock begins with them; others are cut out of a stream whose clock runs on. */
const ownClock: InputFormat[] = [MP4, QTFF, MATROSKA, WEBM];
/** Seconds. A sound that begins later than this is of a stream, whatever the file. */
const latest = 60;

/** Seconds on the clock of the packets at which players begin. */
async function beginning(input: Input, file: Blob): Promise<number> {
  const [format, first] = [await input.getFormat(), Math.max(0, await input.getFirstTimestamp())];
  if (format === MP3) return mp3Delay(file);
  return ownClock.includes(format) && first <= latest ? 0 : first;
}

async function findTrack(input: Input): Promise<InputAudioTrack> {
  const track = await input.getPrimaryAudioTrack({ filter: (each) => each.canDecode() });
  const first = track ?? (await input.getPrimaryAudioTrack());
  if (!first) throw noSound();
  const name = await first.getInternalCodecId();
  if (name === 'enca' || name === 'drms') throw encrypted();
  if (track) return track;
  throw unknownCodec((await first.getCodec()) ?? (typeof name === 'string' ? name : null));
}

/** Seconds that a decoder is given before what is wanted of it: some have to hear a little before they are right. */
const runUp = 1;

/**
 * From the packet at a time on, one after the other, so that a fault in the file costs nothing that stands before it.
 */
async function* walk(
  sink: EncodedPacketSink,
  from: number,
): AsyncGenerator<EncodedPacket, void, undefined> {
  const there = from > 0 ? await sink.getKeyPacket(from) : null;
  let packet = there ?? (await sink.getFirstPacket());
  while (packet) {
    yield packet;
    packet = await sink.getNextPacket(packet);
  }
}
