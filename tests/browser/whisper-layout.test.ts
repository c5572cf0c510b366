import { expect, inject, test } from 'vitest';
import { lazy } from '../../src/base/lazy';
import { seededRandom } from '../../src/base/seeded-random';
import { defaultLimits } from '../../src/engines/whisper/fallback';
import { listen, type HeardWindow } from '../../src/engines/whisper/listen';
import { loadEars } from '../../src/engines/whisper/load-ears';
import { createMemoryStore } from '../../src/weights/memory-store';

/** Two windows of 30 s; what is said in them is of no matter to weights that were never taught. */
async function* noise() {
  const random = seededRandom(1);
  for (let second = 0; second < 45; second++) {
    yield Float32Array.from({ length: 16_000 }, () => 0.1 * (random() - 0.5));
  }
}

async function hear(repo: string) {
  const { model, tokens, tokenizer } = await loadEars({
    ...{ weights: createMemoryStore(), hub: inject('hub'), repo, revision: 'main' },
    ...{ device: 'wasm', precision: 'fp32' },
  });
  const steps: number[] = [];
  const watched: typeof model = {
    ...model,
    decode(encoded, options) {
      const decoding = model.decode(encoded, options);
      return {
        ...decoding,
        step(given) {
          steps.push(given.length);
          return decoding.step(given);
        },
      };
    },
  };
  const windows: HeardWindow[] = [];
  const options = { language: undefined, task: 'transcribe', carryContext: false } as const;
  for await (const window of listen({ model: watched, tokens, tokenizer }, noise(), {
    ...{ ...options, words: true, seed: 1, signal: new AbortController().signal },
    ...{ prompt: 'the north wind '.repeat(200), limits: { ...defaultLimits, temperatures: [0] } },
  })) {
    windows.push(window);
  }
  await model.dispose();
  return { windows, steps, tokens, facts: model.facts };
}

/** Of a busy machine. */
const patience = { timeout: 300_000 };

const merged = lazy(() => hear('tests/merged-whisper'));

test(
  'the real layout: windows of 30 s, 128 bands, 100 languages, 448 positions and 51866 tokens',
  patience,
  async () => {
    const { windows, steps, tokens, facts } = await merged();
    expect(facts).toMatchObject({ windowSamples: 480_000, timeStep: 0.02, mostTokens: 448 });
    expect(tokens.firstTimestamp).toBe(51_866 - 1501);
    const [first] = windows;
    expect(first?.languages.size).toBe(100);
    expect([...(first?.languages.values() ?? [])].reduce((sum, each) => sum + each)).toBeCloseTo(1);
    expect(windows.map(({ done }) => done)).toEqual([30, 45]);
    // The languages, then the longest prompt: 223 tokens of it, and four that begin a window.
    expect(steps.slice(0, 2)).toEqual([1, 227]);
    const words = windows.flatMap(({ segments }) => segments.flatMap((segment) => segment.words));
    expect(words.length).toBeGreaterThan(2);
    for (const { start, end } of words) {
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(45);
    }
  },
);

test('a decoder without branches writes the same as one with them', patience, async () => {
  const written = ({ windows }: Awaited<ReturnType<typeof hear>>) =>
    windows.flatMap(({ segments }) => segments.map((segment) => segment.tokens));
  const right = written(await merged());
  expect(right.flat().length).toBeGreaterThan(10);
  expect(written(await hear('tests/branchless-whisper'))).toEqual(right);
});
