// Writing the encoding of https://protobuf.dev/programming-guides/encoding/.

/** Bytes, or pieces of them in their order. */
export type Part = Uint8Array | Part[];

/** A field that holds others, or bytes. */
export function message(id: number, parts: Part[]): Part[] {
  return [varint(id * 8 + 2), varint(size(parts)), parts];
}

/** A field that holds a text. */
export function text(id: number, value: string): Part[] {
  return message(id, [new TextEncoder().encode(value)]);
}

/** A field that holds a number, a whole one from 0. */
export function number(id: number, value: number): Part[] {
  return [varint(id * 8), varint(value)];
}

export function join(parts: Part[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size(parts));
  let at = 0;
  const write = (part: Part) => {
    if (Array.isArray(part)) {
      part.forEach(write);
    } else {
      whole.set(part, at);
      at += part.length;
    }
  };
  write(parts);
  return whole;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Uint8Array.of(...bytes, value);
}

function size(part: Part): number {
  return Array.isArray(part) ? part.reduce((sum, piece) => sum + size(piece), 0) : part.length;
}
