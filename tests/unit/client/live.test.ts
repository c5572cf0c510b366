import { describe, expect, test, vi } from 'vitest';
import { ApiError } from '../../../src/client/api-error';
import { transcribeLive, type LiveEvent, type LiveOptions } from '../../../src/client/live';
import { idealListener, name, rate, speech } from './ideal-listener';

const options: LiveOptions = {
  model: 'whisper-base',
  language: undefined,
  task: 'transcribe',
  prompt: '',
  sampleRate: rate,
};

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Sound as a microphone gives it: a little at a time. */
async function* microphone(
  sound: Float32Array,
  { seconds = 0.1, onGiven = (_seconds: number) => {} } = {},
): AsyncGenerator<Float32Array> {
  const piece = Math.round(seconds * rate);
  for (let at = 0; at < sound.length; at += piece) {
    yield sound.subarray(at, at + piece);
    onGiven(at / rate);
    await tick();
  }
}

async function collect(events: AsyncIterable<LiveEvent>): Promise<LiveEvent[]> {
  const all: LiveEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

function expectToGrow(events: readonly LiveEvent[]): void {
  let before = '';
  for (const { stable } of events) {
    expect(stable.startsWith(before)).toBe(true);
    before = stable;
  }
}

const names = (count: number) => Array.from({ length: count }, (_, word) => name(word));

/** Words of half a second: `quiet` seconds apart, the first after `shift` more. */
const words = (count: number, quiet: number, shift = 0) => [
  { seconds: 0.4 + shift, quiet },
  ...Array.from({ length: count - 1 }, () => ({ seconds: 0.4, quiet })),
];

describe('the words of many windows', () => {
  // Each shift moves the place after eight seconds at which running speech is cut.
  test.each(Array.from({ length: 20 }, (_, i) => 30 * i))(
    'are all there once, with a space between them, when cut %d ms later',
    async (milliseconds) => {
      const shift = milliseconds / 1000;
      // Models put the space in front of some texts, and leave it out in others.
      const spaced = milliseconds % 60 === 0;
      const sound = speech([...words(60, 0.12, shift)]);
      const padded = new Float32Array(sound.length + 2 * rate);
      padded.set(sound, rate);
      const listener = idealListener({ spaced });
      const events = await collect(transcribeLive(listener, microphone(padded), options));
      expectToGrow(events);
      const last = events.at(-1);
      expect(last?.stable).toBe(names(60).join(' '));
      expect(last?.partial).toBe('');
      const segments = events.flatMap((event) => event.segments);
      expect(segments.length).toBeGreaterThan(3);
      expect(segments.map(({ text }) => text).join(' ')).toBe(last?.stable);
      const starts = segments.flatMap((segment) => segment.words.map(({ start }) => start));
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      for (const [word, start] of starts.entries()) {
        expect(Math.abs(start - (1 + word * 0.52 + (word > 0 ? shift : 0)))).toBeLessThan(0.01);
      }
    },
  );
});

test('a settled window has no partial text any more, and the next one begins anew', async () => {
  const sound = speech([...words(6, 0.1), { seconds: 0.4, quiet: 2 }, ...words(6, 0.1)]);
  const events = await collect(transcribeLive(idealListener(), microphone(sound), options));
  for (const [at, { segments, stable }] of events.entries()) {
    if (segments.length === 0) continue;
    expect(events[at]?.partial).toBe('');
    const next = events[at + 1];
    if (next) expect(next.partial).not.toContain(stable.split(' ').at(-1));
  }
});

test('text is told a second after it was said, and is stable within two windows', async () => {
  let given = 0;
  const sound = speech(words(120, 0.1));
  const late: number[] = [];
  const source = microphone(sound, { onGiven: (seconds) => (given = seconds) });
  for await (const { stable, partial } of transcribeLive(idealListener(), source, options)) {
    const count = (text: string) => text.split(' ').filter((word) => word !== '').length;
    const said = Math.floor(given / 0.5);
    late.push((said - count(stable)) * 0.5);
    expect((said - count(stable + partial)) * 0.5).toBeLessThanOrEqual(2);
  }
  expect(Math.max(...late)).toBeLessThan(16);
  // Most of it long before its window ends.
  expect(late.filter((seconds) => seconds > 3).length / late.length).toBeLessThan(0.1);
});

test('silence is never sent', async () => {
  const listener = idealListener();
  const events = await collect(
    transcribeLive(listener, microphone(new Float32Array(30 * rate)), options),
  );
  expect(events).toEqual([]);
  expect(listener.asked).toEqual([]);
});

test('pieces may have any length', async () => {
  const sound = speech([...words(8, 0.1), { seconds: 0.4, quiet: 1 }]);
  for (const seconds of [0.001, 0.007, 0.5, 100]) {
    const source = microphone(sound, { seconds });
    const events = await collect(transcribeLive(idealListener(), source, options));
    expect(events.at(-1)?.stable.split(' ').slice(1)).toEqual(names(9).slice(1));
  }
});

test('the language that was found out with certainty is asked for from then on', async () => {
  const listener = idealListener();
  const transcribe = vi.spyOn(listener, 'transcribe');
  const sound = speech([...words(4, 0.1), { seconds: 0.4, quiet: 1 }, ...words(4, 0.1)]);
  const events = await collect(transcribeLive(listener, microphone(sound), options));
  expect(events.at(-1)?.language).toEqual({ code: 'en', probability: 0.9 });
  const asked = transcribe.mock.calls.map(([{ language }]) => language);
  expect(asked[0]).toBeUndefined();
  expect(asked.at(-1)).toBe('en');
});

describe('a listener that takes long', () => {
  const slow = (ticks: number) => async (signal: AbortSignal | undefined) => {
    for (let i = 0; i < ticks && !signal?.aborted; i++) await tick();
  };

  test('writes what waits at once, and loses nothing', async () => {
    const pauses = Array.from({ length: 40 }, () => ({ seconds: 0.4, quiet: 1 }));
    const listener = idealListener({ work: slow(100) });
    const source = microphone(speech([{ seconds: 0.4, quiet: 1 }, ...pauses]));
    const events = await collect(transcribeLive(listener, source, options));
    expect(events.at(-1)?.stable.split(' ').slice(1)).toEqual(names(41).slice(1));
    expect(Math.max(...listener.asked)).toBeLessThan(25);
    expect(Math.max(...listener.asked)).toBeGreaterThan(4);
    // They are told as they were said.
    expect(events.flatMap(({ segments }) => segments)).toHaveLength(41);
    expectToGrow(events);
  });

  test('is not flooded: reading waits', async () => {
    let given = 0;
    const source = microphone(speech(words(1000, 0.1)), { onGiven: (at) => (given = at) });
    const stop = new AbortController();
    const listener = idealListener({ work: slow(Infinity) });
    const events = transcribeLive(listener, source, { ...options, signal: stop.signal });
    const first = events.next();
    for (let i = 0; i < 3000; i++) await tick();
    expect(given).toBeGreaterThan(50);
    expect(given).toBeLessThan(100);
    stop.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
  });
});

describe('the end', () => {
  test('leaving the loop ends the request, and the samples', async () => {
    const listener = idealListener();
    const source = microphone(speech(words(1000, 0.1)));
    const closed = vi.spyOn(source, 'return');
    for await (const { partial } of transcribeLive(listener, source, options)) {
      if (partial !== '') break;
    }
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
    expect(listener.left).toBe(1);
  });

  test('a failure of the samples is thrown when all before it is written', async () => {
    async function* broken() {
      yield* microphone(speech([...words(4, 0.1), { seconds: 0.4, quiet: 1 }]));
      throw new Error('The microphone is gone.');
    }
    const events: LiveEvent[] = [];
    const reading = async () => {
      for await (const event of transcribeLive(idealListener(), broken(), options)) {
        events.push(event);
      }
    };
    await expect(reading()).rejects.toThrow('The microphone is gone.');
    expect(events.at(-1)?.stable.split(' ')).toHaveLength(5);
  });

  test('a failure of the service is tried again, once', async () => {
    const failing = (from: number, to: number, status: number) =>
      idealListener({
        work: async (_signal, count) => {
          if (count >= from && count <= to) throw new ApiError('It broke.', { status });
        },
      });
    const sound = () => microphone(speech([...words(12, 0.1), { seconds: 0.4, quiet: 1 }]));
    const events = await collect(transcribeLive(failing(2, 2, 500), sound(), options));
    expect(events.at(-1)?.stable.split(' ')).toHaveLength(13);
    for (const listener of [failing(2, 3, 503), failing(1, 1, 400)]) {
      const run = collect(transcribeLive(listener, sound(), options));
      await expect(run).rejects.toThrow('It broke.');
    }
  });
});
