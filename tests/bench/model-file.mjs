const side = 2500;
const layerBytes = side * side * 4;

/**
 * A model of about so many bytes: as many matrices as that takes, each of which the input is multiplied with. In the
 * encoding of Protocol Buffers, with the field numbers of ONNX (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 */
export function makeModel(bytes) {
  const layers = Array.from({ length: Math.round(bytes / layerBytes) }, (_, index) => index);
  const value = (name) => [
    text(1, name),
    message(2, message(1, [number(1, float), message(2, [1, side].map(dimension))])),
  ];
  const graph = [
    ...layers.map((layer) =>
      message(1, [
        text(1, layer === 0 ? 'input' : `step${layer}`),
        text(1, `weight${layer}`),
        text(2, layer === layers.length - 1 ? 'output' : `step${layer + 1}`),
        text(4, 'MatMul'),
      ]),
    ),
    text(2, 'bench'),
    ...layers.map((layer) =>
      message(5, [
        number(1, side),
        number(1, side),
        number(2, float),
        text(8, `weight${layer}`),
        field(9, randomWeights(layer)),
      ]),
    ),
    message(11, value('input')),
    message(12, value('output')),
  ];
  return Buffer.concat([number(1, 8), message(7, graph), message(8, number(2, 17))]);
}

/** ONNX's number for 32-bit floats. */
const float = 1;

const dimension = (size) => message(1, number(1, size));
const text = (id, value) => field(id, Buffer.from(value));
const message = (id, parts) => field(id, Buffer.concat([parts].flat(Infinity)));
const number = (id, value) => Buffer.concat([varint(id << 3), varint(value)]);
const field = (id, bytes) => Buffer.concat([varint((id << 3) | 2), varint(bytes.length), bytes]);

function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Buffer.from([...bytes, value]);
}

/** Small ones, other ones for each layer, which no compression makes much smaller. */
function randomWeights(seed) {
  const weights = new Float32Array(side * side);
  let state = seed + 1;
  for (let index = 0; index < weights.length; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    weights[index] = state / 2 ** 32 / side;
  }
  return Buffer.from(weights.buffer);
}
