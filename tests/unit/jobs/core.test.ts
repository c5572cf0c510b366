import { afterEach, expect, test, vi } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import type { Transcriber } from '../../../src/engines/engine';
import { createCore } from '../../../src/jobs/core';
import { EnginePool } from '../../../src/jobs/engine-pool';
import type { SpeakJob } from '../../../src/jobs/speak-job';
import type { StartEngine } from '../../../src/jobs/start-engine';
import type { TranscribeJob } from '../../../src/jobs/transcribe-job';
import { fakeDevices } from './fake-devices';
import { starting, toneSpeaker } from './fake-engine';

const kokoro = findModel('sample-kokoro') as ModelCard;
const whisper = findModel('whisper-base') as ModelCard;
const espeak = findModel('espeak-ng') as ModelCard;
const never = new AbortController().signal;

function job(text: string, changes: Partial<SpeakJob> = {}): SpeakJob {
  return {
    model: kokoro,
    text,
    voice: 'af_sample',
    speed: 1,
    format: 'pcm',
    sampleRate: 24000,
    ...changes,
  };
}

afterEach(() => {
  vi.useRealTimers();
});

type Around = {
  patience?: number;
  longestQueue?: number;
  stored?: string[];
  devices?: ReturnType<typeof fakeDevices>;
};

function coreOf(start: StartEngine, options: Around = {}) {
  const { stored = [], devices: around = fakeDevices(), ...limited } = options;
  let kept = { memoryBudget: 1000, idleMinutes: 10 };
  const limits = {
    read: async () => kept,
    change: async (changed: typeof kept) => (kept = changed),
  };
  let chosen = { hub: 'https://hub.test', hubPath: '{hub}/{repo}/{path}' };
  return createCore({
    pool: new EnginePool({ start, limits: limits.read }),
    stored: {
      isStored: async (card) => stored.includes(card.id),
      size: async (card) => (stored.includes(card.id) ? 7 : 0),
      isEvicted: async () => false,
      remove: async (card) => void stored.splice(stored.indexOf(card.id), 1),
    },
    hubSetting: {
      read: async () => chosen,
      address: async () => chosen.hub,
      change: async ({ hub = chosen.hub, hubPath = chosen.hubPath }) => {
        chosen = { hub, hubPath };
      },
    },
    limits,
    ...around,
    ...limited,
  });
}

test('an answer has every sample of every chunk, and words counted from its start', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const spoken = await coreOf(starting(speaker).start).speak(job('One two. Three.'), never);
  let bytes = 0;
  const starts: number[] = [];
  for await (const piece of spoken.audio) {
    bytes += piece.bytes.length;
    starts.push(...piece.words.map((word) => word.start));
  }
  expect(bytes).toBe(0.3 * 24000 * 2);
  expect(starts).toEqual([0, expect.closeTo(0.2, 6)]);
});

test('what a job says about its reading reaches the engine', async () => {
  const { speaker, seen } = toneSpeaker({ rate: 24000 });
  const reading = { language: 'de', markup: 'none', normalise: false, emoji: 'names' } as const;
  const core = coreOf(starting(speaker).start);
  for await (const _ of (await core.speak(job('One.', { reading }), never)).audio);
  for await (const _ of (await core.speak(job('One.'), never)).audio);
  expect(seen.asked).toEqual([
    { voice: 'af_sample', speed: 1, ...reading },
    { voice: 'af_sample', speed: 1 },
  ]);
});

test('a text is read without a sound, and nothing is left under way', async () => {
  const { speaker, seen } = toneSpeaker({ rate: 24000 });
  const core = coreOf(starting(speaker).start);
  const { model, text, voice } = job('One two.');
  expect((await core.phonemize({ model, text, voice }, never)).symbols).toBe('ONE TWO.');
  expect(seen.chunks).toBe(0);
  expect(await core.health()).toMatchObject({ waiting: 0, speaking: 0 });
});

test('a model of another rate is resampled to the rate asked for', async () => {
  const { speaker } = toneSpeaker({ rate: 22050 });
  const spoken = await coreOf(starting(speaker).start).speak(
    job('One two.', { model: espeak }),
    never,
  );
  let bytes = 0;
  for await (const piece of spoken.audio) bytes += piece.bytes.length;
  expect(bytes).toBe(0.2 * 24000 * 2);
});

test('a model is started once for all who ask at the same time', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start, threads } = starting(speaker);
  const core = coreOf(start);
  await Promise.all([1, 2, 3].map(() => core.speak(job('Hi.'), never)));
  expect(threads).toHaveLength(1);
});

