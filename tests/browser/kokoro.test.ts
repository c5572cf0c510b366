import { afterEach, describe, expect, inject, test } from 'vitest';
import { logMel, meanDistance } from '../../src/audio/log-mel';
import { subjectOf } from '../../src/engines/agreement/subject';
import { findAdapter } from '../../src/engines/device';
import type { Device, Progress, SpokenChunk, Utterance } from '../../src/engines/engine';
import { createKokoroModel } from '../../src/engines/kokoro/model';
import { createSession } from '../../src/engines/session';
import { spawnEngine } from '../../src/host/spawn-engine';
import { openVerdicts, type Verdict } from '../../src/weights/verdicts';
import { connectEngine, type EngineLink } from '../../src/wire/engine-port';

const base = new URL('/', location.href).href;
const sampleModel = new URL('hub/sotto/sample-kokoro/resolve/main/onnx/model.onnx', base);

const engines: EngineLink[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) engine.end();
  await openVerdicts().forget('sample-kokoro');
});

async function loadEngine(model: string, device: Device | 'auto') {
  const engine = connectEngine(spawnEngine(model), 60_000);
  engines.push(engine);
  const told: Progress[] = [];
  const request = { model, hub: inject('hub'), base, device };
  const placement = await engine.load(request, (progress) => told.push(progress));
  async function say(utterance: Partial<Utterance>): Promise<SpokenChunk[]> {
    const spoken: SpokenChunk[] = [];
    const whole = { text: 'Hello world.', voice: 'af_sample', speed: 1, ...utterance };
    for await (const chunk of engine.speaker.run(whole)) spoken.push(chunk);
    return spoken;
  }
  return { engine, placement, told, say };
}

/**
 * Lets the adapter be known for right, so that loading does not compare it with the processor, which `agreement.test.ts`
 * and the tests of the built app do: a software adapter takes most of a minute for it.
 */
async function trustAdapter(model: string, precision: string): Promise<Verdict> {
  const adapter = await findAdapter(navigator.gpu);
  const subject = subjectOf(model, precision, { adapter: adapter!.info });
  const verdict = { ...subject, agrees: true, finding: 'as told', figures: {}, date: Date.now() };
  await openVerdicts().remember(verdict);
  return verdict;
}

function secondsOf(chunks: readonly SpokenChunk[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.samples.length / chunk.sampleRate, 0);
}

function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

/** The pitch of a voice in Hz: the delay, of those for 80 to 300 Hz, at which it is most like itself. */
function pitch(samples: Float32Array, sampleRate: number): number {
  const middle = samples.length >> 1;
  const vowel = samples.subarray(middle - 2400, middle + 2400);
  let best = { delay: 0, alike: -Infinity };
  for (let delay = Math.round(sampleRate / 300); delay <= sampleRate / 80; delay++) {
    let alike = 0;
    for (let i = delay; i < vowel.length; i++) alike += vowel[i]! * vowel[i - delay]!;
    if (alike > best.alike) best = { delay, alike };
  }
  return sampleRate / best.delay;
}

