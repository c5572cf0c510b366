import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { commands } from 'vitest/browser';
import { seededRandom } from '../../../src/base/seeded-random';
import { glide } from '../../unit/audio/decode/glide';
import { encode, type Recipe } from './ask-decoder';
import type { DecodedInput, DecodeInputOrder } from './decode-input-thread';
import { startDecoder, type Decoder } from './decoder-thread';

let thread: Decoder;
let decode: Decoder['decode'];
let hasFfmpeg = false;
beforeAll(async () => {
  hasFfmpeg = await commands.hasFfmpeg();
  thread = startDecoder();
  decode = thread.decode;
});
afterAll(() => thread.end());

const made = { rate: 16_000, channels: 1 };
const recipes: Record<string, Recipe> = {
  wav: { ...made, ending: 'wav', args: [] },
  flac: { ...made, ending: 'flac', args: [] },
  mp3: { ...made, ending: 'mp3', args: [] },
  opus: { ...made, ending: 'ogg', args: ['-c:a', 'libopus'] },
  vorbis: { ...made, ending: 'ogg', args: ['-c:a', 'libvorbis'] },
  webm: { ...made, ending: 'webm', args: ['-c:a', 'libopus', '-cluster_time_limit', '400'] },
  aac: { ...made, ending: 'aac', args: [] },
  m4a: { ...made, ending: 'm4a', args: [] },
  fragments: { ...made, ending: 'mp4', args: ['-movflags', 'frag_keyframe+empty_moov'] },
  ts: { ...made, ending: 'ts', args: ['-c:a', 'aac'] },
};
const kinds = Object.keys(recipes);
const seconds = 4;
const trials = 20;
const files = new Map<string, Uint8Array<ArrayBuffer>>();

async function fileOf(kind: string): Promise<Uint8Array<ArrayBuffer>> {
  const recipe = recipes[kind];
  if (!recipe) throw new Error(`No recipe for ${kind}.`);
  const file = files.get(kind) ?? (await encode(glide(made.rate, seconds), recipe));
  files.set(kind, file);
  return file;
}

const at16 = { sampleRate: 16_000, patience: 5000 };
const summarise = (bytes: BlobPart, type = ''): DecodeInputOrder => ({
  ...{ file: new Blob([bytes], { type }), options: at16, summary: true },
});

/** What is wrong with an outcome, whatever the file was: an unclear error, a sample out of range, something open. */
function faults({ failure, peak, open, milliseconds }: DecodedInput): string[] {
  const found: string[] = [];
  if (failure && !(failure.code === 'invalid_request' && failure.param === 'file'))
    found.push(`${failure.code}: ${failure.message}`);
  if (!(peak <= 1)) found.push(`a sample of ${peak}`);
  if (Object.values(open).some((left) => left > 0))
    found.push(`left open: ${JSON.stringify(open)}`);
  if (milliseconds > 10_000) found.push(`${milliseconds} ms`);
  return found;
}

test.for(kinds)('%s that breaks off gives what is there', async (kind, { skip }) => {
  skip(!hasFfmpeg, 'ffmpeg is not installed');
  const file = await fileOf(kind);
  const counts: number[] = [];
  for (let tenth = 1; tenth <= 10; tenth++) {
    const heard = await decode(summarise(file.slice(0, Math.round((file.length * tenth) / 10.5))));
    expect(faults(heard), `${tenth} of 10.5 parts`).toEqual([]);
    counts.push(heard.count);
  }
  expect(counts.toSorted((a, b) => a - b)).toEqual(counts);
  // The index of an M4A stands at its end.
  if (kind === 'm4a') expect(counts.at(-1)).toBe(0);
  // Pages of Ogg are a second long.
  else expect(counts.at(-1)).toBeGreaterThan(0.6 * seconds * 16_000);
});