test('chunks of several requests take turns: one at a time, and a slow reader blocks nobody', async () => {
  const { speaker, seen } = toneSpeaker({ rate: 24000, pause: 2 });
  const core = coreOf(starting(speaker).start);
  const slow = await core.speak(job('A. B. C. D.'), never);
  const quick = await core.speak(job('E. F.'), never);
  let bytes = 0;
  for await (const piece of quick.audio) bytes += piece.bytes.length;
  expect(bytes).toBe(0.2 * 24000 * 2);
  expect(seen.most).toBe(1);
  for await (const piece of slow.audio) bytes += piece.bytes.length;
  expect(bytes).toBe(0.6 * 24000 * 2);
});

test('sixteen requests wait, the next one is told to come again', async () => {
  const { speaker } = toneSpeaker({ rate: 24000, pause: 20 });
  const core = coreOf(starting(speaker).start);
  const ends = await Promise.allSettled(
    Array.from({ length: 20 }, () => core.speak(job('Hi.'), new AbortController().signal)),
  );
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(17);
  const refused = ends.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(refused.reason).toMatchObject({ code: 'queue_full', retryAfter: 2 });
});

test('leaving the audio stops the engine after the chunk under way', async () => {
  const { speaker, seen } = toneSpeaker({ rate: 24000, pause: 2 });
  const spoken = await coreOf(starting(speaker).start).speak(job('A. B. C. D. E. F. G. H.'), never);
  for await (const piece of spoken.audio) {
    expect(piece.bytes.length).toBeGreaterThan(0);
    break;
  }
  expect(seen.left).toBe(1);
  expect(seen.chunks).toBeLessThanOrEqual(3);
});

test('leaving the audio before its first byte stops the engine too', async () => {
  const { speaker, seen } = toneSpeaker({ rate: 24000 });
  const spoken = await coreOf(starting(speaker).start).speak(job('A. B. C. D.'), never);
  await spoken.audio[Symbol.asyncIterator]().return?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen.left).toBe(1);
});

test('a new request is spoken before the later chunks of long texts', async () => {
  const { speaker, seen } = toneSpeaker({ rate: 24000, pause: 5, secondsOfWord: 5 });
  const core = coreOf(starting(speaker).start);
  const texts = ['A. B. C.', 'D. E. F.', 'G. H. I.', 'J. K. L.'];
  const long = await Promise.all(texts.map((text) => core.speak(job(text), never)));
  const reading = Promise.all(
    long.map(async ({ audio }) => {
      for await (const piece of audio) void piece;
    }),
  );
  await core.speak(job('Now.'), never);
  await reading;
  // After the four first chunks, and the one that was under way.
  expect(seen.sentences.indexOf('Now.')).toBeLessThanOrEqual(5);
  expect(seen.sentences).toHaveLength(13);
});

test('a long text is not kept waiting for ever by new requests', async () => {
  vi.useFakeTimers();
  const { speaker, seen } = toneSpeaker({ rate: 24000, pause: 1000, secondsOfWord: 60 });
  const core = coreOf(starting(speaker).start);
  const speakAll = async (text: string) => {
    const { audio } = await core.speak(job(text), new AbortController().signal);
    for await (const piece of audio) void piece;
  };
  const long = speakAll('A. B.');
  const others: Promise<unknown>[] = [];
  // Twice as many requests as the model can serve.
  for (let i = 0; i < 60; i++) {
    others.push(speakAll('C.').catch((error: unknown) => error));
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(seen.sentences).toContain('B.');
  expect(seen.sentences.indexOf('B.')).toBeGreaterThan(10);
  await vi.advanceTimersByTimeAsync(60_000);
  await Promise.all([long, ...others]);
});

test('a short text and a short recording go between two windows of a long one on the same card', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  let windows = 0;
  const transcriber: Transcriber = {
    async *run({ prompt }) {
      for (let done = 1; done <= (prompt === 'long' ? Infinity : 1); done++) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        if (prompt === 'long') windows++;
        yield { type: 'progress', done, total: undefined };
      }
    },
    async dispose() {},
  };
  const { start } = starting(speaker, { device: 'webgpu' });
  const core = coreOf(async (...asked) => ({ ...(await start(...asked)), transcriber }));
  const recording = (prompt: string): TranscribeJob => ({
    ...{ model: whisper, audio: new Blob(['RIFF']), language: undefined, task: 'transcribe' },
    ...{ prompt, temperature: 0, words: false, seed: 0 },
  });
  const leave = new AbortController();
  const long = await core.transcribe(recording('long'), leave.signal);
  const hearing = (async () => {
    for await (const each of long.heard) void each;
  })();
  for (const ask of [
    () => core.speak(job('Now.'), never),
    () => core.transcribe(recording('short'), never),
  ]) {
    const before = windows;
    await ask();
    // The one under way, and one that had its turn before the model was there.
    expect(windows - before).toBeLessThanOrEqual(2);
  }
  const before = windows;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(windows).toBeGreaterThan(before);
  leave.abort();
  await expect(hearing).rejects.toThrow(/abort/i);
});

