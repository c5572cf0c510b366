/** A whole page of an Ogg file (RFC 3533, 6). */
export type OggPage = {
  /** Where in the file it begins. */
  at: number;
  /** Of the stream in it, among those that are told at once. */
  serial: number;
  /** It is the first one of its stream. */
  begins: boolean;
  /** Where its last whole packet ends, in units of the codec; undefined where none ends on it. */
  granule: number | undefined;
  /** Bytes that each segment has; a packet ends in one of fewer than 255. */
  lacing: Uint8Array;
  body: Uint8Array;
};

/** Bytes that are read at a time; more than a page can have. */
const window = 2 ** 20;
const head = 27;
/** “OggS”, and the only version that there is. */
const capture = [0x4f, 0x67, 0x67, 0x53, 0];
const nothing = 0xffffffff;

/** All pages of a file, in order. What is no page is passed over, and so is a last page that is not whole. */
export async function* oggPages(
  file: Blob,
  signal?: AbortSignal,
): AsyncGenerator<OggPage, void, undefined> {
  for (let from = 0; from + head < file.size;) {
    const bytes = new Uint8Array(await file.slice(from, from + window).arrayBuffer());
    signal?.throwIfAborted();
    const isLast = from + bytes.length >= file.size;
    let at = nextCapture(bytes, 0);
    for (; at < bytes.length; at = nextCapture(bytes, at)) {
      const page = pageAt(bytes, at);
      if (page) yield { ...page, at: from + at };
      // Where it ends behind the window, the next one begins with it.
      else if (!isLast) break;
      at += page ? head + page.lacing.length + page.body.length : 1;
    }
    from += isLast ? bytes.length : Math.min(at, bytes.length - capture.length);
  }
}

/** Where a page begins next; the length of the bytes where none does. */
function nextCapture(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(capture[0]!, from); at >= 0; at = bytes.indexOf(capture[0]!, at + 1))
    if (capture.every((byte, index) => bytes[at + index] === byte)) return at;
  return bytes.length;
}

function pageAt(bytes: Uint8Array, at: number): Omit<OggPage, 'at'> | undefined {
  if (at + head > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, at, head);
  const body = at + head + view.getUint8(26);
  const lacing = bytes.subarray(at + head, body);
  const end = lacing.reduce((sum, size) => sum + size, body);
  if (end > bytes.length || body > bytes.length) return undefined;
  const [low, high] = [view.getUint32(6, true), view.getUint32(10, true)];
  return {
    serial: view.getUint32(14, true),
    begins: (view.getUint8(5) & 2) !== 0,
    granule: low === nothing && high === nothing ? undefined : high * 2 ** 32 + low,
    lacing,
    body: bytes.subarray(body, end),
  };
}