test.for(kinds)('%s with flipped bits ends in an answer or an error', async (kind, { skip }) => {
  skip(!hasFfmpeg, 'ffmpeg is not installed');
  const file = await fileOf(kind);
  const seed = inject('seed');
  const next = seededRandom(seed);
  const wrong: string[] = [];
  let answers = 0;
  for (let trial = 0; trial < trials; trial++) {
    const damaged = file.slice();
    // Every other file is hit in its head, where it hurts most.
    const span = trial % 2 ? damaged.length : Math.min(damaged.length, 600);
    const flips = 1 + Math.floor(next() * 8);
    for (let flip = 0; flip < flips; flip++)
      damaged[Math.floor(next() * span)]! ^= 1 << Math.floor(next() * 8);
    const heard = await decode(summarise(damaged));
    if (heard.count > 0) answers += 1;
    for (const fault of faults(heard)) wrong.push(`seed ${seed}, trial ${trial}: ${fault}`);
  }
  expect(wrong).toEqual([]);
  // A Vorbis file this short is half codebook.
  if (kind !== 'vorbis') expect(answers).toBeGreaterThan(trials / 5);
});

test('a broken packet in the middle costs that moment and not the rest', async ({ skip }) => {
  skip(!hasFfmpeg, 'ffmpeg is not installed');
  for (const kind of ['mp3', 'wav', 'aac']) {
    const file = (await fileOf(kind)).slice();
    const middle = Math.round(file.length / 2);
    file.fill(0x55, middle, middle + 300);
    const heard = await decode(summarise(file));
    expect(faults(heard), kind).toEqual([]);
    expect(heard.count / 16_000, kind).toBeGreaterThan(0.9 * seconds);
  }
});

const text = new TextEncoder();
const png = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82]);
const zip = Uint8Array.from([80, 75, 3, 4, 20, 0, 0, 0, 8, 0, 0, 0, 33, 0, 0, 0]);
const noise = Uint8Array.from({ length: 100_000 }, seededRandom(7)).map((_, i) => i % 251);
const unheard: [name: string, bytes: Uint8Array<ArrayBuffer>, message: RegExp][] = [
  ['nothing', new Uint8Array(0), /is empty/],
  ['one byte', new Uint8Array(1), /Invalid file format/],
  ['zeros', new Uint8Array(100_000), /Invalid file format/],
  ['a text', text.encode('Dear all, '.repeat(5000)), /Invalid file format/],
  ['a playlist', text.encode('#EXTM3U\n#EXTINF:10,\nhttps://example.org/1.ts\n'), /Invalid file/],
  ['a picture', new Uint8Array([...png, ...noise]), /Invalid file format/],
  ['an archive', new Uint8Array([...zip, ...noise]), /Invalid file format/],
  ['raw samples', new Uint8Array(glide(16_000).buffer), /Invalid file format/],
];

test.each(unheard)('%s is refused in words that help', async (_name, bytes, message) => {
  for (const type of ['', 'audio/mpeg']) {
    const heard = await decode(summarise(bytes, type));
    expect(faults(heard)).toEqual([]);
    expect(heard.failure).toMatchObject({ code: 'invalid_request', param: 'file' });
    expect(heard.failure?.message).toMatch(message);
    expect(heard.failure?.message).toMatch(
      /Supported formats: \['aac', 'aiff'.*'wav', 'webm'\]\.$/,
    );
  }
});

test('a name and a type that lie do no harm', async ({ skip }) => {
  skip(!hasFfmpeg, 'ffmpeg is not installed');
  for (const kind of kinds) {
    const file = new File([await fileOf(kind)], 'photo.jpeg', { type: 'image/jpeg' });
    const heard = await decode({ file, options: at16, summary: true });
    expect(heard.failure, kind).toBeUndefined();
    expect(heard.count / 16_000, kind).toBeGreaterThan(0.95 * seconds);
  }
});

test('only the head of a file is no sound or an error, and a video without sound is told', async ({
  skip,
}) => {
  skip(!hasFfmpeg, 'ffmpeg is not installed');
  for (const kind of kinds) {
    const heard = await decode(summarise((await fileOf(kind)).slice(0, 44)));
    expect(faults(heard), kind).toEqual([]);
    expect(heard.count, kind).toBe(0);
  }
  const inputs = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=10:duration=1'];
  const args = ['-an', '-map', '0:v', '-c:v', 'mpeg4'];
  const silentFilm = await encode(glide(16_000), { ...made, ending: 'mp4', inputs, args });
  const heard = await decode(summarise(silentFilm));
  expect(heard.failure?.message).toMatch(/^The file has no audio track\./);
});
