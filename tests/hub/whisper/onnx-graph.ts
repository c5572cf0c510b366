// The numbers of fields and types are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
import { join, message, number, text, type Part } from '../../../src/engines/protobuf';

/** ONNX's numbers of the types of elements. */
export const types = { float: 1, uint8: 2, int8: 3, int64: 7, bool: 9, half: 10 } as const;
export type Type = keyof typeof types;

/** Free sizes have a name. */
export type Value = { name: string; type: Type; dims: readonly (number | string)[] };

type Attribute = number | readonly number[] | Graph;

/** Steps and arrays of a graph; a branch takes names of the graph around it. */
export class Graph {
  readonly #nodes: Part[] = [];
  readonly #arrays: Part[] = [];
  readonly #prefix: string;
  #count = 0;
  outputs: Value[] = [];

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Adds a step; gives the names of what it makes. */
  steps(
    type: string,
    inputs: readonly string[],
    {
      count = 1,
      domain = '',
      ...rest
    }: { count?: number; domain?: string; attributes?: Attributes },
  ): string[] {
    const made = Array.from({ length: count }, () => `${this.#prefix}${this.#count++}`);
    this.#addNode(type, [inputs, made], rest.attributes ?? {}, domain);
    return made;
  }

  /** Adds a step that makes one array. */
  step(type: string, inputs: readonly string[], attributes: Attributes = {}, domain = ''): string {
    return this.steps(type, inputs, { attributes, domain })[0] ?? '';
  }

  /** Gives an array a name under which it leaves the graph. */
  output(from: string, value: Value): void {
    this.#addNode('Identity', [[from], [value.name]], {}, '');
    this.outputs.push(value);
  }

  /** A step whose results leave the graph as they are. */
  outputsOf(
    type: string,
    inputs: readonly string[],
    values: Value[],
    attributes: Attributes,
  ): void {
    const names = values.map(({ name }) => name);
    this.#addNode(type, [inputs, names], attributes, '');
    this.outputs.push(...values);
  }

  /** Adds an array, row by row; an empty `dims` is a single value. */
  array(type: Type, dims: readonly number[], data: ArrayBufferView<ArrayBuffer>): string {
    const name = `${this.#prefix}${this.#count++}`;
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#arrays.push(tensor(name, type, dims, bytes));
    return name;
  }

  integers(...values: number[]): string {
    return this.array('int64', [values.length], BigInt64Array.from(values, BigInt));
  }

  integer(value: number): string {
    return this.array('int64', [], BigInt64Array.of(BigInt(value)));
  }

  /** The graph in ONNX's encoding; a branch has no inputs. */
  encode(name: string, inputs: readonly Value[]): Part[] {
    return [
      ...this.#nodes,
      text(2, name),
      ...this.#arrays,
      ...inputs.map((value) => message(11, valueInfo(value))),
      ...this.outputs.map((value) => message(12, valueInfo(value))),
    ];
  }

  #addNode(
    type: string,
    [inputs, outputs]: readonly [readonly string[], readonly string[]],
    attributes: Attributes,
    domain: string,
  ): void {
    this.#nodes.push(
      message(1, [
        ...inputs.map((name) => text(1, name)),
        ...outputs.map((name) => text(2, name)),
        text(4, type),
        ...Object.entries(attributes).map(([name, value]) =>
          message(5, [text(1, name), ...attribute(name, value)]),
        ),
        ...(domain === '' ? [] : [text(7, domain)]),
      ]),
    );
  }
}

type Attributes = Readonly<Record<string, Attribute>>;

function attribute(name: string, value: Attribute): Part[] {
  if (typeof value === 'number') return [number(3, value), number(20, 2)];
  if (value instanceof Graph) return [message(6, value.encode(name, [])), number(20, 5)];
  return [...value.map((each) => number(8, each)), number(20, 7)];
}

function tensor(name: string, type: Type, dims: readonly number[], bytes: Uint8Array): Part[] {
  return message(5, [
    ...dims.map((size) => number(1, size)),
    ...[number(2, types[type]), text(8, name), message(9, [bytes])],
  ]);
}

function valueInfo({ name, type, dims }: Value): Part[] {
  const sizes = dims.map((size) =>
    message(1, [typeof size === 'number' ? number(1, size) : text(2, size)]),
  );
  return [text(1, name), message(2, [message(1, [number(1, types[type]), message(2, sizes)])])];
}

/** A whole ONNX file; steps of ONNX Runtime's own are allowed. */
export function onnxFile(graph: Graph, inputs: readonly Value[]): Uint8Array<ArrayBuffer> {
  const own = message(8, [text(1, 'com.microsoft'), number(2, 1)]);
  const standard = message(8, [number(2, 17)]);
  return join([number(1, 8), message(7, graph.encode('whisper', inputs)), standard, own]);
}
