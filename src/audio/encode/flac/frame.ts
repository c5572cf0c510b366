import { BitWriter } from './bit-writer';
import { crc16, crc8 } from './checksums';
import { predict } from './prediction';
import { planRice, writeRice } from './rice';

/** Samples of each frame but the last. */
export const blockSize = 4096;

/** The codes of rates that a frame's header can name; 0 sends the reader to the stream's own header. */
const rateCodes: Readonly<Record<number, number>> = {
  8000: 4,
  16000: 5,
  22050: 6,
  24000: 7,
  32000: 8,
  44100: 9,
  48000: 10,
};

/** One frame of 16-bit mono samples, at least one of them (RFC 9639, section 9). */
export function encodeFrame(
  samples: Int32Array,
  number: number,
  sampleRate: number,
): Uint8Array<ArrayBuffer> {
  const bits = new BitWriter();
  bits.write(0xfff8, 16); // sync; blocks of a fixed size
  const isFull = samples.length === blockSize;
  bits.write(isFull ? 12 : 7, 4);
  bits.write(rateCodes[sampleRate] ?? 0, 4);
  bits.write(0x08, 8); // mono, 16 bits
  for (const byte of codedNumber(number)) bits.write(byte, 8);
  if (!isFull) bits.write(samples.length - 1, 16);
  bits.write(crc8(bits.bytes), 8);
  writeSubframe(bits, samples);
  bits.align();
  bits.write(crc16(bits.bytes), 16);
  return bits.take();
}

function writeSubframe(bits: BitWriter, samples: Int32Array): void {
  if (samples.every((sample) => sample === samples[0])) {
    bits.write(0x00, 8); // constant
    writeSample(bits, samples[0]!);
    return;
  }
  const prediction = predict(samples);
  const plan = planRice(prediction, samples.length);
  if (16 * prediction.order + plan.bits >= 16 * samples.length) {
    bits.write(0x02, 8); // verbatim
    for (const sample of samples) writeSample(bits, sample);
    return;
  }
  bits.write((8 + prediction.order) << 1, 8); // fixed predictor
  for (let i = 0; i < prediction.order; i++) writeSample(bits, samples[i]!);
  writeRice(bits, prediction, plan, samples.length);
}

function writeSample(bits: BitWriter, sample: number): void {
  bits.write(sample & 0xffff, 16);
}

/** A frame's number, coded like a character of UTF-8. */
function codedNumber(number: number): number[] {
  if (number < 0x80) return [number];
  const tail: number[] = [];
  let rest = number;
  let room = 0x40;
  while (rest >= room) {
    tail.unshift(0x80 | (rest & 0x3f));
    rest >>>= 6;
    room >>= 1;
  }
  return [(0x100 - 2 * room) | rest, ...tail];
}
