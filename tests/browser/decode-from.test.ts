import { expect, test } from 'vitest';
import { glide, likeness } from '../unit/audio/decode/glide';
import { decoderForTests } from './decoder-for-tests';
import { encodeAll, type Encoder } from './threads/ask-decoder';

const decoder = decoderForTests();

/** Hz. */
const rate = 44_100;
const heardAt = 16_000;
const sounds = [{ rate, samples: glide(rate, 6) }];

const opus = ['-c:a', 'libopus'];
const formats: (Encoder & { name: string })[] = [
  { name: 'wav', ending: 'wav', args: [] },
  { name: 'aiff', ending: 'aiff', args: [] },
  { name: 'flac', ending: 'flac', args: [] },
  { name: 'mp3', ending: 'mp3', args: ['-b:a', '128k'] },
  { name: 'mp3 without a tag', ending: 'mp3', args: ['-b:a', '128k', '-write_xing', '0'] },
  { name: 'ogg opus', ending: 'ogg', args: opus },
  { name: 'ogg vorbis', ending: 'ogg', args: ['-c:a', 'libvorbis'] },
  { name: 'ogg flac', ending: 'oga', args: ['-c:a', 'flac'] },
  { name: 'webm opus', ending: 'webm', args: opus },
  { name: 'webm without an index', ending: 'webm', args: [...opus, '-live', '1'] },
  { name: 'aac', ending: 'aac', args: ['-c:a', 'aac', '-b:a', '192k'] },
  { name: 'm4a', ending: 'm4a', args: ['-c:a', 'aac', '-b:a', '192k'] },
  { name: 'mpeg-ts', ending: 'ts', args: ['-c:a', 'aac', '-b:a', '192k'] },
];

test.for(formats)('$name is heard from a second on as in the whole', async (format, { skip }) => {
  skip(!decoder.hasFfmpeg, 'ffmpeg is not installed');
  const [file] = await encodeAll(sounds, [{ sound: 0, channels: 1 }], format);
  const decode = (from: number) =>
    decoder.decode({ file: file!, options: { sampleRate: heardAt, from } });
  const whole = await decode(0);
  for (const from of [0.4, 3.37]) {
    const rest = await decode(from);
    const wanted = whole.samples.subarray(Math.round(from * heardAt));
    expect(rest).toMatchObject({ duration: whole.duration, open: { pieces: 0, decoders: 0 } });
    // Matroska has times in milliseconds.
    const most = format.ending === 'webm' ? heardAt / 1000 : 2;
    expect(Math.abs(rest.count - wanted.length)).toBeLessThanOrEqual(most);
    expect(likeness(wanted, rest.samples, 0, most)).toBeGreaterThan(0.999);
  }
  expect(await decode(7)).toMatchObject({ count: 0, duration: whole.duration });
});
