import { join } from '../../src/engines/protobuf';
import { floats, integers, namedConstants, node, onnxModel, type Tensor } from './onnx';

const bins = 129;
const memory = 128;

/**
 * Silero's model for 16 kHz, with the same arrays, for a whole stretch at once. The original hears one frame at a time,
 * though only its memory depends on the frame before: here the layers in front of it take all frames together, as
 * products of large matrices, and the memory goes through them in order. Inputs: `input` [frames, 576], each with the 64
 * samples before it; `state` [2, 1, 128]. Outputs: `output` [frames, 1, 1, 1] and `stateN`. Throws Error for another model.
 */
export function stretchModel(original: Uint8Array): Uint8Array {
  const constants = namedConstants(original);
  const take = (name: string, ...dims: number[]): Float32Array => {
    const tensor = constants.get(name);
    if (tensor?.dims.join() === dims.join()) return tensor.data;
    throw new Error(`The model has no array '${name}' of ${dims.join(' × ')}.`);
  };
  const bias = (layer: number, size: number): Tensor => ({
    dims: [size],
    data: take(`encoder.${layer}.reparam_conv.bias`, size),
  });
  const kernel = (layer: number, to: number, from: number) =>
    asMatrix(take(`encoder.${layer}.reparam_conv.weight`, to, from, 3), [to, from, 3]);
  const gates = (name: string, width: number) =>
    inOnnxOrder(take(`decoder.rnn.${name}`, 4 * memory, ...(width > 1 ? [width] : [])));

  const arrays = [
    floats('basis', asMatrix(take('stft.forward_basis_buffer', 2 * bins, 1, 256), [258, 1, 256])),
    ...[floats('kernel0', kernel(0, 128, bins)), floats('bias0', bias(0, 128))],
    ...[floats('kernel1', kernel(1, 64, 128)), floats('bias1', bias(1, 64))],
    // The other thirds would meet only the zeros around what is left of a frame.
    ...[floats('kernel2', rows(kernel(2, 64, 64), 64, 192)), floats('bias2', bias(2, 64))],
    ...[floats('kernel3', rows(kernel(3, 128, 64), 64, 128)), floats('bias3', bias(3, 128))],
    floats('inGates', { dims: [1, 4 * memory, memory], data: gates('weight_ih', memory) }),
    floats('ownGates', { dims: [1, 4 * memory, memory], data: gates('weight_hh', memory) }),
    floats('gateBias', {
      dims: [1, 8 * memory],
      data: Float32Array.of(...gates('bias_ih', 1), ...gates('bias_hh', 1)),
    }),
    floats('verdict', { dims: [memory, 1], data: take('decoder.decoder.2.weight', 1, memory, 1) }),
    floats('verdictBias', { dims: [1], data: take('decoder.decoder.2.bias', 1) }),
    ...Array.from({ length: 7 }, (_, at) => integers(`${at}`, [at])),
    integers('mirrored', [0, 0, 0, 64]),
    integers('hops', [0, 5, 128]),
    integers('parts', [bins, bins]),
    integers('around', [0, 1, 0, 0, 1, 0]),
    integers('before', [0, 1, 0, 0, 0, 0]),
    integers('oneRow', [0, 1, 384]),
    integers('flat', [0, 128]),
    integers('inTurn', [-1, 1, memory]),
    integers('halves', [1, 1]),
  ];
  return join(
    onnxModel('silero', {
      nodes: [...spectrum(), ...encoder(), ...decoder()],
      arrays,
      inputs: { input: ['frames', 576], state: [2, 1, memory] },
      outputs: { output: ['frames', 1, 1, 1], stateN: [2, 1, memory] },
    }),
  );
}

const slice = (from: string, [start, end]: [number, number], to: string) =>
  node('Slice', [from, `${start}`, `${end}`, '1'], [to]);
const dense = (from: string, layer: number, to: string) => [
  node('MatMul', [from, `kernel${layer}`], [`product${layer}`]),
  node('Add', [`product${layer}`, `bias${layer}`], [`sum${layer}`]),
  node('Relu', [`sum${layer}`], [to]),
];

