import { describe, expect, it } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { kokoroSymbols } from '../../../src/catalog/kokoro-symbols';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import type { SpokenChunk, Utterance } from '../../../src/engines/engine';
import { createKokoroModel, type KokoroModel } from '../../../src/engines/kokoro/model';
import { createKokoroSpeaker, type SpeakerParts } from '../../../src/engines/kokoro/speaker';
import { createStyles } from '../../../src/engines/kokoro/styles';

const card = findModel('kokoro') as ModelCard;

type Call = { symbols: string; style: number; speed: number };

/** Reads letters as symbols of the same look (Kokoro's `ɡ` is not the letter), and any other word as nothing. */
async function spell(text: string) {
  let symbols = '';
  const words = [...text.matchAll(/\S+/g)].flatMap(({ 0: word, index: from }) => {
    const sounds = word.replace(/[^a-z.,]/g, '').replaceAll('g', 'ɡ');
    if (sounds === '') return [];
    if (symbols !== '') symbols += ' ';
    const start = symbols.length;
    symbols += sounds;
    return [{ from, to: from + word.length, start, end: symbols.length }];
  });
  return { symbols, words };
}

const letters = new Map([...kokoroSymbols].map(([symbol, id]) => [id, symbol]));

/** A speaker whose model gives each token one frame of the value of its style. */
function speaker(parts: Partial<SpeakerParts> = {}) {
  const calls: Call[] = [];
  const languages = new Set<string>();
  const model: KokoroModel = async (ids, style, speed) => {
    const symbols = ids.map((id) => letters.get(id) ?? '?').join('');
    calls.push({ symbols, style: style[0] ?? 0, speed });
    const durations = [0, ...ids, 0].map(() => Math.round(2 / speed));
    const frames = durations.reduce((sum, frame) => sum + frame, 0);
    return { samples: new Float32Array(frames * 600).fill(style[0] ?? 0), durations };
  };
  const kokoro = createKokoroSpeaker({
    card,
    phonemize(text, language) {
      languages.add(language);
      return spell(text);
    },
    styles: async (shares, tokens) => Float32Array.of(tokens / 1000 + shares.length - 1),
    model,
    dispose: async () => undefined,
    ...parts,
  });
  async function say(utterance: Partial<Utterance>, signal?: AbortSignal): Promise<SpokenChunk[]> {
    const spoken: SpokenChunk[] = [];
    const whole = { text: '', voice: 'af_heart', speed: 1, ...utterance };
    for await (const chunk of kokoro.run(whole, signal ? { signal } : {})) spoken.push(chunk);
    return spoken;
  }
  return { kokoro, say, calls, languages };
}

