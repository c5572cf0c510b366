import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Decoding, ModelFacts, Step, WhisperModel } from './model';

export type OnnxParts = {
  encoder: InferenceSession;
  /** With past keys and values as inputs and outputs; `cross_attentions.N` as outputs where it can tell times. */
  decoder: InferenceSession;
  Tensor: typeof Tensor;
  /** The log-mel spectrum of a window, as the encoder takes it. */
  features: (samples: Float32Array) => Promise<{ data: Float32Array; dims: readonly number[] }>;
  facts: ModelFacts;
  dispose: () => Promise<void>;
};

/** A Whisper of two ONNX sessions, in the layout of `onnx-community/whisper-*`. */
export function createOnnxModel(parts: OnnxParts): WhisperModel<Tensor> {
  const { encoder, Tensor, features, facts, dispose } = parts;
  return {
    facts,
    async encode(samples) {
      const { data, dims } = await features(samples);
      const input = new Tensor('float32', data, dims);
      const { last_hidden_state: encoded } = await encoder.run({ input_features: input });
      if (!encoded) throw new Error('The encoder has no last_hidden_state.');
      return encoded;
    },
    decode: (encoded) => beginDecoding(parts, encoded),
    release: (encoded) => encoded.dispose(),
    dispose,
  };
}

type Tensors = Record<string, Tensor>;

/** Keys and values stay where the runtime left them: they are outputs of one step and inputs of the next. */
function beginDecoding({ decoder, Tensor, facts }: OnnxParts, encoded: Tensor): Decoding {
  const layers = [...new Set(facts.alignmentHeads.map(([layer]) => layer))].filter((layer) =>
    decoder.outputNames.includes(attentionOf(layer)),
  );
  const wanted = decoder.outputNames.filter(
    (name) => name === 'logits' || name.startsWith('present.'),
  );
  const outputs = [...wanted, ...layers.map(attentionOf)];
  let past = emptyPast(decoder, Tensor);
  let begun = false;

  return {
    async step(tokens) {
      const ids = BigInt64Array.from(tokens, BigInt);
      const inputs: Tensors = {
        ...past,
        input_ids: new Tensor('int64', ids, [1, tokens.length]),
        encoder_hidden_states: encoded,
      };
      if (decoder.inputNames.includes('use_cache_branch')) {
        inputs['use_cache_branch'] = new Tensor('bool', Uint8Array.of(Number(begun)), [1]);
      }
      const results: Tensors = await decoder.run(inputs, outputs);
      past = nextPast(past, results, begun);
      begun = true;
      return readStep(results, { tokens: tokens.length, heads: facts.alignmentHeads });
    },
    end() {
      for (const tensor of Object.values(past)) tensor.dispose();
      past = {};
    },
  };
}

const attentionOf = (layer: number) => `cross_attentions.${layer}`;

/** `[1, heads, 0, width]` for each input of keys or values. */
function emptyPast(decoder: InferenceSession, make: typeof Tensor): Tensors {
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

/** What the encoder's output was turned into stays the same; a decoder that is merged may not give it twice. */
function nextPast(past: Tensors, results: Tensors, begun: boolean): Tensors {
  const next: Tensors = {};
  for (const [name, before] of Object.entries(past)) {
    const result = results[name.replace('past_key_values.', 'present.')];
    const stays = begun && name.includes('.encoder.');
    const [kept, dropped] = stays ? [before, result] : [result, before];
    if (!kept) throw new Error(`The decoder does not give ${name} back.`);
    next[name] = kept;
    dropped?.dispose();
  }
  return next;
}

function readStep(
  results: Tensors,
  { tokens, heads }: { tokens: number; heads: ModelFacts['alignmentHeads'] },
): Step {
  const { logits } = results;
  if (!logits) throw new Error('The decoder has no logits.');
  const attention = heads.flatMap(([layer, head]) => {
    const tensor = results[attentionOf(layer)];
    return tensor ? [rowsOf(tensor, { block: head, count: tokens })] : [];
  });
  return {
    logits: rowsOf(logits, { block: 0, count: tokens }),
    attention: Array.from({ length: tokens }, (_, token) =>
      attention.map((rows) => rows[token] ?? new Float32Array(0)),
    ),
  };
}

/** The last axis of `[1, blocks, rows, width]` or `[1, rows, width]`, copied out of the runtime's memory. */
function rowsOf(
  tensor: Tensor,
  { block, count }: { block: number; count: number },
): Float32Array[] {
  const data = toFloat32(tensor);
  const width = tensor.dims.at(-1) ?? 0;
  const first = block * count;
  return Array.from({ length: count }, (_, row) =>
    data.slice((first + row) * width, (first + row + 1) * width),
  );
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