/** [frames, 4, 129]: four windows of 256 samples, 128 apart; the last looks into the frame's mirror image. */
function spectrum() {
  return [
    node('Pad', ['input', 'mirrored'], ['padded'], { mode: 'reflect' }),
    node('Reshape', ['padded', 'hops'], ['hop']),
    slice('hop', [0, 4], 'firstHalf'),
    slice('hop', [1, 5], 'secondHalf'),
    node('Concat', ['firstHalf', 'secondHalf'], ['windows'], { axis: 2 }),
    node('MatMul', ['windows', 'basis'], ['waves']),
    node('Split', ['waves', 'parts'], ['re', 'im'], { axis: 2 }),
    node('Mul', ['re', 're'], ['re2']),
    node('Mul', ['im', 'im'], ['im2']),
    node('Add', ['re2', 'im2'], ['power']),
    node('Sqrt', ['power'], ['spectrum']),
  ];
}

/** [frames, 1, 128]. Its convolutions of three are products with three neighbours in a row. */
function encoder() {
  return [
    node('Pad', ['spectrum', 'around'], ['spectrumPadded']),
    ...[0, 1, 2].map((at) => slice('spectrumPadded', [at, at + 4], `spectrumFrom${at}`)),
    node('Concat', ['spectrumFrom0', 'spectrumFrom1', 'spectrumFrom2'], ['threes'], { axis: 2 }),
    ...dense('threes', 0, 'four'),
    node('Pad', ['four', 'before'], ['fourPadded']),
    slice('fourPadded', [0, 3], 'left'),
    slice('fourPadded', [2, 5], 'right'),
    node('Reshape', ['left', 'oneRow'], ['leftRow']),
    node('Reshape', ['right', 'oneRow'], ['rightRow']),
    node('Concat', ['leftRow', 'rightRow'], ['bothRows'], { axis: 1 }),
    ...dense('bothRows', 1, 'two'),
    node('Reshape', ['two', 'flat'], ['twoFlat']),
    ...dense('twoFlat', 2, 'one'),
    ...dense('one', 3, 'heard'),
    node('Reshape', ['heard', 'inTurn'], ['sequence']),
  ];
}

function decoder() {
  const lstm = ['sequence', 'inGates', 'ownGates', 'gateBias', '', 'hidden', 'cell'];
  return [
    node('Split', ['state', 'halves'], ['hidden', 'cell'], { axis: 0 }),
    node('LSTM', lstm, ['remembered', 'hiddenN', 'cellN'], { hidden_size: memory }),
    node('Concat', ['hiddenN', 'cellN'], ['stateN'], { axis: 0 }),
    node('Relu', ['remembered'], ['positive']),
    node('MatMul', ['positive', 'verdict'], ['weighed']),
    node('Add', ['weighed', 'verdictBias'], ['logit']),
    node('Sigmoid', ['logit'], ['output']),
  ];
}

/** A convolution's kernel [to, from, taps] as a matrix [taps × from, to]. */
function asMatrix(data: Float32Array, [to, from, taps]: [number, number, number]): Tensor {
  const length = taps * from;
  const matrix = new Float32Array(length * to);
  for (let out = 0; out < to; out++) {
    for (let row = 0; row < length; row++) {
      const [tap, input] = [Math.floor(row / from), row % from];
      matrix[row * to + out] = data[(out * from + input) * taps + tap]!;
    }
  }
  return { dims: [length, to], data: matrix };
}

function rows({ dims: [, width = 0], data }: Tensor, from: number, to: number): Tensor {
  return { dims: [to - from, width], data: data.slice(from * width, to * width) };
}

/** PyTorch has its gates in the order input, forget, cell, output; ONNX has input, output, forget, cell. */
function inOnnxOrder(gates: Float32Array): Float32Array {
  const size = gates.length / 4;
  return Float32Array.from(
    [0, 3, 1, 2].flatMap((gate) => [...gates.subarray(gate * size, (gate + 1) * size)]),
  );
}
