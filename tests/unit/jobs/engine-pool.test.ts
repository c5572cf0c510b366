import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import type { Speaker } from '../../../src/engines/engine';
import { EnginePool } from '../../../src/jobs/engine-pool';
import type { StartEngine } from '../../../src/jobs/start-engine';
import { starting } from './fake-engine';

const espeak = findModel('espeak-ng') as ModelCard;
const kokoro = findModel('kokoro') as ModelCard;
const sample = findModel('sample-kokoro') as ModelCard;
const never = new AbortController().signal;
const silent: Speaker = {
  async *run() {},
  read: async () => ({ symbols: '', words: [], language: undefined }),
  async dispose() {},
};
const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function poolOf(start: StartEngine, limits: { memoryBudget?: number; idleMinutes?: number } = {}) {
  const all = { memoryBudget: 10_000, idleMinutes: 10, ...limits };
  return new EnginePool({ start, limits: async () => all });
}

/** Lets everything happen that waits for no clock. */
const settled = () => vi.advanceTimersByTimeAsync(0);

/** Borrows a model and gives it back at once. */
async function use(pool: EnginePool, card: ModelCard): Promise<void> {
  (await pool.borrow(card, never)).release();
  await settled();
}

const idsOf = (threads: { model: string; ended: boolean }[], ended: boolean) =>
  threads.filter((thread) => thread.ended === ended).map(({ model }) => model);

describe('a memory budget', () => {
  // Kokoro counts as twice its largest file and its thread: 794 MB; the others as little more than a thread.
  test('ends the models that nobody has asked for longest, until the new one fits', async () => {
    const { start, threads } = starting(silent);
    const pool = poolOf(start, { memoryBudget: 950 });
    await use(pool, sample);
    await use(pool, espeak);
    await use(pool, sample);
    expect(idsOf(threads, true)).toEqual([]);
    await use(pool, kokoro);
    expect(idsOf(threads, true)).toEqual(['espeak-ng']);
    expect(pool.placement(sample)).toBeDefined();
    await use(pool, espeak);
    expect(idsOf(threads, true)).toEqual(['sample-kokoro', 'espeak-ng']);
    expect(idsOf(threads, false)).toEqual(['kokoro', 'espeak-ng']);
  });

  test('never ends a model at work, but as soon as it is idle', async () => {
    const { start, threads } = starting(silent);
    const pool = poolOf(start, { memoryBudget: 200 });
    const speaking = await pool.borrow(sample, never);
    const other = await pool.borrow(espeak, never);
    await settled();
    expect(idsOf(threads, true)).toEqual([]);
    speaking.release();
    await settled();
    expect(idsOf(threads, true)).toEqual(['sample-kokoro']);
    other.release();
    await settled();
    expect(idsOf(threads, false)).toEqual(['espeak-ng']);
  });

  test('lets a single model exceed it', async () => {
    const { start, threads } = starting(silent);
    const pool = poolOf(start, { memoryBudget: 128 });
    await use(pool, kokoro);
    await use(pool, kokoro);
    expect(threads).toHaveLength(1);
    expect(pool.placement(kokoro)).toBeDefined();
  });

  test('counts a model from the end of its download', async () => {
    const { start, threads } = starting(silent);
    let goOn = () => {};
    const wait = () => new Promise<void>((resolve) => (goOn = resolve));
    const pool = poolOf(
      async (card, device, options) => {
        if (card === kokoro) {
          options.report({ phase: 'download', loaded: 1, total: 2 });
          await wait();
          options.report({ phase: 'load', loaded: 2, total: 2 });
          await wait();
        }
        return start(card, device, options);
      },
      { memoryBudget: 950 },
    );
    const loading = pool.load(kokoro);
    await settled();
    await use(pool, sample);
    await use(pool, espeak);
    expect(idsOf(threads, true)).toEqual([]);
    goOn();
    await settled();
    expect(pool.progress(kokoro)?.phase).toBe('load');
    expect(idsOf(threads, true)).toEqual(['sample-kokoro']);
    goOn();
    await loading;
    await settled();
    expect(idsOf(threads, false)).toEqual(['espeak-ng', 'kokoro']);
  });
});