test('an abort takes a waiting request out of the line', async () => {
  const { speaker, seen } = toneSpeaker({ rate: 24000, pause: 30 });
  const core = coreOf(starting(speaker).start);
  const control = new AbortController();
  const first = core.speak(job('A.'), never);
  const second = core.speak(job('B.'), control.signal);
  setTimeout(() => control.abort(), 10);
  await expect(second).rejects.toMatchObject({ name: 'AbortError' });
  await first;
  expect(seen.chunks).toBe(1);
});

test('an engine that fails in the middle fails the audio, not its end', async () => {
  const { speaker } = toneSpeaker({ rate: 24000, failAt: 2 });
  const spoken = await coreOf(starting(speaker).start).speak(job('A. B. C. D.'), never);
  await expect(
    (async () => {
      for await (const piece of spoken.audio) void piece;
    })(),
  ).rejects.toThrow('The tone broke.');
});

test('a device that cannot be started is replaced by WASM, and the reason is told', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start } = starting(speaker);
  const core = coreOf(async (card, device, options) => {
    if (device === 'auto') throw new SpeechError('engine_unavailable', 'No adapter.');
    return start(card, device, options);
  });
  const { placement } = await core.speak(job('Hi.'), never);
  expect(placement.device).toBe('wasm');
  expect(placement.reason).toContain('No adapter.');
});

test('a model that needs a graphics card is not tried without one, and the reason stays', async () => {
  const devices: string[] = [];
  const core = coreOf(async (_card, device) => {
    devices.push(device);
    throw new SpeechError('engine_unavailable', 'The card is too small.');
  });
  const preparing = core.prepare(findModel('whisper-large-v3-turbo') as ModelCard, never);
  await expect(preparing[Symbol.asyncIterator]().next()).rejects.toThrow('too small');
  expect(devices).toEqual(['auto']);
});

test('a model that takes too long is answered with the time to ask again, and goes on loading', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start } = starting(speaker);
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  const core = coreOf(
    async (...asked) => {
      asked[2].report({ phase: 'download', loaded: 1, total: 4 });
      await gate;
      return start(...asked);
    },
    { patience: 20 },
  );
  const refused = core.speak(job('Hi.'), never);
  await expect(refused).rejects.toMatchObject({ code: 'model_loading', retryAfter: 30 });
  await expect(refused).rejects.toThrow('25 %');
  release();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await core.speak(job('Hi.'), never)).placement.device).toBe('webgpu');
});

test('a failed start is tried again by the next request', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start } = starting(speaker);
  let tries = 0;
  const core = coreOf(async (...asked) => {
    if (++tries === 1) throw new SpeechError('hub_unreachable', 'No network.');
    return start(...asked);
  });
  await expect(core.speak(job('Hi.'), never)).rejects.toMatchObject({ code: 'hub_unreachable' });
  await core.speak(job('Hi.'), never);
  expect(tries).toBe(2);
});

test('an engine whose thread died is started anew', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start, threads } = starting(speaker);
  const core = coreOf(start);
  await core.speak(job('Hi.'), never);
  threads[0]?.lose();
  await core.speak(job('Hi.'), never);
  expect(threads).toHaveLength(2);
});

test('preparing tells the progress and ends when the model is ready', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start } = starting(speaker);
  const core = coreOf(async (...asked) => {
    for (const loaded of [1, 2, 3]) {
      asked[2].report({ phase: 'download', loaded, total: 3 });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return start(...asked);
  });
  const told: number[] = [];
  for await (const progress of core.prepare(kokoro, never)) told.push(progress.loaded);
  expect(told.slice(0, 3)).toEqual([1, 2, 3]);
  const state = (await core.states()).find(({ card }) => card.id === 'sample-kokoro');
  expect(state?.state).toBe('loaded');
});

