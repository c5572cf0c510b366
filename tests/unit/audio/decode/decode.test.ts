import { expect, test } from 'vitest';
import { decodeAudio } from '../../../../src/audio/decode';
import { atRate, type Block } from '../../../../src/audio/decode/at-rate';
import { seededRandom } from '../../../../src/base/seeded-random';
import { join } from '../../../../src/audio/pcm';
import { collect, tone } from '../tones';
import { wavFile, type WavFields } from './wav-file';

const at16 = { sampleRate: 16_000 };

async function hear(file: Blob, options: Parameters<typeof decodeAudio>[1] = at16) {
  const { samples, ...rest } = await decodeAudio(file, options);
  return { ...rest, samples: join(await collect(samples)) };
}

const floats = (samples: Iterable<number>) => new Uint8Array(Float32Array.from(samples).buffer);
const stereo: WavFields = { format: 3, bits: 32, channels: 2 };

test('channels are mixed as their mean, or one is taken', async () => {
  const file = wavFile(floats([1, 0.5, -1, 0.5, 0, -0.5]), stereo);
  expect(await hear(file)).toEqual({
    ...{ duration: 3 / 16_000, channels: 2 },
    samples: Float32Array.of(0.75, -0.25, -0.25),
  });
  const second = await hear(file, { ...at16, channel: 1 });
  expect([...second.samples]).toEqual([0.5, 0.5, -0.5]);
  for (const channel of [2, -1, 0.5]) {
    await expect(hear(file, { ...at16, channel })).rejects.toMatchObject({
      ...{ code: 'invalid_request', param: 'channel' },
      message: expect.stringContaining('the file has 2') as string,
    });
  }
});

test('what is too loud is clipped, and what is no number is silent', async () => {
  const odd = [NaN, Infinity, -Infinity, 3e38, -2, 0.25];
  const { samples } = await hear(wavFile(floats(odd), { format: 3, bits: 32 }));
  expect([...samples]).toEqual([0, 1, -1, 1, -1, 0.25]);
});

const interleaved = (...channels: readonly ArrayLike<number>[]) =>
  floats(Array.from(channels[0]!).flatMap((_, i) => channels.map((channel) => channel[i]!)));

test('a channel in opposite phase is not what the other one is cancelled by', async () => {
  const said = tone(440, 16_000, 1).map((sample, i) => sample * Math.sin(i / 1500));
  const heard = await hear(
    wavFile(
      interleaved(
        said,
        said.map((x) => -x),
      ),
      stereo,
    ),
  );
  expect(heard.samples).toEqual(said);
});

test('a channel without numbers is silent, and leaves the others as they are', async () => {
  const said = tone(440, 16_000, 0.2);
  const broken = said.map(() => NaN);
  for (const channels of [2, 3]) {
    const all = [said, broken, said.map(() => 0)].slice(0, channels);
    const { samples } = await hear(wavFile(interleaved(...all), { ...stereo, channels }));
    said.forEach((sample, i) => expect(samples[i]).toBeCloseTo(sample / channels, 6));
  }
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i channels of one sound are that sound', async (channels) => {
  const wanted = tone(440, 16_000, 0.1);
  const frames = [...wanted].flatMap((sample) => Array<number>(channels).fill(sample));
  const heard = await hear(wavFile(floats(frames), { format: 3, bits: 32, channels }));
  expect(heard.channels).toBe(channels);
  expect(heard.samples.length).toBe(wanted.length);
  heard.samples.forEach((sample, i) => expect(sample).toBeCloseTo(wanted[i]!, 6));
});

test('a header that tells of no samples gives none, and one that tells of too many gives those there', async () => {
  expect((await hear(wavFile(new Uint8Array(0)))).samples.length).toBe(0);
  const cut = await hear(wavFile(new Uint8Array(3201), { told: 1_000_000 }));
  expect(cut.samples.length).toBe(1600);
});

test.each([
  ['that nobody finished', 0, 0],
  ['whose beginning was written before its sound', 36, 0],
  ['of which only the whole was not told', 0, 3200],
])('a header %s gives all there is', async (_name, whole, data) => {
  const head = new DataView(await wavFile(new Uint8Array(0)).arrayBuffer());
  head.setUint32(4, whole, true);
  head.setUint32(40, data, true);
  const sound = Int16Array.from({ length: 1600 }, (_, i) => i);
  const { samples } = await hear(new Blob([head, sound]));
  expect([...samples]).toEqual([...sound].map((sample) => sample / 32_768));
});

const unlikely: WavFields[] = [
  { rate: 0 },
  { rate: 1 },
  { rate: 4e9 },
  { channels: 0 },
  { channels: 60_000 },
  { bits: 7 },
  { bits: 0 },
  { format: 2 },
];
test.each(unlikely)('a header of %o is an error and takes no memory', async (fields) => {
  await expect(hear(wavFile(new Uint8Array(64_000), fields))).rejects.toMatchObject({
    ...{ code: 'invalid_request', param: 'file' },
    message: expect.stringMatching(/Supported formats: \[/) as string,
  });
});

test('what is compressed in a WAV file is named', async () => {
  const ima = hear(wavFile(new Uint8Array(64_000), { format: 17, bits: 4 }));
  await expect(ima).rejects.toThrow(/“IMA ADPCM”, which cannot be decoded here/);
});

test('an abort is told as such, before and while samples come', async () => {
  const abort = new AbortController();
  const file = wavFile(new Uint8Array(320_000));
  const options = { ...at16, signal: abort.signal };
  const { samples } = await decodeAudio(file, options);
  abort.abort();
  await expect(collect(samples)).rejects.toMatchObject({ name: 'AbortError' });
  await expect(decodeAudio(file, options)).rejects.toMatchObject({ name: 'AbortError' });
});

test('damaged WAV files end in an answer or a clear error', async () => {
  const next = seededRandom(Number(process.env['SOTTO_SEED'] ?? 5));
  const sound = new Uint8Array(await wavFile(floats(tone(300, 16_000, 0.5)), stereo).arrayBuffer());
  for (let trial = 0; trial < 500; trial++) {
    const damaged = sound.slice();
    for (let flip = 0; flip < 3; flip++)
      damaged[Math.floor(next() * 60)]! ^= 1 << Math.floor(next() * 8);
    const heard = await hear(new Blob([damaged])).catch((error: unknown) => error);
    if (heard instanceof Error)
      expect(heard).toMatchObject({ code: 'invalid_request', param: 'file' });
    else
      expect((heard as { samples: Float32Array }).samples.every((x) => x >= -1 && x <= 1)).toBe(
        true,
      );
  }
});

test('the rate may change on the way', async () => {
  async function* blocks(): AsyncGenerator<Block> {
    yield { samples: tone(440, 48_000, 1), rate: 48_000 };
    yield { samples: tone(440, 96_001, 1), rate: 96_001 };
    yield { samples: tone(440, 16_000, 1), rate: 16_000 };
  }
  const samples = join(await collect(atRate(blocks(), 16_000)));
  expect(Math.abs(samples.length - 48_000)).toBeLessThanOrEqual(1);
});
