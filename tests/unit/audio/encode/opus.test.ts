import * as libopus from 'libopus-wasm';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { encodeOpus } from '../../../../src/audio/encode/opus';
import { bytesOf, testEncoder } from '../../../contracts/encoder';
import { decodeFile, hasFfmpeg } from '../../../contracts/ffmpeg';
import { lengths, rates } from '../sizes';
import { firstOf, inPieces, level, speech, whole } from '../tones';
import { hearSpeech } from './heard';
import { readOggPages } from './ogg-pages';

testEncoder('opus', encodeOpus);

vi.mock('libopus-wasm', { spy: true });

afterEach(() => {
  vi.restoreAllMocks();
});

test.each(lengths)(
  '%i samples end on a page with their exact end and the flag of it',
  async (length) => {
    const pages = readOggPages(await bytesOf(encodeOpus(inPieces(speech(length), 1, 5000), 24000)));
    expect(pages.every(({ intact }) => intact)).toBe(true);
    expect(pages.map(({ sequence }) => sequence)).toEqual(pages.map((_, i) => i));
    expect(pages.map(({ first }) => first)).toEqual(pages.map((_, i) => i === 0));
    expect(pages.map(({ last }) => last)).toEqual(pages.map((_, i) => i === pages.length - 1));
    const head = pages[0]!.body;
    expect(head.toString('latin1', 0, 8)).toBe('OpusHead');
    expect(head.readUInt32LE(12)).toBe(48000);
    expect(pages.at(-1)!.granule - head.readUInt16LE(10)).toBe(2 * length);
  },
);

test('a stream that breaks off has no flag of its end', async () => {
  async function* breaking() {
    yield speech(48_000);
    throw new Error('the engine died');
  }
  const sent: Uint8Array[] = [];
  const reading = (async () => {
    for await (const piece of encodeOpus(breaking(), 24000)) sent.push(piece);
  })();
  await expect(reading).rejects.toThrow('the engine died');
  const pages = readOggPages(Buffer.concat(sent));
  expect(pages.length).toBeGreaterThan(5);
  expect(pages.some(({ last }) => last)).toBe(false);
});

test('no page waits for more than a fifth of a second of speech', async () => {
  const pages = readOggPages(await bytesOf(encodeOpus(whole(speech(72_000)), 24000)));
  const granules = pages.slice(2).map(({ granule }) => granule);
  granules.slice(1).forEach((granule, i) => {
    expect(granule - granules[i]!).toBeLessThanOrEqual(0.2 * 48000);
  });
});

test('frees the encoder of every file, also of one that nobody reads to its end', async () => {
  const made: libopus.OpusEncoderHandle[] = [];
  const freed: boolean[] = [];
  const { createEncoder } = await vi.importActual<typeof libopus>('libopus-wasm');
  vi.mocked(libopus.createEncoder).mockImplementation(async (options) => {
    const encoder = await createEncoder(options);
    const free = encoder.free.bind(encoder);
    const index = made.push(encoder) - 1;
    encoder.free = () => {
      freed[index] = true;
      free();
    };
    return encoder;
  });
  await bytesOf(encodeOpus(whole(speech(5000)), 24000));
  await firstOf(encodeOpus(whole(speech(500_000)), 24000));
  async function* failing() {
    yield speech(5000);
    throw new Error('the engine died');
  }
  await expect(bytesOf(encodeOpus(failing(), 24000))).rejects.toThrow();
  expect(made).toHaveLength(3);
  expect(freed).toEqual([true, true, true]);
});

describe.skipIf(!hasFfmpeg)('opus as ffmpeg reads it (skipped without ffmpeg)', () => {
  test.each(rates)('from %i Hz: the exact length at 48 kHz', async (sampleRate) => {
    for (const { length, samples, heard } of await hearSpeech(encodeOpus, sampleRate)) {
      expect(heard).toMatchObject({ codec: 'opus', sampleRate: 48000, layout: 'mono' });
      expect(heard.samples).toHaveLength(Math.round((length * 48000) / sampleRate));
      if (length < 4645) continue;
      expect(Math.abs(level(heard.samples) - level(samples))).toBeLessThan(1);
    }
  });

  test('in step with the speech, to the sample', async () => {
    const samples = speech(96_000);
    const heard = decodeFile(await bytesOf(encodeOpus(whole(samples), 48000))).samples;
    expect(delayOf(heard, samples, 600)).toBe(0);
  });
});

/** By how many samples `heard` is late, by the greatest correlation, at most `most` either way. */
function delayOf(heard: Float32Array, said: Float32Array, most: number): number {
  const likeness = (delay: number) => {
    let sum = 0;
    for (let i = most; i < said.length - most; i += 3) sum += said[i]! * (heard[i + delay] ?? 0);
    return sum;
  };
  const delays = Array.from({ length: 2 * most + 1 }, (_, i) => i - most);
  return delays.reduce((best, each) => (likeness(each) > likeness(best) ? each : best));
}