describe('an idle model', () => {
  test('is unloaded after the minutes set, counted from its last use', async () => {
    const { start, threads } = starting(silent);
    const pool = poolOf(start, { idleMinutes: 10 });
    await use(pool, sample);
    await vi.advanceTimersByTimeAsync(9 * minute);
    await use(pool, sample);
    await vi.advanceTimersByTimeAsync(9 * minute);
    expect(idsOf(threads, true)).toEqual([]);
    await vi.advanceTimersByTimeAsync(1 * minute);
    expect(idsOf(threads, true)).toEqual(['sample-kokoro']);
    expect(pool.placement(sample)).toBeUndefined();
    await use(pool, sample);
    expect(threads).toHaveLength(2);
  });

  test('is not one that speaks, however slowly', async () => {
    const { start, threads } = starting(silent);
    const pool = poolOf(start, { idleMinutes: 1 });
    const { release } = await pool.borrow(sample, never);
    await vi.advanceTimersByTimeAsync(60 * minute);
    expect(idsOf(threads, true)).toEqual([]);
    release();
    await vi.advanceTimersByTimeAsync(1 * minute);
    expect(idsOf(threads, true)).toEqual(['sample-kokoro']);
  });

  test('is one that was loaded for nobody, too', async () => {
    const { start, threads } = starting(silent);
    await poolOf(start, { idleMinutes: 1 }).load(sample);
    await vi.advanceTimersByTimeAsync(1 * minute);
    expect(idsOf(threads, true)).toEqual(['sample-kokoro']);
  });

  test('does not stay loaded because its caller left while it was being loaded', async () => {
    const { start, threads } = starting(silent);
    let begin = () => {};
    const pool = poolOf(
      async (...asked) => {
        await new Promise<void>((resolve) => (begin = resolve));
        return start(...asked);
      },
      { idleMinutes: 1 },
    );
    const caller = new AbortController();
    const borrowing = pool.borrow(sample, caller.signal);
    await settled();
    caller.abort(new Error('left'));
    await expect(borrowing).rejects.toThrow('left');
    begin();
    await settled();
    expect(pool.placement(sample)).toBeDefined();
    await vi.advanceTimersByTimeAsync(1 * minute);
    expect(idsOf(threads, true)).toEqual(['sample-kokoro']);
  });
});

