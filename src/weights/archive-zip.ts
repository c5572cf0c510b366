import { SpeechError } from '../base/errors';

/** A file to be put into a zip, as it is. */
export type ZipEntry = {
  /** Path inside the zip, with `/`. */
  name: string;
  content: Blob;
  /** Of the content, polynomial 0xEDB88320. */
  crc32: number;
};

/** Sizes and offsets are 32-bit numbers in a zip; larger ones need an extension that models do not. */
const mostBytes = 2 ** 32 - 1;
/** "Names are UTF-8", APPNOTE.TXT 4.4.4. */
const utf8Names = 1 << 11;
/** The version that a reader needs: 2.0. */
const version = 20;
/** 1 January 1980, the earliest there is: the same files always give the same bytes. */
const date = (1 << 5) | 1;

/**
 * A zip of uncompressed files (https://pkware.cachefly.net/webdocs/APPNOTE/APPNOTE-6.3.10.TXT). It refers to the
 * contents: nothing is read before the zip is. Throws SpeechError `unsupported` for 4 GiB and more.
 */
export function zipOf(entries: readonly ZipEntry[]): Blob {
  const parts: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let offset = 0;
  let directoryBytes = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const header = localHeader(entry, name.length);
    const listed = directoryHeader(entry, name.length, offset);
    parts.push(header, name, entry.content);
    directory.push(listed, name);
    offset += header.byteLength + name.length + entry.content.size;
    directoryBytes += listed.byteLength + name.length;
  }
  if (offset + directoryBytes > mostBytes) {
    throw new SpeechError(
      'unsupported',
      `${offset} bytes are too many for one archive; 4 GB are the most. Copy the model from its hub instead.`,
    );
  }
  const end = endOfDirectory(entries.length, directoryBytes, offset);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

/** APPNOTE.TXT 4.3.7. */
function localHeader(entry: ZipEntry, nameLength: number): ArrayBuffer {
  const header = new DataView(new ArrayBuffer(30));
  header.setUint32(0, 0x04034b50, true);
  writeFacts(header, 4, entry, nameLength);
  return header.buffer;
}

/** APPNOTE.TXT 4.3.12. */
function directoryHeader(entry: ZipEntry, nameLength: number, offset: number): ArrayBuffer {
  const header = new DataView(new ArrayBuffer(46));
  header.setUint32(0, 0x02014b50, true);
  header.setUint16(4, version, true);
  writeFacts(header, 6, entry, nameLength);
  header.setUint32(42, offset, true);
  return header.buffer;
}

/** What both kinds of header say in the same order; the method, 0, is "stored". */
function writeFacts(header: DataView, at: number, entry: ZipEntry, nameLength: number): void {
  header.setUint16(at, version, true);
  header.setUint16(at + 2, utf8Names, true);
  header.setUint16(at + 8, date, true);
  header.setUint32(at + 10, entry.crc32, true);
  header.setUint32(at + 14, entry.content.size, true);
  header.setUint32(at + 18, entry.content.size, true);
  header.setUint16(at + 22, nameLength, true);
}

/** APPNOTE.TXT 4.3.16. */
function endOfDirectory(entries: number, bytes: number, offset: number): ArrayBuffer {
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, entries, true);
  end.setUint16(10, entries, true);
  end.setUint32(12, bytes, true);
  end.setUint32(16, offset, true);
  return end.buffer;
}
