import { describe, expect, test, vi } from 'vitest';
import { compressionRatioOf } from '../../../../src/engines/whisper/fallback';
import {
  listen,
  type HeardWindow,
  type ListenOptions,
} from '../../../../src/engines/whisper/listen';
import type { WhisperModel } from '../../../../src/engines/whisper/model';
import { PcmWindow } from '../../../../src/engines/whisper/pcm-window';
import { sureOf, text, time, tokenizer, tokens, vocabulary } from './small-vocabulary';

/** 100 samples a second, windows of ten seconds, a time each tenth of a second. */
const facts = {
  ...{ sampleRate: 100, windowSamples: 1000, speechSamples: 1000, timeStep: 0.1, mostTokens: 64 },
  ...{ alignmentHeads: [], medianWidth: 7 },
};

/** Writes one after the other of `answers`; a window of silence is what the first token of an answer says. */
function fakeModel(answers: readonly (readonly number[])[], noSpeech = 0) {
  const prompts: number[][] = [];
  const windows: Float32Array[] = [];
  const release = vi.fn();
  const model: WhisperModel<number> = {
    facts,
    async encode(samples) {
      windows.push(samples.slice());
      return windows.length;
    },
    decode() {
      const answer = [...(answers[prompts.length] ?? []), tokens.end];
      let at = 0;
      return {
        async step(given) {
          if (at === 0) prompts.push([...given]);
          const logits = given.map(() => sureOf(answer[at] ?? tokens.end));
          const first = logits[given.indexOf(tokens.start)];
          if (first && noSpeech > 0) first[tokens.noSpeech ?? 0] = noSpeech;
          at++;
          return { logits, attention: [] };
        },
        end() {},
      };
    },
    release,
    dispose: async () => {},
  };
  return { model, prompts, windows, release };
}

async function* audio(seconds: number, from = 0) {
  for (let at = from; at < seconds; at++) yield new Float32Array(100).fill(at / 1000);
}

async function heard(
  model: WhisperModel<number>,
  seconds: number,
  options: Partial<ListenOptions> = {},
): Promise<HeardWindow[]> {
  const found: HeardWindow[] = [];
  for await (const window of listen(
    { model, tokens, tokenizer },
    audio(seconds, options.before?.seconds),
    {
      ...{
        language: 'en',
        task: 'transcribe',
        prompt: '',
        carryContext: false,
        words: false,
        seed: 1,
      },
      signal: new AbortController().signal,
      ...options,
    },
  )) {
    found.push(window);
  }
  return found;
}

test('a window begins where the last whole sentence ended, and nothing is heard twice', async () => {
  const { model, windows, release } = fakeModel([
    [time(0), ...text(' one'), time(60), time(60), ...text(' two')],
    [time(0), ...text(' two'), time(30)],
    [],
  ]);
  const found = await heard(model, 15);
  expect(
    found.flatMap(({ segments }) => segments.map(({ text, start, end }) => [text, start, end])),
  ).toEqual([
    [' one', 0, 6],
    [' two', 6, 9],
  ]);
  expect(windows.map((window) => window[0])).toEqual([0, Math.fround(0.006)]);
  expect(found.map(({ done }) => done)).toEqual([6, 15]);
  expect(release).toHaveBeenCalledTimes(windows.length);
});

test('after what was heard before, nothing of that is encoded again, and the text goes on', async () => {
  const answers = [
    [time(0), ...text(' one'), time(60), time(60), ...text(' two')],
    [time(0), ...text(' two'), time(99)],
    [time(0), ...text(' three'), time(50)],
  ];
  const said = { prompt: 'three', carryContext: true };
  const whole = fakeModel(answers);
  const all = await heard(whole.model, 21, said);
  expect(all.map(({ done }) => done)).toEqual([6, 16, 21]);

  for (const [at, { done: seconds }] of all.entries()) {
    const rest = fakeModel(answers.slice(at + 1));
    const segments = all.slice(0, at + 1).flatMap(({ segments }) => segments);
    const found = await heard(rest.model, 21, { ...said, before: { seconds, segments } });
    expect(found).toEqual(all.slice(at + 1));
    expect(rest.windows).toEqual(whole.windows.slice(at + 1));
    expect(rest.prompts).toEqual(whole.prompts.slice(at + 1));
  }
});

