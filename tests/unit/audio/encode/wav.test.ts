import { describe, expect, test } from 'vitest';
import type { Encoder } from '../../../../src/audio/encode';
import { encodeWav } from '../../../../src/audio/encode/wav';
import { toPcm16 } from '../../../../src/audio/pcm';
import { bytesOf, testEncoder } from '../../../contracts/encoder';
import { decodeFile, hasFfmpeg } from '../../../contracts/ffmpeg';
import { lengths, rates } from '../sizes';
import { firstOf, inPieces, noise, whole } from '../tones';
import { hearSpeech } from './heard';

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

test('wav with an open header goes first, with the greatest sizes there are', async () => {
  const samples = noise(1000, 5);
  async function* source() {
    yield samples;
    throw new Error('the header came too late');
  }
  const header = Buffer.from((await firstOf(encodeWav(source(), 24000, 'open'))) as Uint8Array);
  expect([header.readUInt32LE(4), header.readUInt32LE(40)]).toEqual([0xffffffff, 0xffffffff]);
  const file = await bytesOf(encodeWav(whole(samples), 24000, 'open'));
  expect(file.subarray(44)).toEqual(Buffer.from(toPcm16(samples)));
});

describe.skipIf(!hasFfmpeg)('wav as ffmpeg reads it (skipped without ffmpeg)', () => {
  test.each(rates)('at %i Hz', async (sampleRate) => {
    const samples = noise(2 * sampleRate, 7);
    const heard = decodeFile(await bytesOf(encodeWav(inPieces(samples, 1, 9999), sampleRate)));
    expect(heard).toMatchObject({ codec: 'pcm_s16le', sampleRate, layout: 'mono' });
    expect(heard.samples.length).toBe(samples.length);
    const furthest = heard.samples.reduce(
      (most, x, i) => Math.max(most, Math.abs(x - samples[i]!)),
      0,
    );
    expect(furthest).toBeLessThanOrEqual(1 / 32768);
  });

  test.each(['exact', 'open'] as const)('of every length, its header %s', async (header) => {
    const encoder: Encoder = (samples, rate) => encodeWav(samples, rate, header);
    const all = await hearSpeech(encoder, 24000, { open: header === 'open' });
    expect(all.map(({ heard }) => heard.samples.length)).toEqual(lengths);
  });
});
