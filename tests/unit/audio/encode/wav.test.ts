import { describe, expect, test } from 'vitest';
import { encodeWav } from '../../../../src/audio/encode/wav';
import { toPcm16 } from '../../../../src/audio/pcm';
import { bytesOf, testEncoder } from '../../../contracts/encoder';
import { decodeFile, hasFfmpeg } from '../../../contracts/ffmpeg';
import { inPieces, noise } from '../tones';

testEncoder('wav', encodeWav);

test('wav tells its sizes exactly, then the samples', async () => {
  for (const length of [0, 1, 999]) {
    const samples = noise(length, 5);
    const file = Buffer.from(await bytesOf(encodeWav(inPieces(samples, 1, 300), 22050)));
    expect(file.length).toBe(44 + 2 * length);
    expect(file.toString('latin1', 0, 4)).toBe('RIFF');
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    expect(file.toString('latin1', 8, 16)).toBe('WAVEfmt ');
    expect(file.readUInt32LE(24)).toBe(22050);
    expect(file.readUInt32LE(40)).toBe(2 * length);
    expect(file.subarray(44)).toEqual(Buffer.from(toPcm16(samples)));
  }
});

describe.skipIf(!hasFfmpeg)('wav as ffmpeg reads it (skipped without ffmpeg)', () => {
  test.each([8000, 16000, 22050, 24000, 44100, 48000])('at %i Hz', async (sampleRate) => {
    const samples = noise(2 * sampleRate, 7);
    const heard = decodeFile(await bytesOf(encodeWav(inPieces(samples, 1, 9999), sampleRate)));
    expect(heard).toMatchObject({ codec: 'pcm_s16le', sampleRate, channels: 1 });
    expect(heard.samples.length).toBe(samples.length);
    const furthest = heard.samples.reduce(
      (most, x, i) => Math.max(most, Math.abs(x - samples[i]!)),
      0,
    );
    expect(furthest).toBeLessThanOrEqual(1 / 32768);
  });

  test('without a sample', async () => {
    expect(
      decodeFile(await bytesOf(encodeWav(inPieces(noise(0, 1), 1, 1), 24000))).samples,
    ).toHaveLength(0);
  });
});