test('the language and the task stand in the prompt', async () => {
  const { model, prompts } = fakeModel([[time(0), ...text(' one'), time(9)]]);
  await heard(model, 5, { language: 'de', task: 'translate' });
  expect(prompts[0]).toEqual([tokens.start, 23, tokens.translate]);
});

test('what the user says about the audio comes first, and what was written follows', async () => {
  const answer = [time(0), ...text(' one'), time(99)];
  const { model, prompts } = fakeModel([answer, answer]);
  await heard(model, 20, { prompt: 'three', carryContext: true });
  const before = (said: number[]) => [tokens.previous, ...said, tokens.start];
  expect(prompts[0]?.slice(0, 3)).toEqual(before(text(' three')));
  expect(prompts[1]?.slice(0, 4)).toEqual(before(text(' three', ' one')));
});

test('a prompt that is too long loses its start', async () => {
  const { model, prompts } = fakeModel([[time(0), ...text(' one'), time(9)]]);
  const long = {
    ...tokenizer,
    encode: () => [...text(' three'), ...new Array<number>(100).fill(1)],
  };
  for await (const window of listen({ model, tokens, tokenizer: long }, audio(5), {
    ...{
      language: 'en',
      task: 'transcribe',
      prompt: 'x',
      carryContext: false,
      words: false,
      seed: 1,
    },
    signal: new AbortController().signal,
  })) {
    expect(window.segments).toHaveLength(1);
  }
  // Half of the model's positions, `<|startofprev|>` among them, are for what was before.
  const room = facts.mostTokens / 2 - 1;
  expect(prompts[0]).toEqual([
    ...[tokens.previous, ...new Array<number>(room).fill(1)],
    ...[tokens.start, 22, tokens.transcribe],
  ]);
});

test('what was written too freely is not told to the next window, nor is what was before', async () => {
  const loop = [time(0), ...Array.from({ length: 29 }, () => text(' one')).flat(), time(99)];
  const answer = [time(0), ...text(' two'), time(99)];
  for (const [tries, temperature, before] of [
    [2, 0.4, [tokens.previous, ...text(' three', ' two')]],
    [3, 0.6, []],
  ] as const) {
    const loops = Array.from({ length: tries }, () => loop);
    const { model, prompts } = fakeModel([...loops, answer, answer]);
    const [first] = await heard(model, 20, { prompt: 'three', carryContext: true });
    expect(first?.segments[0]?.temperature).toBe(temperature);
    expect(prompts.slice(0, tries + 1)).toEqual(
      Array.from({ length: tries + 1 }, () => [
        ...[tokens.previous, ...text(' three')],
        ...[tokens.start, 22, tokens.transcribe],
      ]),
    );
    expect(prompts[tries + 1]).toEqual([...before, tokens.start, 22, tokens.transcribe]);
  }
});

test('a model that was not taught text from before gets none', async () => {
  const answer = [time(0), ...text(' one'), time(99)];
  const { model, prompts } = fakeModel([answer, answer]);
  const windows = listen(
    { model, tokens: { ...tokens, previous: undefined }, tokenizer },
    audio(20),
    {
      ...{ language: 'en', task: 'transcribe', prompt: 'three', carryContext: true, words: false },
      ...{ seed: 1, signal: new AbortController().signal },
    },
  );
  for await (const window of windows) expect(window.segments).toHaveLength(1);
  expect(prompts).toEqual([0, 1].map(() => [tokens.start, 22, tokens.transcribe]));
});

describe('what is wrong', () => {
  test('a text that repeats itself is written again, more freely', async () => {
    const loop = [time(0), ...Array.from({ length: 29 }, () => text(' one')).flat(), time(90)];
    const { model, prompts } = fakeModel([loop, [time(0), ...text(' two'), time(9)]]);
    const [window] = await heard(model, 5);
    expect(window?.segments.map(({ text, temperature }) => [text, temperature])).toEqual([
      [' two', 0.2],
    ]);
    expect(prompts).toHaveLength(2);
  });

  test('a window without a token goes on with the next', async () => {
    const { model } = fakeModel([[], []]);
    expect((await heard(model, 20)).map(({ segments }) => segments)).toEqual([[], []]);
  });

  test('an abort ends it, and the source is closed', async () => {
    const { model } = fakeModel([]);
    const stop = new AbortController();
    const source = audio(100);
    const closed = vi.spyOn(source, 'return');
    const windows = listen({ model, tokens, tokenizer }, source, {
      ...{
        language: 'en',
        task: 'transcribe',
        prompt: '',
        carryContext: false,
        words: false,
        seed: 1,
      },
      signal: stop.signal,
    });
    await windows.next();
    stop.abort(new Error('left'));
    await expect(windows.next()).rejects.toThrow('left');
    expect(closed).toHaveBeenCalled();
  });
});

