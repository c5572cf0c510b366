import { expect, test, vi } from 'vitest';
import type { WhisperModel } from '../../../../src/engines/whisper/model';
import { compareWhisper, tryOut } from '../../../../src/engines/whisper/self-test';
import { text, tokens, vocabulary } from './small-vocabulary';

/** Writes “one two three one two three …”, with `change` applied to its logits. */
function earsOf(change: (logits: Float32Array, position: number) => void = () => {}) {
  const steps: number[][] = [];
  const open = { encoded: 0, decodings: 0, models: 1 };
  const model: WhisperModel<Float32Array> = {
    facts: {
      ...{ sampleRate: 100, windowSamples: 1000, speechSamples: 1000, timeStep: 0.1 },
      ...{ mostTokens: 64, alignmentHeads: [], medianWidth: 7 },
    },
    async encode(samples) {
      open.encoded++;
      return samples;
    },
    decode() {
      open.decodings++;
      let position = 0;
      return {
        async step(given) {
          steps.push([...given]);
          const logits = given.map(() => {
            const next = text(' one', ' two', ' three')[position % 3];
            const row = Float32Array.from({ length: vocabulary }, (_, id) => (id === next ? 9 : 0));
            change(row, position++);
            return row;
          });
          return { logits, attention: [] };
        },
        end: () => void open.decodings--,
      };
    },
    release: () => void open.encoded--,
    async dispose() {
      open.models--;
    },
  };
  return { ears: { model, tokens }, steps, open };
}

test('a card that writes the same is right, and the processor follows its text', async () => {
  const gpu = earsOf();
  const processor = earsOf();
  const verdict = await compareWhisper({
    gpu: gpu.ears,
    startProcessor: async () => processor.ears,
  });
  expect(verdict).toMatchObject({ agrees: true, figures: { tokens: 12 } });
  expect(processor.steps).toEqual(gpu.steps);
  // The prompt, and then one token after the other, so that keys and values grow.
  expect(gpu.steps.map(({ length }) => length)).toEqual([4, ...Array<number>(8).fill(1)]);
  expect(gpu.open).toEqual({ encoded: 0, decodings: 0, models: 1 });
  expect(processor.open).toEqual({ encoded: 0, decodings: 0, models: 0 });
});

test('a card that goes wrong only after some tokens is found', async () => {
  const gpu = earsOf((row, position) => position > 9 && row.set(row.slice().reverse()));
  const processor = earsOf();
  const startProcessor = async () => processor.ears;
  const verdict = await compareWhisper({ gpu: gpu.ears, startProcessor });
  expect(verdict).toMatchObject({ agrees: false, figures: { others: 2 } });
  expect(processor.open.models).toBe(0);
});

test('a card that gives NaN is wrong without the processor', async () => {
  const startProcessor = vi.fn();
  const { ears, open } = earsOf((row) => row.fill(NaN));
  expect(await compareWhisper({ gpu: ears, startProcessor })).toMatchObject({
    ...{ agrees: false, finding: 'broken numbers' },
  });
  expect(startProcessor).not.toHaveBeenCalled();
  await expect(tryOut(ears)).rejects.toThrow('It gave broken numbers.');
  expect(open).toEqual({ encoded: 0, decodings: 0, models: 1 });
});

test('a processor that gives NaN says nothing of the card', async () => {
  const processor = earsOf((row) => row.fill(NaN));
  const startProcessor = async () => processor.ears;
  await expect(compareWhisper({ gpu: earsOf().ears, startProcessor })).rejects.toThrow(
    'The processor gave broken numbers.',
  );
  expect(processor.open.models).toBe(0);
});