describe('the Kokoro speaker', () => {
  it('gives the model the symbols of a sentence, and the style for their number', async () => {
    const { say, calls, languages } = speaker();
    const [chunk] = await say({ text: ' hello there, world. ' });
    expect(calls).toEqual([
      { symbols: 'hello there, world.', style: Math.fround(0.019), speed: 1 },
    ]);
    expect(chunk).toMatchObject({ from: 1, to: 20, sampleRate: 24_000 });
    expect([...languages]).toEqual(['en-US']);
  });

  it('tells when each word of the text sounds', async () => {
    const { say } = speaker();
    const text = '🙂 hello world.';
    const [chunk] = await say({ text });
    const frame = 0.05;
    expect(chunk?.words.map(({ from, to }) => text.slice(from, to))).toEqual(['hello', 'world.']);
    const [hello, world] = chunk?.words ?? [];
    expect(hello?.start).toBeCloseTo(1 * frame);
    expect(hello?.end).toBeCloseTo(6 * frame);
    expect(world?.start).toBeCloseTo(7 * frame);
    expect(world?.end).toBeCloseTo(13 * frame);
    expect((chunk?.samples.length ?? 0) / 24_000).toBeCloseTo(14 * frame);
  });

  it('tells what each word is said with, and for how much of its time', async () => {
    const model: KokoroModel = async (ids) => {
      const durations = [4, ...ids.map((_, index) => index + 1), 4];
      const frames = durations.reduce((sum, frame) => sum + frame, 0);
      return { samples: new Float32Array(frames * 600), durations };
    };
    const [chunk] = await speaker({ model }).say({ text: 'no way' });
    expect(chunk?.words.map(({ phonemes }) => phonemes)).toEqual([
      [
        { symbol: 'n', share: 1 / 3 },
        { symbol: 'o', share: 2 / 3 },
      ],
      [
        { symbol: 'w', share: 4 / 15 },
        { symbol: 'a', share: 5 / 15 },
        { symbol: 'y', share: 6 / 15 },
      ],
    ]);
  });

  it('tells no times when the model tells none', async () => {
    const model: KokoroModel = async () => ({
      samples: new Float32Array(600),
      durations: undefined,
    });
    const [chunk] = await speaker({ model }).say({ text: 'hello' });
    expect(chunk).toMatchObject({ words: [] });
    expect(chunk).not.toHaveProperty('durations');
  });

  it('asks the model for the speeds at which its lengths are right, and stretches the rest', async () => {
    // Lasts whole frames and at least one a token, as in the model.
    const model: KokoroModel = async (ids, style, speed) => {
      paces.push(speed);
      const durations = [6, ...ids.map((id) => 1 + (id % 5)), 6].map((frames) =>
        Math.max(1, Math.round(frames / speed)),
      );
      const frames = durations.reduce((sum, frame) => sum + frame, 0);
      return { samples: new Float32Array(frames * 600).fill(style[0] ?? 0), durations };
    };
    const paces: number[] = [];
    const { say } = speaker({ model });
    const [usual] = await say({ text: 'hello world.' });
    for (const [speed, pace] of [
      [0.25, 0.5],
      [0.5, 0.5],
      [0.7, 0.5],
      [0.75, 1],
      [0.9, 1],
      [1.25, 1],
      [2, 1],
      [4, 1],
    ] as const) {
      const [chunk] = await say({ text: 'hello world.', speed });
      expect(paces.at(-1)).toBe(pace);
      expect(chunk?.samples.length).toBe(Math.round(usual!.samples.length / speed));
      for (const [i, { start, end }] of usual!.words.entries()) {
        expect(chunk?.words[i]?.start).toBeCloseTo(start / speed, 3);
        expect(chunk?.words[i]?.end).toBeCloseTo(end / speed, 3);
      }
    }
  });

  it('speaks a mix in the language of its first voice', async () => {
    const { say, calls, languages } = speaker();
    await say({ text: 'hola', voice: 'ef_dora+af_sky(3)' });
    expect(calls[0]?.style).toBeCloseTo(1.004);
    expect([...languages]).toEqual(['es']);
  });

  it('refuses an unknown voice before anything is spoken', async () => {
    const { say, calls } = speaker();
    await expect(say({ text: 'hello', voice: 'af_nobody' })).rejects.toMatchObject({
      code: 'unknown_voice',
    });
    expect(calls).toEqual([]);
  });

  it('speaks a long text whole, in calls that the model can take', async () => {
    const { say, calls } = speaker();
    const texts = [
      'the quick brown fox jumps over the lazy dog, and then it sleeps. '.repeat(80).trim(),
      'a'.repeat(5000),
      'word '.repeat(1000).trim(),
    ];
    for (const text of texts) {
      calls.length = 0;
      const spoken = await say({ text });
      for (const { symbols } of calls) expect(symbols.length).toBeLessThanOrEqual(510);
      const said = calls.map(({ symbols }) => symbols.replaceAll('ɡ', 'g')).join('');
      expect(said.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(spoken.at(-1)?.to).toBe(text.length);
    }
  });

  it('leaves out what cannot be said, and gives a moment of silence when that is all', async () => {
    const { say, calls } = speaker();
    expect(await say({ text: '🙂 hello 🙂' })).toHaveLength(1);
    calls.length = 0;
    const [chunk, ...others] = await say({ text: '🙂 🎉' });
    expect(others).toEqual([]);
    expect(calls).toEqual([]);
    expect(chunk).toMatchObject({ from: 0, to: 5, words: [] });
    expect(chunk?.samples).toEqual(new Float32Array(2400));
  });

  it('computes a chunk when it is asked for and stops when its reader leaves', async () => {
    const { kokoro, calls } = speaker();
    const text = 'one sentence is enough for now. '.repeat(50);
    for await (const chunk of kokoro.run({ text, voice: 'af_heart', speed: 1 })) {
      expect(chunk.from).toBe(0);
      break;
    }
    expect(calls).toHaveLength(1);
  });

  it('stops between two chunks when it is aborted', async () => {
    const { kokoro, calls } = speaker();
    const aborting = new AbortController();
    const text = 'one sentence is enough for now. '.repeat(50);
    const chunks = kokoro.run({ text, voice: 'af_heart', speed: 1 }, { signal: aborting.signal });
    const iterator = chunks[Symbol.asyncIterator]();
    await iterator.next();
    aborting.abort();
    await expect(iterator.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(calls).toHaveLength(1);
  });
});

describe('the styles of voices', () => {
  const table = (value: number) =>
    new Blob([Float32Array.from({ length: 510 * 256 }, (_, i) => value + Math.floor(i / 256))]);

  it('are the row for the number of tokens, and the last row beyond the table', async () => {
    const styles = createStyles(async () => table(0));
    for (const [tokens, row] of [
      [0, 0],
      [7, 7],
      [509, 509],
      [510, 509],
    ] as const) {
      expect(await styles([{ id: 'a', share: 1 }], tokens)).toEqual(
        new Float32Array(256).fill(row),
      );
    }
  });

  it('are mixed by their shares, and each voice is read once', async () => {
    const asked: string[] = [];
    const styles = createStyles(async (id) => {
      asked.push(id);
      return table(id === 'a' ? 100 : 200);
    });
    const shares = [
      { id: 'a', share: 0.75 },
      { id: 'b', share: 0.25 },
    ];
    expect((await styles(shares, 0))[255]).toBe(125);
    expect((await styles(shares, 3))[0]).toBe(128);
    expect(asked).toEqual(['a', 'b']);
  });

  it('are refused from a file of another size', async () => {
    const styles = createStyles(async () => new Blob(['<html>']));
    const asked = styles([{ id: 'af_sky', share: 1 }], 5);
    await expect(asked).rejects.toThrow(/'af_sky' has 6 bytes instead of 522240/);
  });
});

describe('the Kokoro model', () => {
  const style = new Float32Array(256);

  it('puts a zero at both ends of the tokens', async () => {
    const seen: unknown[] = [];
    const model = createKokoroModel({
      async run({ input_ids: ids, speed }) {
        seen.push(ids?.data, ids?.dims, speed?.data);
        return {
          waveform: { data: Float32Array.of(0.5), dims: [1, 1] },
          durations: { data: [1, 2, 3], dims: [1, 3] },
        };
      },
    });
    expect(await model([50], style, 1.5)).toEqual({
      samples: Float32Array.of(0.5),
      durations: [1, 2, 3],
    });
    expect(seen).toEqual([BigInt64Array.of(0n, 50n, 0n), [1, 3], Float32Array.of(1.5)]);
  });

  it('takes broken numbers for a failure, not for sound', async () => {
    for (const broken of [[0, NaN], [Infinity], []]) {
      const model = createKokoroModel({
        run: async () => ({
          waveform: { data: Float32Array.from(broken), dims: [1, broken.length] },
        }),
      });
      const failure = model([50], style, 1);
      await expect(failure).rejects.toBeInstanceOf(SpeechError);
      await expect(failure).rejects.toMatchObject({ code: 'engine_failed' });
    }
  });

  it('says when the model is another one', async () => {
    const model = createKokoroModel({ run: async () => ({ logits: { data: [1], dims: [1] } }) });
    await expect(model([50], style, 1)).rejects.toThrow('it is not Kokoro');
  });
});
