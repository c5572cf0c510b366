import type { Tensor } from 'onnxruntime-web';
import { afterEach, expect, test } from 'vitest';
import { listen, type ListenOptions } from '../../../../src/engines/whisper/listen';
import { createOnnxModel, type OnnxParts } from '../../../../src/engines/whisper/onnx-model';
import { text, time, tokenizer, tokens, vocabulary } from './small-vocabulary';

/** Tensors that nobody has freed yet. */
const alive = new Set<CountedTensor>();
afterEach(() => alive.clear());

class CountedTensor {
  readonly type: string;
  readonly data: ArrayLike<number | bigint>;
  readonly dims: readonly number[];

  constructor(type: string, data: ArrayLike<number | bigint>, dims: readonly number[]) {
    this.type = type;
    this.data = data;
    this.dims = dims;
    alive.add(this);
  }

  dispose(): void {
    expect(alive.delete(this), 'a tensor is freed once').toBe(true);
  }
}

const zeros = (...dims: number[]) =>
  new CountedTensor('float32', new Float32Array(dims.reduce((a, b) => a * b, 1)), dims);

type Call = { inputs: Record<string, CountedTensor>; outputs: readonly string[] };

/**
 * Sessions with two layers of two heads, sizes 4 and 10 positions; the decoder writes `answer` for every window. The most
 * tensors that were alive at the beginning of a step are counted.
 */
function fakeSessions(answer: readonly number[]) {
  const calls: Call[] = [];
  const told = { most: 0, windows: 0 };
  const encoder = {
    async run() {
      told.windows++;
      return { last_hidden_state: zeros(1, 10, 8), another: zeros(1, 2) };
    },
  };
  const kept = ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].flatMap((name) =>
    [0, 1].map((layer) => `${layer}.${name}`),
  );
  const decoder = {
    inputNames: ['input_ids', 'encoder_hidden_states', 'use_cache_branch'],
    outputNames: [
      'logits',
      ...kept.map((name) => `present.${name}`),
      'cross_attentions.0',
      'cross_attentions.1',
    ],
    inputMetadata: kept.map((name) => ({
      ...{ name: `past_key_values.${name}`, isTensor: true, type: 'float32' },
      shape: ['batch', 2, 'past', 4],
    })),
    run: async (inputs: Record<string, CountedTensor>, outputs: readonly string[]) => {
      told.most = Math.max(told.most, alive.size);
      for (const [name, tensor] of Object.entries(inputs)) {
        expect(alive.has(tensor), `${name} is alive`).toBe(true);
      }
      calls.push({ inputs, outputs });
      const ids = inputs['input_ids']?.data.length ?? 0;
      const past = inputs['past_key_values.0.decoder.key']?.dims[2] ?? 0;
      const written = past === 0 ? 0 : past - (lengthOfPrompt(calls) - 1);
      const next = answer[written] ?? tokens.end;
      const made: Record<string, () => CountedTensor> = {
        logits: () => {
          const logits = zeros(1, ids, vocabulary);
          (logits.data as Float32Array)[(ids - 1) * vocabulary + next] = 10;
          return logits;
        },
      };
      return Object.fromEntries(
        outputs.map((name) => {
          if (name.startsWith('cross')) return [name, zeros(1, 2, ids, 10)];
          if (name.includes('.encoder.')) return [name, zeros(1, 2, 10, 4)];
          return [name, made[name]?.() ?? zeros(1, 2, past + ids, 4)];
        }),
      );
    },
  };
  return { encoder, decoder, calls, told };
}

/** Tokens of the last step that began a window. */
function lengthOfPrompt(calls: readonly Call[]): number {
  const first = calls.findLast(
    ({ inputs }) => inputs['past_key_values.0.decoder.key']?.dims[2] === 0,
  );
  return first?.inputs['input_ids']?.data.length ?? 0;
}

