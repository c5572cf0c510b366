/** A file's header at the front of its first piece, or alone when there is none. */
export async function* withHeader(
  header: Uint8Array<ArrayBuffer>,
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let isFirst = true;
  for await (const piece of pieces) {
    if (!isFirst) {
      yield piece;
      continue;
    }
    isFirst = false;
    const start = new Uint8Array(header.length + piece.length);
    start.set(header);
    start.set(piece, header.length);
    yield start;
  }
  if (isFirst) yield header;
}
