import { beforeAll, describe, expect, test } from 'vitest';
import { encodeMp3 } from '../../../../src/audio/encode/mp3';
import { bytesOf, testEncoder } from '../../../contracts/encoder';
import { decodeFile, hasFfmpeg } from '../../../contracts/ffmpeg';
import { mp3Module } from '../mp3-module';
import { buzz, level, noise, whole } from '../tones';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await mp3Module();
});
const encoder = (samples: AsyncIterable<Float32Array>, sampleRate: number) =>
  encodeMp3(samples, sampleRate, module);

testEncoder('mp3', encoder);

test('mp3 of no sample is a file with silence in it', async () => {
  const file = await bytesOf(encoder(whole(noise(0, 1)), 24000));
  expect([file[0], file[1]! & 0xe0]).toEqual([0xff, 0xe0]);
  if (hasFfmpeg) expect(level(decodeFile(file).samples)).toBeLessThan(-90);
});

test('a long piece comes out a second at a time', async () => {
  const pieces: number[] = [];
  for await (const piece of encoder(whole(buzz(24000, 10)), 24000)) pieces.push(piece.length);
  expect(pieces.length).toBeGreaterThanOrEqual(10);
  expect(Math.max(...pieces)).toBeLessThanOrEqual((2 * 128_000) / 8);
});

describe.skipIf(!hasFfmpeg)('mp3 as ffmpeg reads it (skipped without ffmpeg)', () => {
  test.each([
    [8000, 64_000],
    [16000, 128_000],
    [22050, 128_000],
    [24000, 128_000],
    [44100, 128_000],
    [48000, 128_000],
  ])(
    'at %i Hz: %i bit/s, as long as the speech and a frame or two',
    async (sampleRate, bitRate) => {
      const samples = buzz(sampleRate, 3);
      const heard = decodeFile(await bytesOf(encoder(whole(samples), sampleRate)));
      expect(heard).toMatchObject({ codec: 'mp3', sampleRate, channels: 1, bitRate });
      const more = heard.samples.length - samples.length;
      expect(more).toBeGreaterThanOrEqual(0);
      expect(more).toBeLessThanOrEqual(3 * 1152);
      expect(Math.abs(level(heard.samples) - level(samples))).toBeLessThan(1);
    },
  );
});
