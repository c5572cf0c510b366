import { expect, test } from 'vitest';
import { seededRandom } from '../../../../src/base/seeded-random';
import type { ModelFacts } from '../../../../src/engines/whisper/model';
import { toSegments, type WindowPlace } from '../../../../src/engines/whisper/window-segments';
import { text, tokenizer, tokens } from './small-vocabulary';

/** Steps of 20 ms. */
const length = 100;
const facts = { medianWidth: 1, timeStep: 0.02 } as ModelFacts;

function segmentsOf(ids: readonly number[], looks: readonly number[], place: Partial<WindowPlace>) {
  const attention = looks.map((at) => [Float32Array.from({ length }, (_, i) => +(i === at))]);
  const written = { tokens: [...ids], logProbs: ids.map(() => -0.1), attention };
  const checked = { averageLogProb: -0.1, noSpeech: 0, cutShort: false, silent: false };
  return toSegments(
    { ...written, ...checked, temperature: 0, compressionRatio: 1 },
    [{ from: 0, to: ids.length, start: 0, end: length }],
    {
      ...{ facts, tokenizer, endToken: tokens.end, language: 'en', begin: 5, length, words: true },
      ...{ span: { from: 0, to: length }, ...place },
    },
  );
}

test('a word begins behind the place where the model looked for the one before', () => {
  const [segment] = segmentsOf(text(' one', ' two', ' three'), [10, 40, 70], {});
  expect(segment).toMatchObject({ text: ' one two three', start: 5, end: 7 });
  expect(segment?.words.map(({ start }) => start)).toEqual([5, 5.22, 5.82]);
});

test('the last word ends behind the place where the model looked for it, when it looked for the end elsewhere', () => {
  const [segment] = segmentsOf(text(' one', ' two'), [10, 40, 80], {});
  expect(segment?.words.map(({ end }) => end)).toEqual([5.22, 5.82]);
});

test('a word that the model looked for before or behind the speech shares the time of the one beside it', () => {
  const span = { from: 50, to: 80 };
  const [segment] = segmentsOf(text(' one', ' two', ' three', ' one'), [10, 40, 60, 90], { span });
  const times = segment?.words.map(({ start, end }) => [start, end].map((at) => at.toFixed(2)));
  expect(times).toEqual([
    ['6.00', '6.06'],
    ['6.06', '6.12'],
    ['6.12', '6.22'],
    ['6.22', '6.60'],
  ]);
});

test('where the model looked for all words elsewhere, they share the time of their segment', () => {
  const span = { from: 50, to: 80 };
  const [segment] = segmentsOf(text(' one', ' three'), [1, 2, 3], { span });
  expect(segment?.words.map(({ start, end }) => [start, end])).toEqual([
    [6, 6.225],
    [6.225, 6.6],
  ]);
});

test('of any text the words follow each other, cover it, and take time', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const below = (most: number) => Math.floor(random() * most);
  for (let round = 0; round < 300; round++) {
    const ids = Array.from({ length: 1 + below(12) }, () => below(9));
    const looks = ids.map(() => below(length));
    const from = below(60);
    const span = { from, to: from + 1 + below(40) };
    const why = `seed ${seed}, round ${round}: ${JSON.stringify({ ids, looks, span })}`;
    const segments = segmentsOf(ids, looks, { span });
    const words = segments.flatMap((segment) => segment.words);
    expect(words.map((word) => word.text).join(''), why).toBe(tokenizer.decode(ids));
    let last = 5 + from * 0.02;
    for (const { start, end, probability } of words) {
      expect(start, why).toBeGreaterThanOrEqual(last - 1e-9);
      expect(end, why).toBeGreaterThan(start);
      expect(probability, why).toBeCloseTo(Math.exp(-0.1), 6);
      last = end;
    }
    expect(last, why).toBeLessThanOrEqual(5 + span.to * 0.02 + 1e-9);
  }
});
