// The numbers of fields and types are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
import { message, number, text, type Part } from '../../src/engines/protobuf';

/** An array of a model, row by row. */
export type Tensor = { dims: readonly number[]; data: Float32Array };

type Bytes = Uint8Array;
type Field = { id: number; value: number; bytes: Bytes };

/** The arrays that a graph holds as named constants, in the branch that each condition takes when it is true. */
export function namedConstants(model: Bytes): ReadonlyMap<string, Tensor> {
  const found = new Map<string, Tensor>();
  const readGraph = (graph: Bytes) => {
    for (const node of messages(graph, 1)) {
      const condition = messages(node, 4).some((type) => textOf(type) === 'If');
      for (const attribute of messages(node, 5)) {
        for (const tensor of messages(attribute, 5)) keepNamed(found, tensor);
        const [name = new Uint8Array()] = messages(attribute, 1);
        if (condition && textOf(name) === 'then_branch') messages(attribute, 6).forEach(readGraph);
      }
    }
  };
  messages(model, 7).forEach(readGraph);
  return found;
}

const float = 1;

function keepNamed(found: Map<string, Tensor>, tensor: Bytes): void {
  const [name] = messages(tensor, 8);
  const [raw] = messages(tensor, 9);
  const type = fields(tensor).find(({ id }) => id === 2)?.value;
  if (!name || !raw || type !== float) return;
  const dims = fields(tensor).flatMap(({ id, value }) => (id === 1 ? [value] : []));
  found.set(textOf(name), { dims, data: new Float32Array(new Uint8Array(raw).buffer) });
}

const textOf = (bytes: Bytes) => new TextDecoder().decode(bytes);
const messages = (bytes: Bytes, wanted: number) =>
  fields(bytes).flatMap(({ id, bytes: inner }) => (id === wanted ? [inner] : []));

function fields(bytes: Bytes): Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte % 128) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const wire = tag % 8;
    const value = wire === 0 || wire === 2 ? varint() : 0;
    const length = { 1: 8, 2: value, 5: 4 }[wire] ?? 0;
    found.push({ id: Math.floor(tag / 8), value, bytes: bytes.subarray(at, at + length) });
    at += length;
  }
  return found;
}

type Attribute = string | number | readonly number[];

/** A step of a graph. */
export function node(
  type: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Part[] {
  return message(1, [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, type),
    ...Object.entries(attributes).map(([name, value]) =>
      message(5, [text(1, name), ...attribute(value)]),
    ),
  ]);
}

function attribute(value: Attribute): Part[] {
  if (typeof value === 'string') return [text(4, value), number(20, 3)];
  if (typeof value === 'number') return [number(3, value), number(20, 2)];
  return [...value.map((each) => number(8, each)), number(20, 7)];
}

/** An array that a graph holds. */
export function floats(name: string, { dims, data }: Tensor): Part[] {
  return tensor(name, { type: float, dims, bytes: new Uint8Array(Float32Array.from(data).buffer) });
}

/** Whole numbers that a graph holds. */
export function integers(name: string, values: readonly number[]): Part[] {
  const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return tensor(name, { type: 7, dims: [values.length], bytes });
}

function tensor(
  name: string,
  { type, dims, bytes }: { type: number; dims: readonly number[]; bytes: Bytes },
): Part[] {
  return message(5, [
    ...dims.map((size) => number(1, size)),
    ...[number(2, type), text(8, name), message(9, [bytes])],
  ]);
}

type Shape = Readonly<Record<string, readonly (number | string)[]>>;

/** A model of steps and arrays, whose inputs and outputs are floats; a size with a name is free. */
export function onnxModel(
  name: string,
  graph: { nodes: Part[]; arrays: Part[]; inputs: Shape; outputs: Shape },
): Part[] {
  const values = (field: number, shape: Shape) =>
    Object.entries(shape).map(([name, dims]) => {
      const sizes = dims.map((size) =>
        message(1, [typeof size === 'number' ? number(1, size) : text(2, size)]),
      );
      const type = message(1, [number(1, float), message(2, sizes)]);
      return message(field, [text(1, name), message(2, [type])]);
    });
  const parts = [...graph.nodes, text(2, name), ...graph.arrays];
  const ends = [...values(11, graph.inputs), ...values(12, graph.outputs)];
  return [number(1, 8), message(7, [...parts, ...ends]), message(8, [number(2, 17)])];
}
