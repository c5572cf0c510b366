import createModule from 'virtual:aac-encoder';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { encodeAac } from '../../../../src/audio/encode/aac';
import { encodeM4a } from '../../../../src/audio/encode/m4a';
import { bytesOf, testEncoder } from '../../../contracts/encoder';
import { hasFfmpeg } from '../../../contracts/ffmpeg';
import { lengths, rates } from '../sizes';
import { firstOf, level, speech, whole } from '../tones';
import { hearSpeech } from './heard';

testEncoder('aac', encodeAac);
testEncoder('m4a', encodeM4a);

vi.mock('virtual:aac-encoder', async (original) => {
  const { default: create } = await original<{ default: typeof createModule }>();
  return { default: vi.fn(create) };
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** The lengths of the frames, by their headers (ISO/IEC 13818-7). */
function adtsFrames(file: Buffer): number[] {
  const frames: number[] = [];
  for (let at = 0; at < file.length; at += frames.at(-1)!) {
    if (file.readUInt16BE(at) !== 0xfff1) throw new Error(`No frame at byte ${at}.`);
    frames.push(((file[at + 3]! & 3) << 11) | (file[at + 4]! << 3) | (file[at + 5]! >> 5));
  }
  return frames;
}

test.each(lengths)(
  'aac of %i samples is whole frames, two at least, and one for the delay',
  async (length) => {
    const frames = adtsFrames(await bytesOf(encodeAac(whole(speech(length)), 24000)));
    expect(frames).toHaveLength(Math.max(2, Math.ceil(length / 1024)) + 1);
  },
);

test('m4a has its index before its sound, or in fragments', async () => {
  const samples = speech(48_000);
  const exact = await bytesOf(encodeM4a(whole(samples), 24000, 'exact'));
  const at = (file: Buffer, box: string) => file.indexOf(box, 0, 'latin1');
  expect(at(exact, 'moov')).toBeLessThan(at(exact, 'mdat'));
  expect(at(exact, 'moof')).toBe(-1);
  const open = await bytesOf(encodeM4a(whole(samples), 24000, 'open'));
  expect(at(open, 'moof')).toBeGreaterThan(at(open, 'moov'));
});

test('m4a with an open header begins before the last sample came', async () => {
  let ended = false;
  async function* source() {
    for (let i = 0; i < 20; i++) yield speech(12_000);
    ended = true;
  }
  await firstOf(encodeM4a(source(), 24000, 'open'));
  expect(ended).toBe(false);
});

test.each([
  ['aac', encodeAac],
  ['m4a', encodeM4a],
])(
  '%s closes the encoder of every file, also of one that nobody reads to its end',
  async (_, encode) => {
    const results = vi.mocked(createModule).mock.results;
    await bytesOf(encode(whole(speech(1)), 24000));
    const module = await (results.at(-1)!.value as ReturnType<typeof createModule>);
    const init = vi.spyOn(module, '_init_encoder');
    const close = vi.spyOn(module, '_close_encoder');
    await bytesOf(encode(whole(speech(5000)), 24000));
    await firstOf(encode(whole(speech(500_000)), 24000));
    async function* failing() {
      yield speech(5000);
      throw new Error('the engine died');
    }
    await expect(bytesOf(encode(failing(), 24000))).rejects.toThrow();
    expect(close.mock.calls.flat()).toEqual(init.mock.results.map(({ value }) => value as number));
    expect(init).toHaveBeenCalledTimes(3);
  },
);

describe.skipIf(!hasFfmpeg)('aac as ffmpeg reads it (skipped without ffmpeg)', () => {
  test.each(rates)('at %i Hz: whole frames after 1,024 samples', async (sampleRate) => {
    for (const { length, samples, heard } of await hearSpeech(encodeAac, sampleRate)) {
      expect(heard).toMatchObject({ codec: 'aac', sampleRate, layout: 'mono' });
      expect(heard.samples).toHaveLength(1024 * (Math.max(2, Math.ceil(length / 1024)) + 1));
      if (length < 4645) continue;
      const spoken = heard.samples.subarray(1024, 1024 + length);
      expect(Math.abs(level(spoken) - level(samples))).toBeLessThan(1);
      expect(level(spoken.map((x, i) => x - samples[i]!)) - level(samples)).toBeLessThan(-15);
    }
  });

  test.each(rates)(
    'm4a at %i Hz: from the first sample, to the end of its frame',
    async (sampleRate) => {
      for (const { length, samples, heard } of await hearSpeech(encodeM4a, sampleRate)) {
        expect(heard).toMatchObject({ codec: 'aac', sampleRate, layout: 'mono' });
        expect(heard.samples.length).toBeGreaterThanOrEqual(length);
        expect(heard.samples.length).toBeLessThanOrEqual(Math.max(1, length) + 1023);
        if (length < 4645) continue;
        const difference = samples.map((x, i) => x - heard.samples[i]!);
        expect(level(difference) - level(samples)).toBeLessThan(-15);
      }
    },
  );
});