describe('turns', () => {
  test.each([
    ['webgpu', 1],
    ['wasm', 2],
  ] as const)('of two models on %s: %i at a time', async (device, most) => {
    const pool = poolOf(starting(silent, { device }).start);
    const engines = [await pool.borrow(sample, never), await pool.borrow(espeak, never)];
    let running = 0;
    let seen = 0;
    const step = async () => {
      seen = Math.max(seen, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
    };
    const steps = engines.flatMap(({ engine }) => [engine.turns.run(step), engine.turns.run(step)]);
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all(steps);
    expect(seen).toBe(most);
  });

  test('go on with the other models when one of them is unloaded in the middle of its turn', async () => {
    const pool = poolOf(starting(silent, { device: 'webgpu' }).start);
    const first = await pool.borrow(sample, never);
    const second = await pool.borrow(espeak, never);
    let fail = () => {};
    const broken = first.engine.turns.run(
      () => new Promise((_resolve, reject) => (fail = () => reject(new Error('unloaded')))),
    );
    const waiting = second.engine.turns.run(async () => 'spoken');
    await settled();
    fail();
    await expect(broken).rejects.toThrow('unloaded');
    expect(await waiting).toBe('spoken');
  });
});

describe('a model that dies', () => {
  /** Borrows the model and lets its thread die. */
  async function die(pool: EnginePool, threads: { lose: () => void }[]): Promise<void> {
    const { release } = await pool.borrow(sample, never);
    threads.at(-1)?.lose();
    release();
  }

  test('is started anew by the next request, until the third death in a row', async () => {
    const { start, threads } = starting(silent);
    const pool = poolOf(start);
    for (let i = 0; i < 3; i++) await die(pool, threads);
    expect(threads).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(20_000);
    await expect(pool.borrow(sample, never)).rejects.toMatchObject({
      code: 'engine_unavailable',
      retryAfter: 40,
      message: expect.stringMatching(
        /'sample-kokoro' broke down 3 times in a row.*Ask again/,
      ) as string,
    });
    await expect(pool.load(sample)).rejects.toMatchObject({ code: 'engine_unavailable' });
    await use(pool, espeak);
    expect(threads.map(({ model }) => model)).toEqual([
      ...Array<string>(3).fill('sample-kokoro'),
      'espeak-ng',
    ]);
  });

  test('gets one try after a minute, and rests again when that fails', async () => {
    const { start, threads } = starting(silent);
    const pool = poolOf(start);
    for (let i = 0; i < 3; i++) await die(pool, threads);
    await vi.advanceTimersByTimeAsync(1 * minute);
    await die(pool, threads);
    await expect(pool.borrow(sample, never)).rejects.toMatchObject({ code: 'engine_unavailable' });
    await vi.advanceTimersByTimeAsync(1 * minute);
    const { engine } = await pool.borrow(sample, never);
    await engine.turns.run(async () => 'a chunk');
    for (let i = 0; i < 2; i++) await die(pool, threads);
    await use(pool, sample);
  });

  test('is forgiven by each finished chunk, but not by one that failed', async () => {
    const { start, threads } = starting(silent);
    const pool = poolOf(start);
    for (let i = 0; i < 5; i++) {
      const { engine } = await pool.borrow(sample, never);
      await engine.turns.run(async () => 'a chunk');
      await die(pool, threads);
    }
    const { engine } = await pool.borrow(sample, never);
    const failing = engine.turns.run(() => Promise.reject(new Error('no chunk')));
    await expect(failing).rejects.toThrow('no chunk');
    for (let i = 0; i < 2; i++) await die(pool, threads);
    await expect(pool.borrow(sample, never)).rejects.toMatchObject({ code: 'engine_unavailable' });
  });

  test('counts the same when it dies while it is being loaded', async () => {
    const pool = poolOf(async () => {
      throw new SpeechError('engine_failed', 'The thread crashed.');
    });
    for (let i = 0; i < 3; i++) {
      await expect(pool.borrow(sample, never)).rejects.toMatchObject({ code: 'engine_failed' });
    }
    await expect(pool.borrow(sample, never)).rejects.toMatchObject({ code: 'engine_unavailable' });
  });

  test('is not one whose hub cannot be reached, or that was unloaded', async () => {
    const { start, threads } = starting(silent);
    let reachable = false;
    const pool = poolOf(async (...asked) => {
      if (!reachable) throw new SpeechError('hub_unreachable', 'No network.');
      return start(...asked);
    });
    for (let i = 0; i < 4; i++) {
      await expect(pool.borrow(sample, never)).rejects.toMatchObject({ code: 'hub_unreachable' });
    }
    reachable = true;
    for (let i = 0; i < 4; i++) {
      await use(pool, sample);
      pool.unload(sample, { force: false });
    }
    expect(threads).toHaveLength(4);
    await use(pool, sample);
  });
});

describe('unloading', () => {
  test('ends the thread, and the next request starts another', async () => {
    const { start, threads } = starting(silent);
    const pool = poolOf(start);
    await use(pool, sample);
    pool.unload(sample, { force: false });
    expect(idsOf(threads, true)).toEqual(['sample-kokoro']);
    expect(pool.placement(sample)).toBeUndefined();
    await use(pool, sample);
    expect(threads).toHaveLength(2);
    pool.unload(espeak, { force: false });
  });

  test('is refused while a request needs the model, unless it is forced', async () => {
    const { start, threads } = starting(silent);
    const pool = poolOf(start);
    const { release } = await pool.borrow(sample, never);
    expect(() => pool.unload(sample, { force: false })).toThrow(
      expect.objectContaining({ code: 'model_busy' }),
    );
    expect(idsOf(threads, true)).toEqual([]);
    pool.unload(sample, { force: true });
    expect(idsOf(threads, true)).toEqual(['sample-kokoro']);
    await use(pool, sample);
    release();
    await settled();
    expect(idsOf(threads, false)).toEqual(['sample-kokoro']);
  });

  test('ends a download, tells who waits for it, and is no reason to start on WASM', async () => {
    const devices: string[] = [];
    const pool = poolOf(async (_card, device, { report, signal }) => {
      devices.push(device);
      report({ phase: 'download', loaded: 1, total: 2 });
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () =>
          reject(new SpeechError('engine_unavailable', 'The thread was ended.')),
        );
      });
    });
    const loading = pool.load(kokoro);
    const told = expect(loading).rejects.toMatchObject({
      code: 'engine_failed',
      message: "The download of 'kokoro' was stopped. Ask again to go on with it.",
    });
    await settled();
    expect(pool.progress(kokoro)).toEqual({ phase: 'download', loaded: 1, total: 2 });
    pool.unload(kokoro, { force: false });
    await told;
    expect(pool.progress(kokoro)).toBeUndefined();
    await settled();
    expect(devices).toEqual(['auto']);
  });
});
