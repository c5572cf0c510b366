export type Mp3Frame = { bitRate: number; sampleRate: number; samples: number };

/** Kilobits per second of layer III: MPEG-1, then MPEG-2 and 2.5. */
const bitRates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

/** Every frame of a file, header by header; throws at what is no frame. */
export function readMp3Frames(file: Buffer): Mp3Frame[] {
  const frames: Mp3Frame[] = [];
  for (let at = 0; at < file.length;) {
    const header = file.readUInt32BE(at);
    if (header >>> 21 !== 0x7ff) throw new Error(`No frame at byte ${at}.`);
    const version = (header >>> 19) & 3;
    const isFirst = version === 3;
    const bitRate = 1000 * bitRates[isFirst ? 0 : 1]![(header >>> 12) & 15]!;
    const sampleRate = [44100, 48000, 32000][(header >>> 10) & 3]! / [4, 0, 2, 1][version]!;
    const samples = isFirst ? 1152 : 576;
    frames.push({ bitRate, sampleRate, samples });
    at += Math.floor((samples / 8) * (bitRate / sampleRate)) + ((header >>> 9) & 1);
  }
  return frames;
}