describe('Kokoro’s sample model', () => {
  test('says a sentence on WASM, with the times of its words', async () => {
    const { placement, say } = await loadEngine('sample-kokoro', 'wasm');
    expect(placement).toMatchObject({ device: 'wasm', precision: 'fp32' });
    const text = 'Hello world, it is 5 o’clock.';
    const [chunk, ...others] = await say({ text });
    expect(others).toEqual([]);
    expect(chunk).toMatchObject({ from: 0, to: text.length, sampleRate: 24_000 });
    const { samples, words, durations } = chunk!;
    expect(loudness(samples)).toBeGreaterThan(0.02);
    expect(durations?.reduce((sum, frames) => sum + frames * 600, 0)).toBe(samples.length);
    expect(words.map(({ from, to }) => text.slice(from, to))).toEqual(
      expect.arrayContaining(['Hello', 'is', '5 o’clock']),
    );
    for (const [i, { start, end }] of words.entries()) {
      expect(start).toBeGreaterThanOrEqual(words[i - 1]?.end ?? 0.1);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThan(samples.length / 24_000);
    }
  });

  test('says the same on WebGPU as on WASM', async () => {
    const utterance = { text: 'Hello world.' };
    const onProcessor = await loadEngine('sample-kokoro', 'wasm');
    const [wasm] = await onProcessor.say(utterance);
    const [other] = await onProcessor.say({ ...utterance, voice: 'am_sample' });
    const subject = await trustAdapter('sample-kokoro', 'fp32');
    const onGpu = await loadEngine('sample-kokoro', 'webgpu');
    expect(onGpu.placement).toMatchObject({ device: 'webgpu', precision: 'fp32' });
    expect(onGpu.placement.reason).toContain(subject.finding);
    const [gpu] = await onGpu.say(utterance);
    expect(gpu?.durations).toEqual(wasm?.durations);
    expect(gpu?.words).toEqual(wasm?.words);
    expect(gpu?.samples.length).toBe(wasm?.samples.length);
    const spectrum = logMel(wasm!.samples, 24_000);
    const same = meanDistance(spectrum, logMel(gpu!.samples, 24_000));
    const different = meanDistance(spectrum, logMel(other!.samples, 24_000));
    // On a software adapter 0.07; two voices 0.6.
    expect(same).toBeLessThan(0.15);
    expect(different).toBeGreaterThan(3 * same);
  });

  test('takes the processor when the graphics card is only emulated', async () => {
    const { placement } = await loadEngine('sample-kokoro', 'auto');
    expect(placement.device).toBe('wasm');
  });

  test('mixes voices', async () => {
    const { say } = await loadEngine('sample-kokoro', 'wasm');
    const pitches: number[] = [];
    for (const voice of ['am_sample', 'af_sample+am_sample', 'af_sample']) {
      const [chunk] = await say({ voice, text: 'ah', speed: 0.5 });
      pitches.push(pitch(chunk!.samples, 24_000));
    }
    const [male, mixed, female] = pitches;
    expect(mixed).toBeGreaterThan(male! * 1.1);
    expect(mixed).toBeLessThan(female! / 1.1);
  });

  test('lasts at each speed what it lasts at 1 over the speed, to a sample, and so do its words', async () => {
    const { say } = await loadEngine('sample-kokoro', 'wasm');
    const text = 'She bought three apples, two pears and a loaf of bread.';
    const [usual] = await say({ text });
    for (const speed of [0.25, 0.5, 0.75, 1.25, 1.5, 2, 4]) {
      const [chunk] = await say({ text, speed });
      expect(chunk?.samples.length).toBe(Math.round(usual!.samples.length / speed));
      for (const [i, { start, end }] of usual!.words.entries()) {
        expect(chunk?.words[i]?.start).toBeCloseTo(start / speed, 3);
        expect(chunk?.words[i]?.end).toBeCloseTo(end / speed, 3);
      }
    }
  });

  test('speaks a long text whole, in chunks that the model can take', async () => {
    const { say } = await loadEngine('sample-kokoro', 'wasm');
    const text = 'One two three, four five six seven. Eight nine ten! '.repeat(40).slice(0, 1200);
    const chunks = await say({ text });
    expect(chunks.at(-1)?.to).toBe(text.trimEnd().length);
    for (const { durations } of chunks) expect(durations?.length).toBeLessThanOrEqual(512);
    const words = chunks.flatMap((chunk) => chunk.words);
    expect(words).toHaveLength(text.trim().split(/\s+/).length);
  });

  test('stops when its reader leaves, and goes on with the next', async () => {
    const { engine, say } = await loadEngine('sample-kokoro', 'wasm');
    const text = 'This goes on and on for ever. '.repeat(1000);
    for await (const chunk of engine.speaker.run({ text, voice: 'af_sample', speed: 1 })) {
      expect(chunk.from).toBe(0);
      break;
    }
    expect(await say({})).toHaveLength(1);
  });

  test('is silent for a moment when there is nothing to say', async () => {
    const { say } = await loadEngine('sample-kokoro', 'wasm');
    expect(await say({ text: '🙂' })).toMatchObject([{ from: 0, to: 2, words: [] }]);
  });
});

test('Kokoro comes from the chosen hub, in the precision for the device', async () => {
  const { placement, told, say } = await loadEngine('kokoro', 'wasm');
  expect(placement).toMatchObject({ device: 'wasm', precision: 'q8' });
  const size = 121_999;
  const voice = 522_240;
  expect(told.at(-2)).toEqual({ phase: 'download', loaded: size + voice, total: size + voice });
  expect(told.at(-1)?.phase).toBe('load');
  expect(secondsOf(await say({ voice: 'af_bella(2)+am_adam' }))).toBeGreaterThan(0.5);
});

describe('a session', () => {
  test('does not keep memory from run to run', async () => {
    const memories: WebAssembly.Memory[] = [];
    const { Memory } = WebAssembly;
    WebAssembly.Memory = class extends Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super(descriptor);
        memories.push(this);
      }
    };
    const session = await createSession(await (await fetch(sampleModel)).blob(), 'wasm');
    WebAssembly.Memory = Memory;
    const model = createKokoroModel(session);
    const ids = Array.from({ length: 50 }, (_, i) => 43 + (i % 20));
    const bytes = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
    for (let run = 0; run < 3; run++) await model(ids, new Float32Array(256), 1);
    const before = bytes();
    expect(before).toBeGreaterThan(1_000_000);
    for (let run = 0; run < 30; run++) await model(ids, new Float32Array(256), 1);
    expect(bytes()).toBe(before);
    await session.dispose();
  });

  test('takes 510 tokens at once', async () => {
    const session = await createSession(await (await fetch(sampleModel)).blob(), 'wasm');
    const { samples, durations } = await createKokoroModel(session)(
      Array.from({ length: 510 }, (_, i) => 43 + (i % 20)),
      new Float32Array(256),
      1,
    );
    expect(durations).toHaveLength(512);
    expect(samples.length).toBe(durations!.reduce((sum, frames) => sum + frames, 0) * 600);
    await session.dispose();
  });

  test('says why it cannot be started', async () => {
    await expect(createSession(new Blob(['not a model']), 'wasm')).rejects.toMatchObject({
      code: 'engine_unavailable',
      message: expect.stringMatching(/could not be started on WASM: .+/) as string,
    });
  });
});