test('the language is the likeliest one, and told once', async () => {
  const answers = [[], [time(0), ...text(' one'), time(99)], [time(0), ...text(' one'), time(9)]];
  const { model } = fakeModel(answers);
  const german = Float32Array.from({ length: vocabulary }, (_, id) => (id === 23 ? 5 : 0));
  const decode = model.decode.bind(model);
  let asked = 0;
  model.decode = (encoded) => {
    const decoding = decode(encoded);
    if (asked++ > 0) return decoding;
    return {
      ...decoding,
      async step(given) {
        await decoding.step(given);
        return { logits: [german], attention: [] };
      },
    };
  };
  const found = await heard(model, 15, { language: undefined });
  expect(found.map(({ language }) => language)).toEqual(['de', 'de']);
  expect(found[0]?.languages.get('de')).toBeGreaterThan(0.9);
  expect(found[1]?.languages.size).toBe(0);
});

describe('two hours', () => {
  const seconds = 7200;
  const answer = [time(0), ...text(' one'), time(99)];
  const options = {
    language: 'en',
    task: 'transcribe',
    prompt: '',
    carryContext: true,
    words: false,
    seed: 1,
  } as const;

  function long() {
    const told = { pulled: 0, closed: false };
    async function* source() {
      try {
        for await (const piece of audio(seconds)) {
          told.pulled++;
          yield piece;
        }
      } finally {
        told.closed = true;
      }
    }
    return { source: source(), told };
  }

  test('are read as they are needed, and told in order', async () => {
    const { model, release } = fakeModel(Array.from({ length: seconds / 10 }, () => answer));
    const { source, told } = long();
    const done: number[] = [];
    const signal = new AbortController().signal;
    for await (const window of listen({ model, tokens, tokenizer }, source, {
      ...{ ...options, signal },
    })) {
      expect(window.segments[0]?.start).toBe(done.at(-1) ?? 0);
      done.push(window.done);
      expect(told.pulled - window.done).toBeLessThanOrEqual(1);
    }
    expect(done).toEqual(Array.from({ length: seconds / 10 }, (_, at) => 10 * (at + 1)));
    expect(release).toHaveBeenCalledTimes(seconds / 10);
  });

  test('can be left in the middle, in the middle of a window', async () => {
    const { model, release } = fakeModel(Array.from({ length: seconds / 10 }, () => answer));
    const { source, told } = long();
    const stop = new AbortController();
    let partials = 0;
    const onPartial = () => {
      if (++partials === 1000) stop.abort(new Error('left'));
    };
    const windows = listen({ model, tokens, tokenizer }, source, {
      ...{ ...options, signal: stop.signal, onPartial },
    });
    let last = 0;
    const all = async () => {
      for await (const { done } of windows) last = done;
    };
    await expect(all()).rejects.toThrow('left');
    expect(last).toBe(3330);
    expect(told).toEqual({ pulled: 3340, closed: true });
    expect(release).toHaveBeenCalledTimes(334);
  });
});

test('a window keeps no more than it needs', async () => {
  const window = new PcmWindow(audio(1000));
  for (let at = 0; at < 90; at++) {
    const samples = await window.read(1000);
    expect(samples[0]).toBe(Math.fround((at * 10) / 1000));
    expect(samples.buffer.byteLength).toBeLessThan(3000 * 4);
    window.advance(1000);
  }
  expect(window.start).toBe(90_000);
});

test('text that repeats itself compresses well', async () => {
  expect(await compressionRatioOf('')).toBe(1);
  expect(await compressionRatioOf('A quick brown fox.')).toBeLessThan(1.2);
  expect(await compressionRatioOf(' la la la'.repeat(40))).toBeGreaterThan(5);
});
