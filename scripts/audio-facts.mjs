/** Kilobits per second of MPEG-1 and MPEG-2 layer III, by the index in a frame's header. */
const bitRates = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const sampleRates = [44100, 48000, 32000];

/**
 * How long encoded speech is, read from the bytes themselves.
 * @param {string} format `wav`, `mp3` or `pcm` (s16le, mono)
 * @param {Buffer} bytes
 * @param {number} pcmRate Hz of raw samples, which do not tell it
 * @returns {{ sampleRate: number, seconds: number }}
 */
export function audioFacts(format, bytes, pcmRate) {
  const read = { wav: wavFacts, mp3: mp3Facts, pcm: pcmFacts }[format];
  if (!read) throw new Error(`The length of ${format} audio cannot be told.`);
  return read(bytes, pcmRate);
}

function pcmFacts(bytes, pcmRate) {
  return { sampleRate: pcmRate, seconds: bytes.length / 2 / pcmRate };
}

function wavFacts(bytes) {
  const sampleRate = bytes.readUInt32LE(24);
  const bytesPerSecond = bytes.readUInt32LE(28);
  const data = bytes.indexOf('data', 36, 'latin1');
  return { sampleRate, seconds: (bytes.length - data - 8) / bytesPerSecond };
}

/** Adds up the frames. https://www.datavoyage.com/mpgscript/mpeghdr.htm */
function mp3Facts(bytes) {
  let sampleRate = 0;
  let samples = 0;
  for (let at = 0; at + 4 <= bytes.length;) {
    const header = bytes.readUInt32BE(at);
    if (header >>> 21 !== 0x7ff) {
      at++;
      continue;
    }
    const mpeg1 = ((header >>> 19) & 3) === 3;
    const halving = [4, 0, 2, 1][(header >>> 19) & 3];
    const bitRate = bitRates[mpeg1 ? 'mpeg1' : 'mpeg2'][(header >>> 12) & 15] * 1000;
    sampleRate = sampleRates[(header >>> 10) & 3] / halving;
    samples += mpeg1 ? 1152 : 576;
    const padding = (header >>> 9) & 1;
    at += Math.floor(((mpeg1 ? 144 : 72) * bitRate) / sampleRate) + padding;
  }
  return { sampleRate, seconds: samples / sampleRate };
}