function modelOf({
  encoder,
  decoder,
}: Pick<ReturnType<typeof fakeSessions>, 'encoder' | 'decoder'>) {
  return createOnnxModel({
    ...{ encoder: encoder as unknown as OnnxParts['encoder'] },
    ...{ decoder: decoder as unknown as OnnxParts['decoder'] },
    Tensor: CountedTensor as unknown as typeof Tensor,
    features: () => ({ data: new Float32Array(8), dims: [1, 2, 4] }),
    facts: {
      ...{ sampleRate: 100, windowSamples: 1000, speechSamples: 1000, timeStep: 0.1 },
      ...{ mostTokens: 64, alignmentHeads: [[1, 0] as const], medianWidth: 7 },
    },
    dispose: async () => {},
  } satisfies OnnxParts);
}

async function* audio(windows: number) {
  for (let window = 0; window < windows; window++) yield new Float32Array(1000).fill(0.1);
}

function listenTo(
  sessions: Pick<ReturnType<typeof fakeSessions>, 'encoder' | 'decoder'>,
  windows: number,
  options: Partial<ListenOptions> = {},
) {
  return listen({ model: modelOf(sessions), tokens, tokenizer }, audio(windows), {
    ...{ language: undefined, task: 'transcribe', prompt: '', carryContext: true, words: true },
    ...{ seed: 1, signal: new AbortController().signal },
    ...options,
  });
}

const sentence = [time(0), ...text(' one', ' two', ' three'), time(99)];

test('no tensor is left behind by 200 windows', async () => {
  const sessions = fakeSessions(sentence);
  const left: number[] = [];
  let most = 0;
  for await (const { segments } of listenTo(sessions, 200)) {
    expect(segments.map((segment) => segment.text)).toEqual([' one two three']);
    left.push(alive.size);
    if (left.length === 1) most = sessions.told.most;
  }
  expect(sessions.told).toEqual({ windows: 200, most });
  expect(new Set(left)).toEqual(new Set([0]));
});

test('nor by an abort at any step, nor by any failure of the sessions', async () => {
  const whole = fakeSessions(sentence);
  for await (const window of listenTo(whole, 1)) expect(window.segments).toHaveLength(1);
  for (let at = 0; at < whole.calls.length; at++) {
    const stop = new AbortController();
    const aborted = fakeSessions(sentence);
    const { run } = aborted.decoder;
    aborted.decoder.run = async (...given) => {
      if (aborted.calls.length === at) stop.abort(new Error('That is enough.'));
      return run(...given);
    };
    const failing = fakeSessions(sentence);
    const { run: runs } = failing.decoder;
    failing.decoder.run = async (...given) => {
      if (failing.calls.length === at) throw new Error('That is enough.');
      return runs(...given);
    };
    for (const windows of [listenTo(aborted, 2, { signal: stop.signal }), listenTo(failing, 2)]) {
      const all = async () => {
        for await (const window of windows) expect(window.done).toBe(10);
      };
      await expect(all()).rejects.toThrow('That is enough.');
      expect(alive.size, `at step ${at}`).toBe(0);
    }
  }
});

test('nor by a decoder that does not give all it should', async () => {
  for (const missing of ['logits', 'present.1.decoder.value', 'present.0.encoder.key']) {
    const sessions = fakeSessions(sentence);
    const { run } = sessions.decoder;
    sessions.decoder.run = (inputs, outputs) =>
      run(
        inputs,
        outputs.filter((name) => name !== missing),
      );
    await expect(listenTo(sessions, 1).next()).rejects.toThrow(missing.split('.')[0]);
    expect(alive.size).toBe(0);
  }
});

test('where the model looks is read only for times of words, and what comes of the audio only once', async () => {
  const silent = fakeSessions(sentence);
  await listenTo(silent, 1, { words: false, language: 'en' }).next();
  expect(silent.calls.flatMap(({ outputs }) => outputs)).not.toContain('cross_attentions.1');
  const timed = fakeSessions(sentence);
  await listenTo(timed, 1, { language: 'en' }).next();
  const [first, ...later] = timed.calls.map(({ outputs }) => outputs);
  expect(first).toContain('present.0.encoder.key');
  expect(later.flat().filter((name) => name.includes('.encoder.'))).toEqual([]);
  expect(later.every((names) => names.includes('cross_attentions.1'))).toBe(true);
  // No head of this layer follows the audio.
  expect(later.flat()).not.toContain('cross_attentions.0');
  const branches = timed.calls.map(({ inputs }) => inputs['use_cache_branch']?.data[0]);
  expect(branches).toEqual([0, ...later.map(() => 1)]);
});
