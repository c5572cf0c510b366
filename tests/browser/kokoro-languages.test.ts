import { afterEach, expect, test } from 'vitest';
import { kokoroSymbols } from '../../src/catalog/kokoro-symbols';
import { createKokoroModel } from '../../src/engines/kokoro/model';
import { createSession } from '../../src/engines/session';
import type { Order, Told } from './kokoro-reader-thread';

const sampleModel = new URL('/hub/sotto/sample-kokoro/resolve/main/onnx/model.onnx', location.href);

let thread: Worker | undefined;
afterEach(() => thread?.terminate());

/** What a worker reads in a text, and what it fetched from the folder of the Japanese dictionary. */
async function readInThread(order: Order) {
  const url = new URL('./kokoro-reader-thread.ts', import.meta.url);
  thread = new Worker(url, { type: 'module' });
  const told = await new Promise<Told>((resolve, reject) => {
    thread?.addEventListener('message', ({ data }: MessageEvent<Told>) => resolve(data));
    thread?.addEventListener('error', ({ message }) => reject(new Error(message)));
    thread?.postMessage(order);
  });
  if ('failure' in told) throw new Error(told.failure);
  const dictionary = told.fetched.filter((name) => name.startsWith(`${location.origin}/kuromoji/`));
  return { ...told, dictionary };
}

/** The samples that the sample model makes of symbols, all of which it has to know. */
async function speak(symbols: string): Promise<Float32Array> {
  const ids = symbols.split('').map((symbol) => kokoroSymbols.get(symbol) ?? 0);
  expect(ids).not.toContain(0);
  const bytes = await (await fetch(sampleModel)).blob();
  const session = await createSession(bytes, 'wasm');
  const model = createKokoroModel(session);
  const speech = await model(ids, new Float32Array(256).fill(0.1), 1);
  await session.dispose();
  return speech.samples;
}

function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

test('a worker reads Japanese with the dictionary of the app, and Kokoro’s model speaks it', async () => {
  const text = 'こんにちは、東京へ行きましょう。';
  const { form, dictionary } = await readInThread({ text, language: 'ja' });
  expect(form.symbols).toBe('koɲɲiʨiβa, toːkʲoː e ikʲi maɕoː.');
  expect(form.words.map(({ from, to }) => text.slice(from, to))).toContain('東京');
  expect(dictionary).toHaveLength(2);
  expect(loudness(await speak(form.symbols))).toBeGreaterThan(0.005);
});

test('a worker reads Mandarin without that dictionary, and English words in it by eSpeak', async () => {
  const text = '你好，我是Anna。';
  const { form, dictionary } = await readInThread({ text, language: 'zh' });
  // Browsers differ in where words end.
  expect(form.symbols.replaceAll(' ', '')).toBe('ni↗xau↓,wo↓ʂɨ↘ˈænə.');
  expect(dictionary).toEqual([]);
  expect(loudness(await speak(form.symbols))).toBeGreaterThan(0.005);
});
