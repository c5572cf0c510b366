import type { Frame, FrameFormat } from './frame-links';

type Version = {
  /** How much slower than MPEG-1. */
  slower: number;
  samples: number;
  /** kbit/s, by their number in a frame of layer III. */
  bitrates: number[];
  /** Bytes before the tag of an encoder, of one channel and of two. */
  sides: [mono: number, stereo: number];
};

const ofMpeg2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const mpeg2: Omit<Version, 'slower'> = { samples: 576, bitrates: ofMpeg2, sides: [9, 17] };
/** By their number in a frame (ISO 11172-3, 2.4.2.3; ISO 13818-3; 2.5 is nobody's standard). */
const versions: Record<number, Version> = {
  3: {
    ...{ slower: 1, samples: 1152, sides: [17, 32] },
    bitrates: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  },
  2: { ...mpeg2, slower: 2 },
  0: { ...mpeg2, slower: 4 },
};
/** Hz, of MPEG-1. */
const mp3Rates = [44_100, 48_000, 32_000];

/** MP3. A frame that is only a tag of its encoder has no samples. */
export const mp3Frames: FrameFormat = { read: mp3Frame, recovers: true };

function mp3Frame(bytes: Uint8Array, at: number): Frame | undefined {
  if (at + 4 > bytes.length || bytes[at] !== 0xff) return undefined;
  const [first, second, third] = [bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!];
  if ((first & 0xe6) !== 0xe2) return undefined;
  const version = versions[(first >> 3) & 3];
  const bitrate = version?.bitrates[second >> 4];
  const fastest = mp3Rates[(second >> 2) & 3];
  if (!version || !bitrate || !fastest) return undefined;
  const { slower, samples, sides } = version;
  const rate = fastest / slower;
  const channels = third >> 6 === 3 ? 1 : 2;
  const tag = at + 4 + sides[channels - 1]!;
  const letters = String.fromCharCode(...bytes.subarray(tag, tag + 4));
  const isTag = letters === 'Xing' || letters === 'Info';
  return {
    length: Math.floor((samples * bitrate * 125) / rate) + ((second >> 1) & 1),
    ...{ rate, samples: isTag ? 0 : samples, kind: rate * 2 + channels },
  };
}

/** Hz, by their number (ISO 14496-3, table 1.18). */
const aacRates = [
  ...[96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025],
  ...[8000, 7350],
];

/** AAC in ADTS (ISO 14496-3, 1.A.3.2). Its reader ends at what is no frame. */
export const adtsFrames: FrameFormat = { read: adtsFrame, recovers: false };

function adtsFrame(bytes: Uint8Array, at: number): Frame | undefined {
  if (at + 7 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xf6) !== 0xf0)
    return undefined;
  const [second, third] = [bytes[at + 2]!, bytes[at + 3]!];
  const rate = aacRates[(second >> 2) & 15];
  const length = ((third & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >> 5);
  if (!rate || length < 7) return undefined;
  const channels = ((second & 1) << 2) | (third >> 6);
  const kind = (rate * 4 + (second >> 6)) * 8 + channels;
  return { length, rate, samples: 1024 * ((bytes[at + 6]! & 3) + 1), kind };
}
