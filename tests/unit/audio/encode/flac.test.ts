import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Encoder } from '../../../../src/audio/encode';
import { encodeFlac } from '../../../../src/audio/encode/flac';
import { toPcm16 } from '../../../../src/audio/pcm';
import { bytesOf, testEncoder } from '../../../contracts/encoder';
import { decodeFiles, hasFfmpeg, hasFlac, testFlac } from '../../../contracts/ffmpeg';
import { rates } from '../sizes';
import { buzz, inPieces, noise, speech, tone, whole } from '../tones';
import { hearSpeech } from './heard';

testEncoder('flac', encodeFlac);

const square = Float32Array.from({ length: 20_000 }, (_, i) => (Math.floor(i / 50) % 2 ? 1 : -1));
const ramp = Float32Array.from({ length: 9000 }, (_, i) => (i % 65536) / 32768 - 1);
const signals = {
  speech: buzz(24000, 3),
  noise: noise(50_000, 3),
  'quiet noise': noise(50_000, 4).map((x) => x / 1000),
  silence: new Float32Array(30_000),
  'a square wave of full scale': square,
  'a ramp': ramp,
  'a tone': tone(440, 24000, 2),
  'one click in silence': Float32Array.from({ length: 9000 }, (_, i) => (i === 5000 ? 1 : 0)),
  'noise after silence': Float32Array.from({ length: 8192 }, (_, i) =>
    i < 4000 ? 0 : Math.sin(i * i),
  ),
};

const pcmOf = (samples: Float32Array) => Buffer.from(toPcm16(samples));

test.each(['exact', 'open'] as const)('an %s header', async (header) => {
  const samples = buzz(24000, 1.3);
  const file = await bytesOf(encodeFlac(inPieces(samples, 1, 900), 24000, header));
  expect(file.toString('latin1', 0, 4)).toBe('fLaC');
  const count = (file.readUInt8(21) & 15) * 2 ** 32 + file.readUInt32BE(22);
  const md5 = createHash('md5').update(pcmOf(samples)).digest('hex');
  expect(count).toBe(header === 'exact' ? samples.length : 0);
  expect(file.toString('hex', 26, 42)).toBe(header === 'exact' ? md5 : '0'.repeat(32));
});

test('makes speech smaller than it is raw, and noise hardly larger', async () => {
  const speech = await bytesOf(encodeFlac(whole(signals.speech), 24000));
  expect(speech.length).toBeLessThan(0.6 * 2 * signals.speech.length);
  const hiss = await bytesOf(encodeFlac(whole(signals.noise), 24000));
  expect(hiss.length).toBeLessThan(1.01 * 2 * signals.noise.length);
});

describe.skipIf(!hasFfmpeg || !hasFlac)('flac (skipped without ffmpeg and flac)', () => {
  test.each(Object.entries(signals))('gives back each bit of %s', async (_name, samples) => {
    const files = await Promise.all(
      (['exact', 'open'] as const).map((header) =>
        bytesOf(encodeFlac(inPieces(samples, 2, 7000), 24000, header)),
      ),
    );
    expect(testFlac(files)).toBe('');
    for (const heard of decodeFiles(files)) {
      expect(pcmOf(heard.samples).equals(pcmOf(samples))).toBe(true);
    }
  });

  test.each(rates)('at %i Hz has the length of the speech', async (sampleRate) => {
    const exact: Encoder = (samples, rate) => encodeFlac(samples, rate, 'exact');
    const all = await hearSpeech(exact, sampleRate);
    expect(testFlac(all.map(({ file }) => file))).toBe('');
    for (const { length, heard } of all) {
      expect(heard).toMatchObject({ codec: 'flac', sampleRate, layout: 'mono' });
      expect(heard.samples).toHaveLength(length);
    }
  });

  test('numbers its frames past where one byte is enough', async () => {
    const samples = speech(4096 * 130);
    const file = await bytesOf(encodeFlac(whole(samples), 8000, 'exact'));
    expect(testFlac([file])).toBe('');
  });
});
