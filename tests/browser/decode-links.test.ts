import { expect, test } from 'vitest';
import { glide, likeness } from '../unit/audio/decode/glide';
import { decoderForTests } from './decoder-for-tests';
import { encodeAll } from './threads/ask-decoder';

const decoder = decoderForTests();

/** Hz. */
const heardAt = 16_000;

type Row = { name: string; ending: string; args: string[]; rates: [number, number] };
const tags = ['-metadata', 'title=A title', '-write_id3v2', '1'];
const rows: Row[] = [
  { name: 'Opus', ending: 'ogg', args: ['-c:a', 'libopus'], rates: [48_000, 16_000] },
  { name: 'Vorbis', ending: 'ogg', args: ['-c:a', 'libvorbis'], rates: [44_100, 22_050] },
  { name: 'FLAC in Ogg', ending: 'oga', args: ['-c:a', 'flac'], rates: [44_100, 22_050] },
  { name: 'MP3', ending: 'mp3', args: ['-b:a', '128k'], rates: [44_100, 22_050] },
  { name: 'AAC', ending: 'aac', args: [], rates: [44_100, 22_050] },
  { name: 'AAC with tags', ending: 'aac', args: tags, rates: [24_000, 24_000] },
];

/** Three sounds, the one in the middle in stereo and at the second rate, and what each is alone. */
async function links({ ending, args, rates }: Row) {
  const sounds = rates.map((rate) => ({ rate, samples: glide(rate) }));
  const [mono, stereo] = await encodeAll(
    sounds,
    [
      { sound: 0, channels: 1 },
      { sound: 1, channels: 2 },
    ],
    { ending, args },
  );
  const files = [mono!, stereo!, mono!];
  const alone: Float32Array[] = [];
  for (const file of files) alone.push((await hear(file)).samples);
  return { file: new Blob(files), alone };
}

const hear = (file: Blob, from = 0) =>
  decoder.decode({ file, options: { sampleRate: heardAt, from } });

const unlike = (wanted: Float32Array, heard: Float32Array) =>
  1 - likeness(wanted, heard.subarray(0, wanted.length), 0, 4);

test.for(rows)('$name, one file behind the other, is heard to its end', async (row, { skip }) => {
  skip(!decoder.hasFfmpeg, 'ffmpeg is not installed');
  const { file, alone } = await links(row);
  const { samples, duration = 0, channels, open } = await hear(file);
  expect(open).toEqual({ pieces: 0, decoders: 0, readers: 0 });
  expect(channels).toBe(1);
  const wanted = alone.reduce((sum, { length }) => sum + length, 0);
  expect(Math.abs(samples.length - wanted)).toBeLessThanOrEqual(4);
  expect(Math.abs(duration - samples.length / heardAt)).toBeLessThan(0.15);
  let at = 0;
  for (const link of alone) {
    expect(link.length / heardAt).toBeGreaterThanOrEqual(1.999);
    expect(unlike(link, samples.subarray(at))).toBeLessThan(0.001);
    at += link.length;
  }
  for (const from of [1.5, 2.7, 4.6]) {
    const rest = await hear(file, from);
    const left = samples.subarray(Math.round(from * heardAt));
    expect(Math.abs(rest.count - left.length)).toBeLessThanOrEqual(4);
    // The second way to a sample may lie half a sample beside the first.
    expect(unlike(left, rest.samples)).toBeLessThan(0.05);
  }
});

test('a stream that nobody knows costs itself and not those around it', async ({ skip }) => {
  skip(!decoder.hasFfmpeg, 'ffmpeg is not installed');
  const { file, alone } = await links(rows[0]!);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const heads: number[] = [];
  for (let at = 0; at + 8 < bytes.length; at++)
    if (String.fromCharCode(...bytes.subarray(at, at + 8)) === 'OpusHead') heads.push(at);
  expect(heads).toHaveLength(3);
  bytes.set(new TextEncoder().encode('NewCodec'), heads[1]);
  const { count } = await hear(new Blob([bytes]));
  expect(Math.abs(count - alone[0]!.length * 2)).toBeLessThanOrEqual(4);
});
