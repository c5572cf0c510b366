import { afterEach, expect, test } from 'vitest';
import type { Progress } from '../../../src/engines/engine';
import { connectEngine, type EngineLink } from '../../../src/wire/engine-port';

let engine: EngineLink | undefined;
afterEach(() => engine?.end());

const patience = 60_000;
const request = { model: 'tone', hub: '', base: '', device: 'wasm' } as const;

function startTone(): { worker: Worker; link: EngineLink } {
  const worker = new Worker(new URL('./tone-engine.ts', import.meta.url), { type: 'module' });
  const link = connectEngine(worker, patience);
  engine = link;
  return { worker, link };
}

const utterance = (text: string) => ({ text, voice: '', speed: 1 });

async function spoken(link: EngineLink, text: string): Promise<number> {
  let samples = 0;
  for await (const chunk of link.speaker.run(utterance(text))) samples += chunk.samples.length;
  return samples;
}

test('a model is loaded in its thread, with progress, and its chunks arrive', async () => {
  const { link } = startTone();
  const told: Progress[] = [];
  const placement = await link.load(request, (progress) => told.push(progress));
  expect(placement).toEqual({ device: 'wasm', precision: 'none', reason: 'a test' });
  expect(told).toEqual([{ phase: 'load', loaded: 1, total: 2 }]);
  expect(await spoken(link, 'one two three')).toBe(300);
  expect(await Promise.all([spoken(link, 'a b'), spoken(link, 'c')])).toEqual([200, 100]);
});

test('errors keep their code and words across the thread', async () => {
  const { link } = startTone();
  const failed = link.load({ ...request, device: 'webgpu' }, () => {});
  await expect(failed).rejects.toMatchObject({
    code: 'engine_unavailable',
    message: 'No adapter here.',
  });
  await link.load(request, () => {});
  await expect(spoken(link, 'one fail')).rejects.toMatchObject({ code: 'engine_failed' });
  expect(await spoken(link, 'one')).toBe(100);
});

test('a text is read in the thread, and errors of it arrive', async () => {
  const { link } = startTone();
  await link.load(request, () => {});
  expect(await link.speaker.read(utterance('a b'))).toMatchObject({
    symbols: 'A B',
    words: [{ symbols: 'A', from: 0, to: 1 }],
  });
  await expect(link.speaker.read(utterance('fail'))).rejects.toMatchObject({
    code: 'unknown_voice',
  });
});

test('leaving the loop stops the work in the thread', async () => {
  const { worker, link } = startTone();
  await link.load(request, () => {});
  const left = new Promise<number>((resolve) =>
    worker.addEventListener('message', ({ data }: MessageEvent<{ left?: number }>) => {
      if (data.left !== undefined) resolve(data.left);
    }),
  );
  for await (const _ of link.speaker.run(utterance('a b c d e f'))) break;
  expect(await left).toBe(1);
});

test('a thread that dies fails what waits for it, and says so to others', async () => {
  const { link } = startTone();
  await link.load(request, () => {});
  await expect(spoken(link, 'one crash')).rejects.toMatchObject({ code: 'engine_failed' });
  expect(link.lost.aborted).toBe(true);
  await expect(spoken(link, 'one')).rejects.toMatchObject({ code: 'engine_failed' });
});

test('a thread whose WebAssembly has trapped is not used again', async () => {
  const { link } = startTone();
  await link.load(request, () => {});
  const lost = new Promise((resolve) => link.lost.addEventListener('abort', resolve));
  await expect(spoken(link, 'one trap')).rejects.toMatchObject({
    code: 'engine_failed',
    message: expect.stringContaining('unreachable') as string,
  });
  await lost;
});

test('a thread whose code is missing fails to load instead of waiting', async () => {
  const link = connectEngine(new Worker('/no-such-thread.js', { type: 'module' }), patience);
  await expect(link.load(request, () => {})).rejects.toMatchObject({ code: 'engine_failed' });
  expect(link.neverRan).toBe(true);
});

test('a thread whose script never runs is given up', async () => {
  const silent = URL.createObjectURL(
    new Blob(['await new Promise(() => {});'], { type: 'text/javascript' }),
  );
  const link = connectEngine(new Worker(silent, { type: 'module' }), 300);
  await expect(link.load(request, () => {})).rejects.toMatchObject({
    code: 'engine_failed',
    message: 'The model’s thread did not start in time. Try again.',
  });
  expect(link.neverRan).toBe(true);
});

test('ending a thread fails what waits for it', async () => {
  const { link } = startTone();
  await link.load(request, () => {});
  const run = link.speaker.run(utterance('a b c'))[Symbol.asyncIterator]();
  await run.next();
  link.end();
  await expect(run.next()).rejects.toMatchObject({ code: 'engine_failed' });
});
