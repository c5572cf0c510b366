import { expect, test } from 'vitest';
import { mp3Delay } from '../../../../src/audio/decode/mp3-delay';

type Frame = { second: number; third: number; fourth: number; tagAt: number; flags?: number };

/** A first frame of MP3 with a tag, as ffmpeg writes it. */
function firstFrame({ second, third, fourth, tagAt, flags = 15 }: Frame, encoder = 'LAME3.100') {
  const bytes = new Uint8Array(400);
  const write = (at: number, text: string) =>
    [...text].forEach((letter, i) => (bytes[at + i] = letter.charCodeAt(0)));
  bytes.set([0xff, second, third, fourth]);
  write(tagAt, 'Info');
  bytes[tagAt + 7] = flags;
  const from = tagAt + 8 + (flags === 15 ? 112 : 8);
  write(from, encoder);
  // 576 samples before, 1,234 behind.
  bytes.set([0x24, 0x04, 0xd2], from + 21);
  return bytes;
}

const mpeg1: Frame = { second: 0xfb, third: 0x90, fourth: 0x64, tagAt: 36 };
const mono: Frame = { ...mpeg1, fourth: 0xc4, tagAt: 21 };
const mpeg2: Frame = { second: 0xf3, third: 0x58, fourth: 0x64, tagAt: 21 };
const id3 = Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 1, 3, ...new Uint8Array(131));

test.each([
  ['stereo', firstFrame(mpeg1), 1105 / 44_100],
  ['mono', firstFrame(mono), 1105 / 44_100],
  ['few fields', firstFrame({ ...mono, flags: 3 }), 1105 / 44_100],
  ['ffmpeg', firstFrame(mono, 'Lavc59.37'), 1105 / 44_100],
  ['16 kHz', firstFrame(mpeg2), 1105 / 16_000],
  ['another encoder, of which nothing is known', firstFrame(mono, 'Gogo     '), 0],
  ['a frame of sound', firstFrame({ ...mono, tagAt: 50 }), 0],
  ['no MP3', new Uint8Array(400), 0],
  ['an end', firstFrame(mono).slice(0, 30), 0],
])('%s', async (_name, bytes, seconds) => {
  expect(await mp3Delay(new Blob([bytes]))).toBe(seconds);
  expect(await mp3Delay(new Blob([id3, id3, bytes]))).toBe(seconds);
});
