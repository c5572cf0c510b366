import { afterEach, expect, test, vi } from 'vitest';
import { encode, loadEncoder } from '../../../src/audio/encode';
import { encodeMp3 } from '../../../src/audio/encode/mp3';
import { formatNames } from '../../../src/audio/formats';
import { toPcm16 } from '../../../src/audio/pcm';
import { bytesOf } from '../../contracts/encoder';
import { mp3Bytes, mp3Module } from './mp3-module';
import { noise, whole } from './tones';

const samples = noise(30_000, 4);

afterEach(() => {
  vi.unstubAllGlobals();
});

test('each format is written by its own encoder', async () => {
  const pcm = Buffer.from(toPcm16(samples));
  expect(pcm.equals(await bytesOf(encode('pcm', whole(samples), 24000)))).toBe(true);
  const wav = await bytesOf(encode('wav', whole(samples), 24000));
  expect(wav.subarray(44).equals(pcm)).toBe(true);
});

test.each(formatNames.filter((format) => format !== 'mp3'))(
  '%s is written by an encoder that is loaded on demand',
  async (format) => {
    const encoder = await loadEncoder(format);
    const file = await bytesOf(encoder(whole(samples), 24000));
    expect(file.length).toBeGreaterThan(1000);
    expect((await bytesOf(encode(format, whole(samples), 24000))).length).toBe(file.length);
  },
);

test('mp3 loads its encoder from the app’s own address, once, and again after a failure', async () => {
  const answers = [new Response('not found', { status: 404 }), new Response(await mp3Bytes())];
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return answers.shift();
  });
  const speak = () => bytesOf(encode('mp3', whole(samples), 24000));
  await expect(speak()).rejects.toMatchObject({ code: 'engine_unavailable' });
  const expected = await bytesOf(encodeMp3(whole(samples), 24000, await mp3Module()));
  expect(expected.equals(await speak())).toBe(true);
  expect(expected.equals(await speak())).toBe(true);
  expect(asked).toHaveLength(2);
  expect(asked[0]).toMatch(/^\/.*mp3\.wasm$/);
});
