import { expect, test } from 'vitest';
import { adtsFrames, mp3Frames } from '../../../../src/audio/decode/frame-formats';
import { frameLinks } from '../../../../src/audio/decode/frame-links';

const { signal } = new AbortController();

/** A frame of 1,044 bytes: MPEG-1, layer III, 44.1 kHz, 320 kbit/s, of one channel or two. */
function mp3(mono: boolean): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(1044);
  frame.set([0xff, 0xfb, 0xe0, mono ? 0xc0 : 0]);
  return frame;
}

/** A frame of AAC-LC in stereo; the number is that of the rate. */
function adts(rate: number, length: number): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(length);
  frame.set([0xff, 0xf1, 0x40 | (rate << 2), 0x80, length >> 3, ((length & 7) << 5) | 0x1f, 0xfc]);
  return frame;
}

const times = (count: number, frame: Uint8Array<ArrayBuffer>) => new Blob(Array(count).fill(frame));
const tag = Uint8Array.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 2, 0, ...new Uint8Array(256)]);
const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 7919) % 254);

async function split(parts: BlobPart[], format = mp3Frames) {
  const links = await frameLinks(new Blob(parts), format, signal);
  return links.map(({ bytes, end }) => [bytes.size, end]);
}

test('MP3 is cut where channels change, and not at tags and damage', async () => {
  const [one, two] = [mp3(true), mp3(false)];
  // Three megabytes, so that frames lie across the pieces that are read.
  const parts = [tag, times(2000, one), tag, times(10, one), noise, times(5, one)];
  expect(await split(parts)).toEqual([[2015 * 1044 + 5000 + 2 * 266, (2015 * 1152) / 44_100]]);
  expect(await split([times(1500, one), tag, times(1500, two)])).toEqual([
    [1500 * 1044 + 266, (1500 * 1152) / 44_100],
    [1500 * 1044, (1500 * 1152) / 44_100],
  ]);
  expect(await split([noise])).toEqual([]);
});

test('ADTS is cut where rates change, at tags and at damage', async () => {
  const parts = [times(4000, adts(4, 300)), tag, times(50, adts(4, 300)), times(9, adts(8, 200))];
  expect(await split(parts, adtsFrames)).toEqual([
    [4000 * 300 + 266, (4000 * 1024) / 44_100],
    [50 * 300, (50 * 1024) / 44_100],
    [9 * 200, (9 * 1024) / 16_000],
  ]);
  const broken = [times(9, adts(8, 200)), noise, times(7, adts(8, 200))];
  const found = await split(broken, adtsFrames);
  expect(found.map(([, end]) => end)).toEqual([(9 * 1024) / 16_000, (7 * 1024) / 16_000]);
});
