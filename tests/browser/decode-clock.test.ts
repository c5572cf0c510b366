import { expect, test } from 'vitest';
import { glide, likeness } from '../unit/audio/decode/glide';
import { decoderForTests } from './decoder-for-tests';
import { encodeAll, type Encoder } from './threads/ask-decoder';

const decoder = decoderForTests();

/** Hz. */
const rate = 48_000;
const sound = glide(rate);

async function hear(encoder: Encoder) {
  const [file] = await encodeAll([{ rate, samples: sound }], [{ sound: 0, channels: 1 }], encoder);
  return decoder.decode({ file: file!, options: { sampleRate: rate } });
}

/** How like what is heard `later` (seconds) is to a part of the sound, within 50 ms, for what encoders need. */
function like(heard: Float32Array, from: number, to: number, later: number): number {
  const begin = Math.round(from * rate);
  const late = heard.subarray(Math.round(later * rate));
  return likeness(sound.subarray(begin, Math.round(to * rate)), late.subarray(begin), 0, rate / 20);
}

const aac = ['-c:a', 'aac', '-b:a', '192k'];
const opus = ['-c:a', 'libopus', '-b:a', '160k'];
const paused: [name: string, ending: string, args: string[]][] = [
  ['AAC in Matroska', 'mkv', aac],
  ['AAC in MP4', 'mp4', aac],
  ['AAC in MPEG-TS', 'ts', aac],
  ['Opus in WebM', 'webm', opus],
  ['Vorbis in WebM', 'webm', ['-c:a', 'libvorbis', '-q:a', '6']],
  ['MP3 in Matroska', 'mka', ['-c:a', 'libmp3lame', '-b:a', '160k']],
  ['FLAC in Matroska', 'mka', ['-c:a', 'flac']],
  ['samples in Matroska', 'mka', ['-c:a', 'pcm_s16le']],
];
test.for(paused)('a pause in the times of %s is silence', async ([, ending, args], { skip }) => {
  skip(!decoder.hasFfmpeg, 'ffmpeg is not installed');
  const pause = 2.5;
  const clock = `asetpts='PTS+if(gte(T,1),${pause}/TB,0)'`;
  const { samples, open } = await hear({ ending, args: ['-filter:a', clock, ...args] });
  expect(Math.abs(samples.length / rate - 2 - pause)).toBeLessThan(0.1);
  expect(like(samples, 0.1, 0.9, 0)).toBeGreaterThan(0.95);
  expect(like(samples, 1.2, 1.9, pause)).toBeGreaterThan(0.95);
  const inside = samples.subarray(1.2 * rate, (1 + pause - 0.2) * rate);
  expect(inside.every((sample) => Math.abs(sample) < 0.001)).toBe(true);
  expect(open).toEqual({ pieces: 0, decoders: 0, readers: 0 });
});

test('a pause of minutes is one where the file is told to be that long', async ({ skip }) => {
  skip(!decoder.hasFfmpeg, 'ffmpeg is not installed');
  const clock = `asetpts='PTS+if(gte(T,1),100/TB,0)'`;
  const args = ['-filter:a', clock, ...opus];
  const told = await hear({ ending: 'webm', args });
  expect(Math.abs(told.count / rate - 102)).toBeLessThan(0.1);
  const untold = await hear({ ending: 'webm', args: [...args, '-live', '1'] });
  expect(Math.abs(untold.count / rate - 2)).toBeLessThan(0.1);
});

test.for([
  ['mp4', aac, 0.75],
  ['mkv', aac, 0.75],
  ['webm', opus, 0.75],
  // Its clock runs on from what was sent before.
  ['ts', aac, 0],
] as const)(
  'sound that begins later than the file, in .%s',
  async ([ending, args, late], { skip }) => {
    skip(!decoder.hasFfmpeg, 'ffmpeg is not installed');
    const { samples, duration } = await hear({
      ending,
      args: [...args, '-output_ts_offset', '0.75'],
    });
    expect(like(samples, 0.1, 1.9, late)).toBeGreaterThan(0.95);
    if (duration !== undefined) expect(Math.abs(duration - 2 - late)).toBeLessThan(0.1);
  },
);
