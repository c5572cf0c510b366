import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Decoding, ModelFacts, Step, WhisperModel } from './model';
import type { Spectrum } from './spectrum';

/** A session, or what stands before one. */
export type Runner = Pick<InferenceSession, 'inputNames' | 'outputNames' | 'inputMetadata'> & {
  /** All outputs, unless some are named. */
  run(inputs: Tensors, outputs?: readonly string[]): Promise<Readonly<Tensors>>;
};

export type OnnxParts = {
  encoder: Runner;
  /** With past keys and values as inputs and outputs; `cross_attentions.N` as outputs where it can tell times. */
  decoder: Runner;
  Tensor: typeof Tensor;
  /** The log-mel spectrum of a window, as the encoder takes it. */
  features: (samples: Float32Array) => Spectrum;
  facts: ModelFacts;
  dispose: () => Promise<void>;
};

/**
 * A Whisper of two ONNX sessions, in the layout of `onnx-community/whisper-*`. Every tensor is freed as soon as it is
 * read, also where the memory is not the graphics card's: some browsers are slow to collect what they no longer need.
 */
export function createOnnxModel(parts: OnnxParts): WhisperModel<Tensor> {
  const { encoder, Tensor, features, facts, dispose } = parts;
  return {
    facts,
    async encode(samples) {
      const { data, dims } = features(samples);
      const input = new Tensor('float32', data, dims);
      try {
        const { last_hidden_state: encoded, ...others } = await encoder.run({
          input_features: input,
        });
        free(others);
        if (!encoded) throw new Error('The encoder has no last_hidden_state.');
        return encoded;
      } finally {
        input.dispose();
      }
    },
    decode: (encoded, { looks = false } = {}) => beginDecoding(parts, encoded, looks),
    release: (encoded) => encoded.dispose(),
    dispose,
  };
}

type Tensors = Record<string, Tensor>;

/** Keys and values stay where the runtime left them: they are outputs of one step and inputs of the next. */
function beginDecoding(
  { decoder, Tensor, facts }: OnnxParts,
  encoded: Tensor,
  looks: boolean,
): Decoding {
  const heads = looks ? facts.alignmentHeads : [];
  const layers = [...new Set(heads.map(([layer]) => layer))].filter((layer) =>
    decoder.outputNames.includes(attentionOf(layer)),
  );
  const wanted = decoder.outputNames.filter(
    (name) => name === 'logits' || name.startsWith('present.'),
  );
  const first = [...wanted, ...layers.map(attentionOf)];
  // What comes of the audio stays as it is, and need not be fetched again.
  const later = first.filter((name) => !name.includes('.encoder.'));
  const hasBranches = decoder.inputNames.includes('use_cache_branch');
  const past = emptyPast(decoder, Tensor);
  let begun = false;

  return {
    async step(tokens) {
      const own: Tensors = {
        input_ids: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]),
      };
      if (hasBranches) {
        own['use_cache_branch'] = new Tensor('bool', Uint8Array.of(Number(begun)), [1]);
      }
      let results: Tensors = {};
      try {
        results = {
          ...(await decoder.run(
            { ...past, ...own, encoder_hidden_states: encoded },
            begun ? later : first,
          )),
        };
        keepPresent(past, results, begun);
        begun = true;
        return readStep(results, { tokens: tokens.length, heads });
      } finally {
        free(own);
        free(results);
      }
    },
    end: () => free(past),
  };
}

/** Frees tensors and forgets them. */
function free(tensors: Tensors): void {
  for (const [name, tensor] of Object.entries(tensors)) {
    delete tensors[name];
    tensor.dispose();
  }
}

const attentionOf = (layer: number) => `cross_attentions.${layer}`;

/** `[1, heads, 0, width]` for each input of keys or values. */
function emptyPast(decoder: Runner, make: typeof Tensor): Tensors {
  const tensors: Tensors = {};
  for (const input of decoder.inputMetadata) {
    if (!input.name.startsWith('past_key_values.') || !input.isTensor) continue;
    const dims = input.shape.map((size, axis) => {
      if (axis === 0) return 1;
      return typeof size === 'number' ? size : 0;
    });
    tensors[input.name] =
      input.type === 'float16'
        ? new make('float16', new Uint16Array(0), dims)
        : new make('float32', new Float32Array(0), dims);
  }
  return tensors;
}

/** Moves what is present to what is past. What the encoder's output was turned into stays the same. */
function keepPresent(past: Tensors, results: Tensors, begun: boolean): void {
  for (const [name, before] of Object.entries(past)) {
    if (begun && name.includes('.encoder.')) continue;
    const present = name.replace('past_key_values.', 'present.');
    const result = results[present];
    if (!result) throw new Error(`The decoder does not give ${present}.`);
    past[name] = result;
    delete results[present];
    before.dispose();
  }
}

function readStep(
  results: Tensors,
  { tokens, heads }: { tokens: number; heads: ModelFacts['alignmentHeads'] },
): Step {
  const { logits } = results;
  if (!logits) throw new Error('The decoder has no logits.');
  const all = toFloat32(logits);
  const width = logits.dims.at(-1) ?? 0;
  return {
    logits: Array.from({ length: tokens }, (_, row) =>
      all.subarray(row * width, (row + 1) * width),
    ),
    attention: heads.flatMap(([layer, head]) => {
      const tensor = results[attentionOf(layer)];
      return tensor ? [lastRow(tensor, { head, tokens })] : [];
    }),
  };
}

/** Of `[1, heads, tokens, positions]`; a copy, since the whole would be kept otherwise. */
function lastRow(tensor: Tensor, { head, tokens }: { head: number; tokens: number }): Float32Array {
  const width = tensor.dims.at(-1) ?? 0;
  const row = head * tokens + tokens - 1;
  return toFloat32(tensor).slice(row * width, (row + 1) * width);
}

function toFloat32({ data, type }: Tensor): Float32Array {
  if (type !== 'float16') return data as Float32Array;
  // Where the runtime has no Float16Array it gives the bits.
  return data instanceof Uint16Array
    ? Float32Array.from(data, fromHalf)
    : Float32Array.from(data as Iterable<number>);
}

/** IEEE 754 binary16. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
