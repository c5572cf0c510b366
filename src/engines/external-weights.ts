import type { FileBytes } from '../weights/store';
import { join, message, number, text, type Part } from './protobuf';

/** A model without its large arrays, and the file in which they are. */
export type SlimModel = {
  model: Uint8Array;
  /** Where the model's arrays are found, as `externalData` of a session takes it. */
  externalData: { path: string; data: Uint8Array }[];
};

/** Smaller arrays stay in the model: the runtime reads some of them to find out shapes. */
const large = 16 * 1024;
const fileName = 'weights';

/**
 * Takes the large arrays out of an ONNX model, so that the runtime reads each of them from the file itself when it
 * needs it. Given the whole model, it holds it three times before it is loaded: as bytes, as their copy in its own
 * memory, and as arrays. A model without large arrays comes back as it is. Throws RangeError for what is no ONNX file,
 * and what reading throws.
 */
export function takeOutWeights(file: FileBytes): SlimModel {
  const reader = createReader(file);
  const taken: Span[] = [];
  const parts: Part[] = [];
  for (const field of fields(reader, { start: 0, end: file.size })) {
    if (field.id === modelGraph) parts.push(message(modelGraph, slimGraph(reader, field, taken)));
    else parts.push(reader.bytes(field.from, field.end));
  }
  const data = new BytesOf(file.size, file.giveOnce(taken));
  return { model: join(parts), externalData: [{ path: fileName, data }] };
}

/**
 * Bytes of a file that are read when they are asked for: what the runtime does with an external file. It copies what it
 * gets before it asks for more.
 */
class BytesOf extends Uint8Array<ArrayBuffer> {
  readonly #size: number;
  readonly #give: (start: number, end: number) => Uint8Array<ArrayBuffer>;

  constructor(size: number, give: (start: number, end: number) => Uint8Array<ArrayBuffer>) {
    super(new ArrayBuffer(0));
    this.#size = size;
    this.#give = give;
  }

  override get byteLength(): number {
    return this.#size;
  }

  override subarray(start = 0, end = this.#size): Uint8Array<ArrayBuffer> {
    return this.#give(start, end);
  }
}

// The numbers of fields and types are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
const modelGraph = 7;
const graphInitializer = 5;
const tensorRawData = 9;
const tensorExternalData = 13;
const tensorDataLocation = 14;
const external = 1;

type Span = { start: number; end: number };
/** `from` is where the field itself begins, `start` to `end` is what it holds. */
type Field = Span & { id: number; from: number };

function slimGraph(reader: Reader, graph: Span, taken: Span[]): Part[] {
  // One by one: what comes next of the file is then at hand.
  return Array.from(fields(reader, graph), (field) =>
    field.id === graphInitializer && field.end - field.start > large
      ? message(graphInitializer, slimTensor(reader, field, taken))
      : reader.bytes(field.from, field.end),
  );
}

/** Adds to `taken` where the tensor's array is. */
function slimTensor(reader: Reader, tensor: Span, taken: Span[]): Part[] {
  return Array.from(fields(reader, tensor), ({ id, from, start, end }) => {
    if (id !== tensorRawData || end - start <= large) return reader.bytes(from, end);
    taken.push({ start, end });
    const facts = { location: fileName, offset: String(start), length: String(end - start) };
    const entries = Object.entries(facts).map(([key, value]) =>
      message(tensorExternalData, [text(1, key), text(2, value)]),
    );
    return [...entries, number(tensorDataLocation, external)];
  });
}

function* fields(reader: Reader, { start, end }: Span): Generator<Field, void, undefined> {
  let at = start;
  while (at < end) {
    const from = at;
    const tag = reader.varint(at);
    at = tag.next;
    const length = lengthOf(reader, tag.value % 8, at);
    const field = {
      id: Math.floor(tag.value / 8),
      from,
      start: length.next,
      end: length.next + length.value,
    };
    if (field.id === 0 || field.end > end) throw notOnnx();
    yield field;
    at = field.end;
  }
}

function lengthOf(reader: Reader, wireType: number, at: number): { value: number; next: number } {
  if (wireType === 0) return { value: reader.varint(at).next - at, next: at };
  if (wireType === 1) return { value: 8, next: at };
  if (wireType === 2) return reader.varint(at);
  if (wireType === 5) return { value: 4, next: at };
  throw notOnnx();
}

type Reader = ReturnType<typeof createReader>;

/** Reads small pieces of a file through a window. */
function createReader(file: FileBytes) {
  const windowSize = 256 * 1024;
  let start = 0;
  let window = new Uint8Array(0);
  function byte(at: number): number {
    if (at < start || at >= start + window.length) {
      start = at;
      window = file.read(at, at + windowSize);
    }
    const value = window[at - start];
    if (value === undefined) throw notOnnx();
    return value;
  }
  return {
    varint(at: number): { value: number; next: number } {
      let value = 0;
      for (let shift = 1, next = at; shift < 2 ** 63; shift *= 128) {
        const current = byte(next++);
        value += (current % 128) * shift;
        if (current < 128) return { value, next };
      }
      throw notOnnx();
    },
    bytes: (from: number, to: number): Uint8Array =>
      from >= start && to <= start + window.length
        ? window.slice(from - start, to - start)
        : file.read(from, to),
  };
}

function notOnnx(): RangeError {
  return new RangeError('This is no ONNX file.');
}
