import { beforeAll, describe, expect, test } from 'vitest';
import { encodeMp3 } from '../../../../src/audio/encode/mp3';
import { bytesOf, testEncoder } from '../../../contracts/encoder';
import { decodeFile, hasFfmpeg } from '../../../contracts/ffmpeg';
import { mp3Module } from '../mp3-module';
import { rates } from '../sizes';
import { buzz, inPieces, level, noise, whole } from '../tones';
import { hearSpeech } from './heard';
import { readMp3Frames } from './mp3-frames';

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

test.each(rates)(
  'at %i Hz every frame has the same bit rate, and no tag stands before them',
  async (sampleRate) => {
    const file = await bytesOf(encoder(inPieces(buzz(sampleRate, 3), 1, 5000), sampleRate));
    const frames = readMp3Frames(file);
    const bitRate = sampleRate === 8000 ? 64_000 : 128_000;
    expect(frames.every((frame) => frame.bitRate === bitRate)).toBe(true);
    expect(frames.every((frame) => frame.sampleRate === sampleRate)).toBe(true);
    expect(file.includes('Xing') || file.includes('Info')).toBe(false);
  },
);

describe.skipIf(!hasFfmpeg)('mp3 as ffmpeg reads it (skipped without ffmpeg)', () => {
  test.each(rates)(
    'at %i Hz: as long as the speech, its delay, and a frame or two',
    async (sampleRate) => {
      const all = await hearSpeech(encoder, sampleRate, { as: ['-f', 'mp3'] });
      for (const { length, samples, file, heard } of all) {
        expect(heard).toMatchObject({ codec: 'mp3', sampleRate, layout: 'mono' });
        const frames = readMp3Frames(file);
        // ffmpeg drops nothing of a file without a tag.
        expect(heard.samples).toHaveLength(frames.reduce((sum, frame) => sum + frame.samples, 0));
        const more = heard.samples.length - samples.length;
        expect(more).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(3 * 1152);
        if (length < 24_000) continue;
        expect(Math.abs(level(heard.samples) - level(samples))).toBeLessThan(1);
      }
    },
  );
});
