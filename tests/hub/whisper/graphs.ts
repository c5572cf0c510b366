import { Graph, onnxFile, type Type, type Value } from './onnx-graph';

/** How the large matrices are stored. */
export type Precision = 'fp32' | 'q4' | 'q8' | 'fp16';

export type Sizes = {
  width: number;
  heads: number;
  encoderLayers: number;
  decoderLayers: number;
  bands: number;
  /** Frames of a window; the encoder has half as many positions. */
  frames: number;
  /** Tokens of a window. */
  mostTokens: number;
  vocabulary: number;
};

/** Which tokens such a model writes. */
export type Writing = {
  endToken: number;
  firstTimestamp: number;
  /** Positions after which it ends; never, unless told. */
  endsAt?: number;
};

const headWidth = 64;

/** Layers with random weights, the same for the same seed. */
class Layers {
  readonly #sizes: Sizes;
  readonly #precision: Precision;
  #seed: number;

  constructor(sizes: Sizes, precision: Precision, seed: number) {
    this.#sizes = sizes;
    this.#precision = precision;
    this.#seed = seed;
  }

  /** The type of what is computed with. */
  get type(): Type {
    return this.#precision === 'fp16' ? 'half' : 'float';
  }

  /** Numbers around 0 with a deviation. */
  random(count: number, deviation: number): Float32Array<ArrayBuffer> {
    const words = this.#words(count);
    const numbers = new Float32Array(count);
    const reach = deviation * Math.sqrt(12);
    for (let at = 0; at < count; at++) numbers[at] = (words[at]! / 2 ** 32 - 0.5) * reach;
    return numbers;
  }

  #words(count: number): Uint32Array<ArrayBuffer> {
    const words = new Uint32Array(count);
    let state = Math.imul(++this.#seed, 2654435761) + 1;
    for (let at = 0; at < count; at++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      words[at] = state;
    }
    return words;
  }

  array(graph: Graph, dims: readonly number[], data: Float32Array<ArrayBuffer>): string {
    if (this.type === 'float') return graph.array('float', dims, data);
    return graph.array('half', dims, toHalves(data));
  }

  value(graph: Graph, value: number): string {
    return this.array(graph, [], Float32Array.of(value));
  }

  /** Makes the weights of a layer in `store`, and gives the layer, for `store` or a branch of it. */
  linear(store: Graph, inputs: number, outputs: number, bias = true): Layer {
    const by = bias ? this.array(store, [outputs], this.random(outputs, 0.02)) : undefined;
    const multiply = this.#multiplier(store, inputs, outputs);
    return (graph, input) => {
      const product = multiply(graph, input);
      return by === undefined ? product : graph.step('Add', [product, by]);
    };
  }

