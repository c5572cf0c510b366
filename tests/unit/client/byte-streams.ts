/** The places between two bytes. */
export function everyCut(bytes: Uint8Array): number[] {
  return Array.from({ length: bytes.length - 1 }, (_, i) => i + 1);
}

/** The bytes in pieces that end at the given places. */
export async function* cutAt(bytes: Uint8Array, places: number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const to of [...places, bytes.length]) {
    yield bytes.slice(from, to);
    from = to;
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
