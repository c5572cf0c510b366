import { expect, test } from 'vitest';
import { join } from '../../src/audio/pcm';
import { resample } from '../../src/audio/resample';
import { glide, likeness } from '../unit/audio/decode/glide';
import { collect, whole } from '../unit/audio/tones';
import { decoderForTests } from './decoder-for-tests';
import { encodeAll, type Encoder, type Sound } from './threads/ask-decoder';

const decoder = decoderForTests();

/** Hz. */
const heardAt = 48_000;

type Format = Encoder & {
  name: string;
  rates: number[];
  channels: number[];
  /** Samples by which the sound comes late: what encoder and decoder need, where the file does not tell it. */
  late: number;
  /** Samples that may be heard beyond what was encoded. */
  longer: (rate: number) => number;
};

const all = [8000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000];
const upTo48 = all.slice(0, -1);
const ofOpus = [8000, 16_000, 24_000, 48_000];
const two = [16_000, 44_100];

const exact = { rates: all, channels: [1, 2, 6], late: 0, longer: () => 0 };
const opus = {
  rates: ofOpus,
  channels: [1, 2, 6],
  late: 0,
  longer: (hertz: number) => hertz * 0.02,
};
const vorbis = { rates: upTo48, channels: [1, 2, 6], late: 0, longer: () => 1024 };
const mp3 = { rates: upTo48, channels: [1, 2], late: 1105, longer: () => 3 * 1152 };
const aac = { rates: all, channels: [1, 2, 6], late: 1024, longer: () => 3 * 1024 };
const loud = ['-c:a', 'aac', '-b:a', '512k', '-aac_coder', 'fast'];
const picture = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=10:duration=2'];
const withPicture = ['-map', '0:v'];

const depths = ['u8', 's16le', 's24le', 's32le', 'f32le', 'f64le', 'mulaw', 'alaw'];
const fragments = ['-movflags', 'frag_keyframe+empty_moov'];
const noTag = ['-b:a', '64k', '-write_xing', '0', '-id3v2_version', '0'];
const formats: Format[] = [
  ...depths.map((depth) => ({
    ...{ name: `wav ${depth}`, ending: 'wav', args: ['-c:a', `pcm_${depth}`] },
    ...exact,
    rates: depth === 's16le' ? all : two,
  })),
  { name: 'flac', ending: 'flac', args: [], ...exact, rates: [...all, 12_000, 64_000, 192_000] },
  { name: 'mp3', ending: 'mp3', args: ['-b:a', '128k'], ...mp3, late: 0 },
  { name: 'mp3 without a tag', ending: 'mp3', args: noTag, ...mp3 },
  {
    ...{ name: 'ogg opus', ending: 'ogg', args: ['-c:a', 'libopus', '-b:a', '192k'] },
    ...exact,
    rates: ofOpus,
  },
  { name: 'webm opus', ending: 'webm', args: ['-c:a', 'libopus', '-b:a', '192k'], ...opus },
  {
    ...{ name: 'ogg vorbis', ending: 'ogg', args: ['-c:a', 'libvorbis', '-q:a', '6'] },
    ...exact,
    rates: upTo48,
  },
  { name: 'ogg flac', ending: 'oga', args: ['-c:a', 'flac'], ...exact, rates: two },
  { name: 'webm vorbis', ending: 'webm', args: ['-c:a', 'libvorbis', '-q:a', '6'], ...vorbis },
  { name: 'aac', ending: 'aac', args: loud, ...aac },
  { name: 'm4a', ending: 'm4a', args: loud, ...aac, late: 0 },
  { name: 'mp4 opus', ending: 'mp4', args: ['-c:a', 'libopus'], ...opus },
  {
    name: 'mp4 flac',
    ending: 'mp4',
    args: ['-c:a', 'flac', '-strict', '-2'],
    ...exact,
    rates: two,
  },
  { name: 'mp4 in fragments', ending: 'mp4', args: [...loud, ...fragments], ...aac, rates: two },
  { name: 'mov', ending: 'mov', args: loud, ...aac, late: 0, rates: two },
  { name: 'mov pcm', ending: 'mov', args: ['-c:a', 'pcm_s16be'], ...exact, rates: two },
  { name: 'mpeg-ts', ending: 'ts', args: loud, ...aac, rates: two },
  { name: 'mka mp3', ending: 'mka', args: ['-c:a', 'libmp3lame'], ...mp3, rates: two },
  {
    ...{ name: 'mp4 video', ending: 'mp4', inputs: picture, ...aac, late: 0, rates: two },
    args: [...withPicture, ...loud, '-c:v', 'mpeg4'],
  },
  {
    ...{ name: 'webm video', ending: 'webm', inputs: picture, ...opus, rates: [48_000] },
    args: [...withPicture, '-c:a', 'libopus', '-b:a', '192k', '-c:v', 'libvpx'],
  },
];

const sounds = new Map<number, Sound & { wanted: Float32Array }>();

/** The sound at a rate, and what is to be heard of it. */
async function soundAt(rate: number) {
  const samples = glide(rate);
  const sound = sounds.get(rate) ?? {
    ...{ rate, samples },
    wanted: join(await collect(resample(whole(samples), rate, heardAt))),
  };
  sounds.set(rate, sound);
  return sound;
}

test.for(formats)('$name is heard as it was, at every rate', async (format, { skip }) => {
  skip(!decoder.hasFfmpeg, 'ffmpeg is not installed');
  const said = await Promise.all(format.rates.map(soundAt));
  const outputs = said.flatMap((_, sound) =>
    format.channels.map((channels) => ({ sound, channels })),
  );
  const files = await encodeAll(said, outputs, format);
  const wrong: string[] = [];
  for (const [index, { sound, channels }] of outputs.entries()) {
    const { rate, wanted } = said[sound]!;
    const heard = await decoder.decode({ file: files[index]!, options: { sampleRate: heardAt } });
    const lag = Math.round((format.late * heardAt) / rate);
    const like = likeness(wanted, heard.samples, lag, 24);
    const longer = ((heard.count - wanted.length) * rate) / heardAt;
    const right =
      like > 0.99 && longer >= -0.5 && longer <= format.longer(rate) && heard.channels === channels;
    const { duration = 2, open, failure } = heard;
    if (right && Math.abs(duration - 2) < 0.2 && Object.values(open).every((left) => left === 0))
      continue;
    const found = { like, longer, failure, open, duration, channels: heard.channels };
    wrong.push(`${rate} Hz, ${channels} channels: ${JSON.stringify(found)}`);
  }
  expect(wrong).toEqual([]);
});