  #multiplier(store: Graph, inputs: number, outputs: number): Layer {
    const deviation = 1 / Math.sqrt(inputs);
    if (this.#precision === 'q4') {
      const blocks = inputs / 32;
      const packed = new Uint8Array(this.#words((outputs * inputs) / 8).buffer);
      const weights = store.array('uint8', [outputs, blocks, 16], packed);
      // Four bits from 0 to 15, of which 8 is taken away.
      const scales = new Float32Array(outputs * blocks).fill(deviation / 4.6);
      const by = store.array('float', [outputs * blocks], scales);
      const attributes = { K: inputs, N: outputs, bits: 4, block_size: 32 };
      return (graph, input) =>
        graph.step('MatMulNBits', [input, weights, by], attributes, 'com.microsoft');
    }
    if (this.#precision === 'q8') {
      const bytes = new Uint8Array(this.#words((outputs * inputs) / 4).buffer);
      const weights = store.array('uint8', [inputs, outputs], bytes);
      const zero = store.array('uint8', [], Uint8Array.of(128));
      const scale = store.array('float', [], Float32Array.of(deviation / 74));
      return (graph, input) => {
        const [whole = '', by = '', from = ''] = graph.steps('DynamicQuantizeLinear', [input], {
          count: 3,
        });
        const product = graph.step('MatMulInteger', [whole, weights, from, zero]);
        const floats = graph.step('Cast', [product], { to: 1 });
        return graph.step('Mul', [floats, graph.step('Mul', [by, scale])]);
      };
    }
    const weights = this.array(store, [inputs, outputs], this.random(inputs * outputs, deviation));
    return (graph, input) => graph.step('MatMul', [input, weights]);
  }

  norm(store: Graph, scale?: Float32Array<ArrayBuffer>): Layer {
    const { width } = this.#sizes;
    const by = this.array(store, [width], scale ?? new Float32Array(width).fill(1));
    const from = this.array(store, [width], new Float32Array(width));
    return (graph, input) => graph.step('LayerNormalization', [input, by, from], {});
  }

  gelu(graph: Graph, input: string): string {
    const scaled = graph.step('Div', [input, this.value(graph, Math.SQRT2)]);
    const shifted = graph.step('Add', [graph.step('Erf', [scaled]), this.value(graph, 1)]);
    return graph.step('Mul', [graph.step('Mul', [input, shifted]), this.value(graph, 0.5)]);
  }

  attention(store: Graph): Attention {
    const { width, heads } = this.#sizes;
    const [query, value, out] = [0, 1, 2].map(() => this.linear(store, width, width));
    const key = this.linear(store, width, width, false);
    const split = (graph: Graph, input: string) => {
      const parted = graph.step('Reshape', [input, graph.integers(0, 0, heads, headWidth)]);
      return graph.step('Transpose', [parted], { perm: [0, 2, 1, 3] });
    };
    return {
      keys: (graph, input) => split(graph, key(graph, input)),
      values: (graph, input) => split(graph, value!(graph, input)),
      look: (graph, input, { keys, values, mask }) => {
        const factor = this.value(graph, headWidth ** -0.5);
        const asked = split(graph, graph.step('Mul', [query!(graph, input), factor]));
        const turned = graph.step('Transpose', [keys], { perm: [0, 1, 3, 2] });
        const fits = graph.step('MatMul', [asked, turned]);
        const masked = mask === undefined ? fits : graph.step('Add', [fits, mask]);
        const weights = graph.step('Softmax', [masked]);
        const seen = graph.step('MatMul', [weights, values]);
        const turnedBack = graph.step('Transpose', [seen], { perm: [0, 2, 1, 3] });
        const joined = graph.step('Reshape', [turnedBack, graph.integers(0, 0, width)]);
        return { result: out!(graph, joined), weights };
      },
    };
  }

  feedForward(store: Graph): Layer {
    const { width } = this.#sizes;
    const norm = this.norm(store);
    const wide = this.linear(store, width, 4 * width);
    const narrow = this.linear(store, 4 * width, width);
    return (graph, input) => {
      const inner = this.gelu(graph, wide(graph, norm(graph, input)));
      return graph.step('Add', [input, narrow(graph, inner)]);
    };
  }

  convolution(store: Graph, inputs: number, stride: number): Layer {
    const { width } = this.#sizes;
    const data = this.random(width * inputs * 3, 1 / Math.sqrt(3 * inputs));
    const weights = this.array(store, [width, inputs, 3], data);
    const bias = this.array(store, [width], this.random(width, 0.02));
    const attributes = {
      kernel_shape: [3],
      pads: [1, 1],
      strides: [stride],
      dilations: [1],
      group: 1,
    };
    return (graph, input) =>
      this.gelu(graph, graph.step('Conv', [input, weights, bias], attributes));
  }

  /** From and to 32-bit floats, where something else is computed with. */
  cast(graph: Graph, input: string, to: 'in' | 'out'): string {
    if (this.type === 'float') return input;
    return graph.step('Cast', [input], { to: to === 'in' ? 10 : 1 });
  }
}

type Layer = (graph: Graph, input: string) => string;
type Attention = {
  keys: Layer;
  values: Layer;
  look: (
    graph: Graph,
    input: string,
    around: { keys: string; values: string; mask?: string | undefined },
  ) => { result: string; weights: string };
};

/** `encoder_model.onnx`. */
export function encoderFile(sizes: Sizes, precision: Precision): Uint8Array<ArrayBuffer> {
  const { width, bands, frames, encoderLayers } = sizes;
  const layers = new Layers(sizes, precision, 1);
  const graph = new Graph('e');
  const input = layers.cast(graph, 'input_features', 'in');
  const first = layers.convolution(graph, bands, 1)(graph, input);
  const second = layers.convolution(graph, width, 2)(graph, first);
  const turned = graph.step('Transpose', [second], { perm: [0, 2, 1] });
  const places = layers.array(graph, [frames / 2, width], layers.random((frames / 2) * width, 0.5));
  let state = graph.step('Add', [turned, places]);
  for (let layer = 0; layer < encoderLayers; layer++) {
    const attention = layers.attention(graph);
    const normal = layers.norm(graph)(graph, state);
    const [keys, values] = [attention.keys(graph, normal), attention.values(graph, normal)];
    const { result } = attention.look(graph, normal, { keys, values });
    state = layers.feedForward(graph)(graph, graph.step('Add', [state, result]));
  }
  const last = layers.norm(graph)(graph, state);
  graph.output(layers.cast(graph, last, 'out'), {
    name: 'last_hidden_state',
    type: 'float',
    dims: ['batch_size', frames / 2, width],
  });
  const dims = ['batch_size', bands, frames];
  return onnxFile(graph, [{ name: 'input_features', type: 'float', dims }]);
}

/**
 * `decoder_model_merged.onnx`: with `branches`, one for the first step and one for those with keys and values, as
 * optimum exports it; without, one graph that takes the keys and values of the audio from whatever has them.
 */
export function decoderFile(
  sizes: Sizes,
  precision: Precision,
  { branches, writing }: { branches: boolean; writing: Writing },
): Uint8Array<ArrayBuffer> {
  const { heads, decoderLayers, width } = sizes;
  const graph = new Graph('d');
  const layers = new Layers(sizes, precision, 1000);
  const run = decoderSteps(graph, layers, { sizes, writing });
  const kept = (prefix: string, half: 'decoder' | 'encoder', length: string): Value[] =>
    Array.from({ length: decoderLayers }, (_, layer) =>
      ['key', 'value'].map((what) => ({
        name: `${prefix}.${layer}.${half}.${what}`,
        type: layers.type,
        dims: ['batch_size', heads, length, headWidth],
      })),
    ).flat();
  const inputs: Value[] = [
    { name: 'input_ids', type: 'int64', dims: ['batch_size', 'decoder_sequence_length'] },
    {
      ...{ name: 'encoder_hidden_states', type: 'float' },
      dims: ['batch_size', 'encoder_sequence_length', width],
    },
    ...kept('past_key_values', 'decoder', 'past_decoder_sequence_length'),
    ...kept('past_key_values', 'encoder', 'encoder_sequence_length_out'),
  ];
  if (branches) {
    const [cached, first] = [new Graph('c'), new Graph('f')];
    const names = [run(cached, 'cached'), run(first, 'first')][0] ?? [];
    inputs.push({ name: 'use_cache_branch', type: 'bool', dims: [1] });
    const attributes = { then_branch: cached, else_branch: first };
    graph.outputsOf('If', ['use_cache_branch'], names, attributes);
  } else {
    run(graph, 'either');
  }
  return onnxFile(graph, inputs);
}

/** Whether keys and values of the audio come from the step before. */
type Branch = 'first' | 'cached' | 'either';

/** Makes the weights in `store`; what it gives adds the steps to it or to a branch of it, and tells the outputs. */
function decoderSteps(
  store: Graph,
  layers: Layers,
  { sizes, writing }: { sizes: Sizes; writing: Writing },
): (graph: Graph, branch: Branch) => Value[] {
  const { width, heads, vocabulary, mostTokens, decoderLayers, frames } = sizes;
  const { words, places, signs } = decoderTables(layers, sizes, writing);
  const embedding = layers.array(store, [vocabulary, width], words);
  const positions = layers.array(store, [mostTokens, width], places);
  const blocks = Array.from({ length: decoderLayers }, () => ({
    norms: [layers.norm(store), layers.norm(store)] as const,
    own: layers.attention(store),
    audio: layers.attention(store),
    feedForward: layers.feedForward(store),
  }));
  const lastNorm = layers.norm(store, signs);

  return (graph, branch) => {
    const outputs: [string, Value][] = [];
    const sizeOf = (name: string, axis: number) =>
      graph.step('Gather', [graph.step('Shape', [name]), graph.integer(axis)], { axis: 0 });
    const listed = (size: string) => graph.step('Unsqueeze', [size, graph.integers(0)]);
    const past = sizeOf('past_key_values.0.decoder.key', 2);
    const until = graph.step('Add', [past, sizeOf('input_ids', 1)]);
    const at = graph.step('Slice', [positions, listed(past), listed(until), graph.integers(0)]);
    const found = graph.step('Gather', [embedding, 'input_ids'], { axis: 0 });
    let state = graph.step('Add', [found, at]);
    const mask = causalMask(graph, layers, past, until);
    const encoded = layers.cast(graph, 'encoder_hidden_states', 'in');
    blocks.forEach(({ norms, own, audio, feedForward }, layer) => {
      const pastOf = (what: string) => `past_key_values.${layer}.${what}`;
      const present = (what: string, length: string): Value => ({
        ...{ name: `present.${layer}.${what}`, type: layers.type },
        dims: ['batch_size', heads, length, headWidth],
      });
      const normal = norms[0](graph, state);
      const joined = (what: 'key' | 'value', fresh: string) =>
        graph.step('Concat', [pastOf(`decoder.${what}`), fresh], { axis: 2 });
      const keys = joined('key', own.keys(graph, normal));
      const values = joined('value', own.values(graph, normal));
      outputs.push([keys, present('decoder.key', 'length')]);
      outputs.push([values, present('decoder.value', 'length')]);
      const said = own.look(graph, normal, { keys, values, mask }).result;
      state = graph.step('Add', [state, said]);

      const asked = norms[1](graph, state);
      const heard = { keys: pastOf('encoder.key'), values: pastOf('encoder.value') };
      if (branch === 'first') {
        heard.keys = audio.keys(graph, encoded);
        heard.values = audio.values(graph, encoded);
      } else if (branch === 'either') {
        const rest = restOf(graph, encoded, sizeOf(heard.keys, 2));
        const add = (what: string, more: string) => graph.step('Concat', [what, more], { axis: 2 });
        heard.keys = add(heard.keys, audio.keys(graph, rest));
        heard.values = add(heard.values, audio.values(graph, rest));
      }
      // The branch with keys and values gives none of the audio, but must give something.
      const nothing = () => layers.array(graph, [0, heads, 1, headWidth], new Float32Array(0));
      const given = (name: string) => (branch === 'cached' ? nothing() : name);
      outputs.push([given(heard.keys), present('encoder.key', 'audio')]);
      outputs.push([given(heard.values), present('encoder.value', 'audio')]);
      const { result, weights } = audio.look(graph, asked, heard);
      outputs.push([
        layers.cast(graph, weights, 'out'),
        {
          ...{ name: `cross_attentions.${layer}`, type: 'float' },
          dims: ['batch_size', heads, 'decoder_sequence_length', frames / 2],
        },
      ]);
      state = feedForward(graph, graph.step('Add', [state, result]));
    });
    const turned = graph.step('Transpose', [embedding], { perm: [1, 0] });
    const logits = graph.step('MatMul', [lastNorm(graph, state), turned]);
    outputs.push([
      layers.cast(graph, logits, 'out'),
      {
        name: 'logits',
        type: 'float',
        dims: ['batch_size', 'decoder_sequence_length', vocabulary],
      },
    ]);
    for (const [name, value] of outputs) {
      const within = branch === 'either' ? value.name : `${branch}.${value.name}`;
      graph.output(name, { ...value, name: within });
    }
    return outputs.map(([, value]) => value);
  };
}

/** Below the diagonal 0, above it a number too low to count. */
function causalMask(graph: Graph, layers: Layers, past: string, until: string): string {
  const one = graph.integer(1);
  const rows = graph.step('Unsqueeze', [
    graph.step('Range', [past, until, one]),
    graph.integers(1),
  ]);
  const columns = graph.step('Range', [graph.integer(0), until, one]);
  const later = graph.step('Greater', [
    graph.step('Unsqueeze', [columns, graph.integers(0)]),
    rows,
  ]);
  return graph.step('Where', [later, layers.value(graph, -60_000), layers.value(graph, 0)]);
}

/** What of the audio has no keys and values yet: all of it, or nothing. */
function restOf(graph: Graph, encoded: string, known: string): string {
  const from = graph.step('Unsqueeze', [known, graph.integers(0)]);
  return graph.step('Slice', [encoded, from, graph.integers(2 ** 31), graph.integers(1)]);
}

/** Embeddings of tokens, which are rather text than times, and of positions, and the signs of the last layer. */
function decoderTables(
  layers: Layers,
  { width, vocabulary, mostTokens }: Sizes,
  { endToken, firstTimestamp, endsAt = mostTokens }: Writing,
) {
  const words = layers.random(vocabulary * width, 3 / Math.sqrt(width));
  for (let at = firstTimestamp * width; at < words.length; at++) words[at]! *= 0.3;
  const places = layers.random(mostTokens * width, 3 / Math.sqrt(width));
  const signs = layers.random(width, 1).map(Math.sign);
  const towards = layers.random(width, 1).map(Math.sign);
  for (let i = 0; i < width; i++) {
    words[endToken * width + i] = (20 / width) * towards[i]! * signs[i]!;
    for (let place = endsAt; place < mostTokens; place++)
      places[place * width + i]! += 20 * towards[i]!;
  }
  return { words, places, signs };
}

/** IEEE 754 binary16, of numbers that fit, rounded towards 0. */
function toHalves(values: Float32Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const words = new Uint32Array(values.buffer);
  const halves = new Uint16Array(values.length);
  for (let at = 0; at < halves.length; at++) {
    const bits = words[at]!;
    const exponent = ((bits >>> 23) & 0xff) - 112;
    const sign = (bits >>> 16) & 0x8000;
    halves[at] = exponent <= 0 ? sign : sign | (exponent << 10) | ((bits >>> 13) & 0x3ff);
  }
  return halves;
}
