import { SpeechError } from '../base/errors';

/** The longest comment that may follow the end record. */
const longestComment = 65_535;
const endLength = 22;
const entryLength = 46;

/**
 * The files of a zip by their paths, as slices of it: nothing is read but its directory. Throws SpeechError
 * `invalid_request` for what is no zip, and for one that is compressed, encrypted, or larger than 4 GB.
 */
export async function readZip(zip: Blob): Promise<Map<string, Blob>> {
  const tail = await viewOf(zip.slice(-(endLength + longestComment)));
  const end = findEnd(tail);
  if (end === undefined) throw broken('has no directory: it is not a zip, or was cut off');
  const count = tail.getUint16(end + 10, true);
  const offset = tail.getUint32(end + 16, true);
  const directory = await viewOf(zip.slice(offset, offset + tail.getUint32(end + 12, true)));
  const files = new Map<string, Blob>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    const entry = entryAt(directory, at);
    at += entry.length;
    if (!entry.name.endsWith('/')) files.set(entry.name, await contentOf(zip, entry));
  }
  return files;
}

async function viewOf(part: Blob): Promise<DataView<ArrayBuffer>> {
  return new DataView(await part.arrayBuffer());
}

/** Where the end record begins (APPNOTE.TXT 4.3.16): it is the last thing but for a comment of its own. */
function findEnd(tail: DataView): number | undefined {
  for (let at = tail.byteLength - endLength; at >= 0; at--) {
    if (tail.getUint32(at, true) === 0x06054b50) return at;
  }
  return undefined;
}

type Entry = {
  name: string;
  size: number;
  /** Of its local header. */
  offset: number;
  /** Of the record itself. */
  length: number;
};

/** APPNOTE.TXT 4.3.12. */
function entryAt(directory: DataView<ArrayBuffer>, at: number): Entry {
  if (at + entryLength > directory.byteLength || directory.getUint32(at, true) !== 0x02014b50) {
    throw broken('has a damaged directory');
  }
  const u16 = (offset: number) => directory.getUint16(at + offset, true);
  const u32 = (offset: number) => directory.getUint32(at + offset, true);
  const nameBytes = new Uint8Array(directory.buffer, at + entryLength, u16(28));
  const name = new TextDecoder().decode(nameBytes);
  const size = u32(24);
  const isStored = u16(10) === 0 && u32(20) === size;
  if (!isStored || (u16(8) & 1) === 1 || size === 0xffffffff) {
    throw broken(`has ‘${name}’ compressed or encrypted; unpack it, and choose the folder instead`);
  }
  return { name, size, offset: u32(42), length: entryLength + u16(28) + u16(30) + u16(32) };
}

/** The local header has a name and extra fields of its own lengths (APPNOTE.TXT 4.3.7). */
async function contentOf(zip: Blob, { name, offset, size }: Entry): Promise<Blob> {
  const header = await viewOf(zip.slice(offset, offset + 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) {
    throw broken(`does not have ‘${name}’ where its directory says`);
  }
  const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const content = zip.slice(start, start + size);
  if (content.size !== size) throw broken(`was cut off in ‘${name}’`);
  return content;
}

function broken(why: string): SpeechError {
  return new SpeechError('invalid_request', `The archive ${why}.`);
}