test('states say what is part of the app, absent, and downloading', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start } = starting(speaker);
  const core = coreOf(async (...asked) => {
    asked[2].report({ phase: 'download', loaded: 1, total: 3 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    return start(...asked);
  });
  const states = async () =>
    Object.fromEntries((await core.states()).map(({ card, state }) => [card.id, state]));
  expect(await states()).toMatchObject({ 'espeak-ng': 'embedded', kokoro: 'absent' });
  const speaking = core.speak(job('Hi.'), never);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await states()).toMatchObject({ 'sample-kokoro': 'downloading' });
  await speaking;
});

test('preparing goes on when its reader leaves', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start } = starting(speaker);
  let arrive = () => {};
  const core = coreOf(async (...asked) => {
    asked[2].report({ phase: 'download', loaded: 1, total: 2 });
    await new Promise<void>((resolve) => (arrive = resolve));
    return start(...asked);
  });
  const left = new AbortController();
  for await (const progress of core.prepare(kokoro, left.signal)) {
    expect(progress.loaded).toBe(1);
    left.abort();
    break;
  }
  expect((await core.state(kokoro)).state).toBe('downloading');
  arrive();
  await vi.waitFor(async () => expect((await core.state(kokoro)).state).toBe('loaded'));
});

test('a model is busy until its answer has ended, and unloading it by force fails the answer', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start, threads } = starting(speaker);
  const core = coreOf(start, { stored: ['sample-kokoro'] });
  const first = await core.speak(job('A. B. C. D.'), never);
  await expect(core.unload(kokoro, { force: false })).rejects.toMatchObject({ code: 'model_busy' });
  for await (const piece of first.audio) void piece;
  expect((await core.unload(kokoro, { force: false })).state).toBe('stored');
  expect(threads.map(({ ended }) => ended)).toEqual([true]);

  const second = await core.speak(job('A. B. C. D.'), never);
  await core.unload(kokoro, { force: true });
  const reading = (async () => {
    for await (const piece of second.audio) void piece;
  })();
  await expect(reading).rejects.toMatchObject({ code: 'engine_failed' });
});

test('removing a model unloads it first; one that is part of the app stays', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start, threads } = starting(speaker);
  const core = coreOf(start, { stored: ['sample-kokoro'] });
  const { audio } = await core.speak(job('A. B.'), never);
  const remove = (force: boolean) => core.remove(kokoro, { force });
  await expect(remove(false)).rejects.toMatchObject({ code: 'model_busy' });
  expect((await core.state(kokoro)).storedBytes).toBe(7);
  await remove(true);
  expect(threads[0]?.ended).toBe(true);
  expect(await core.state(kokoro)).toMatchObject({ state: 'absent', storedBytes: 0 });
  await expect(
    (async () => {
      for await (const piece of audio) void piece;
    })(),
  ).rejects.toThrow();
  await expect(core.remove(espeak, { force: true })).rejects.toMatchObject({
    code: 'invalid_request',
    param: 'model',
  });
});

test('settings change one by one', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const core = coreOf(starting(speaker).start);
  const hubPath = '{hub}/{repo}/{path}';
  const first = {
    hub: 'https://hub.test',
    hubPath,
    memoryBudget: 1000,
    idleMinutes: 10,
    device: 'auto',
  };
  expect(await core.settings()).toEqual(first);
  await core.changeSettings({ hub: 'https://x.test' });
  await core.changeSettings({ idleMinutes: 3 });
  const changed = await core.changeSettings({ memoryBudget: 500 });
  expect(changed).toEqual({ ...first, hub: 'https://x.test', memoryBudget: 500, idleMinutes: 3 });
});

test('another device unloads idle models, so that their next start is there; no other setting does', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const core = coreOf(starting(speaker).start);
  await drain(core.prepare(espeak, never));
  const spoken = await core.speak(job('One two. Three.'), never);
  expect((await core.changeSettings({ device: 'wasm' })).device).toBe('wasm');
  expect((await core.health()).loaded).toEqual(['sample-kokoro']);
  for await (const _piece of spoken.audio);
  await core.changeSettings({ idleMinutes: 3 });
  expect((await core.health()).loaded).toEqual(['sample-kokoro']);
});

test('health tells what is loaded and at work, and what devices there are', async () => {
  const { speaker } = toneSpeaker({ rate: 24000 });
  const core = coreOf(starting(speaker).start);
  const spoken = await core.speak(job('One two. Three.'), never);
  const health = { loaded: ['sample-kokoro'], speaking: 1, preference: 'auto', gpu: undefined };
  expect(await core.health()).toMatchObject({ ...health, machine: { processors: 2 } });
  for await (const _piece of spoken.audio);
  expect((await core.health()).speaking).toBe(0);
});

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _item of items);
}
