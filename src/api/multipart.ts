import { FieldError } from './request-body';

/** A field of a form: a text, or a file. */
export type FormEntry = [name: string, value: string | File];

/** A body is no form; the message is a sentence about it. */
export class MultipartError extends Error {}

/** Bytes that are searched at a time. */
const stretch = 1024 ** 2;
/** Bytes of what stands before a part's value. */
const longestHead = 16 * 1024;
/** Bytes of a field that is no file. */
const longestText = 8 * 1024 ** 2;

/**
 * The fields of a body in `multipart/form-data` (RFC 7578), in their order. Files are slices of the body, so that one of
 * gigabytes takes no memory, which `Request.formData` would copy it into. Throws MultipartError for what is no such
 * form, and FieldError for a text that is too long.
 */
export async function* readMultipart(
  body: Blob,
  contentType: string,
): AsyncGenerator<FormEntry, void, undefined> {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw new MultipartError('Its content type names no boundary.');
  // The first delimiter needs no line before it.
  const lines = new Blob(['\r\n', body]);
  const delimiter = `\r\n--${boundary}`;
  let from: number | undefined;
  for await (const at of placesOf(delimiter, lines)) {
    if (from !== undefined) yield await readPart(lines.slice(from, at));
    const behind = await latin(lines.slice(at + delimiter.length, at + delimiter.length + 200));
    if (behind.startsWith('--')) return;
    const [padding] = /^[ \t]*\r\n/.exec(behind) ?? [];
    if (padding === undefined)
      throw new MultipartError('No line ends (CR LF) behind its boundary.');
    // The line's end belongs to a head that may be empty.
    from = at + delimiter.length + padding.length - 2;
  }
  throw new MultipartError(
    from === undefined
      ? `The boundary of its content type, '${boundary.slice(0, 80)}', is not in it.`
      : 'Its end is missing: the last boundary, with two dashes behind it.',
  );
}

/** Where a text of ASCII begins in the bytes of a Blob. */
async function* placesOf(text: string, bytes: Blob): AsyncGenerator<number, void, undefined> {
  for (let start = 0; start < bytes.size; start += stretch) {
    const there = await latin(bytes.slice(start, start + stretch + text.length - 1));
    for (let at = there.indexOf(text); at >= 0; at = there.indexOf(text, at + text.length)) {
      yield start + at;
    }
  }
}

/** A part, from the end of the line with its boundary on. */
async function readPart(part: Blob): Promise<FormEntry> {
  const start = await latin(part.slice(0, longestHead));
  const headEnd = start.indexOf('\r\n\r\n');
  if (headEnd < 0)
    throw new MultipartError('A part has no head that ends with an empty line (CR LF).');
  const head = await part.slice(0, headEnd).text();
  const { name, ...others } = parametersOf(
    /^content-disposition:\s*form-data\s*(;.*)$/im.exec(head)?.[1] ?? '',
  );
  if (name === undefined)
    throw new MultipartError('A part has no name in its Content-Disposition.');
  const value = part.slice(headEnd + 4);
  const type = /^content-type:\s*(.*?)\s*$/im.exec(head)?.[1];
  const fileName = others.filename ?? others['filename*'] ?? (isBinary(type) ? '' : undefined);
  if (fileName === undefined) return [name, await textOf(name, value)];
  return [name, new File([value], fileName, type === undefined ? {} : { type })];
}

/** Of a part without a file's name; RFC 7578 (section 4.2) does not insist on one. */
function isBinary(type: string | undefined): boolean {
  return type !== undefined && /^(audio\/|video\/|application\/octet-stream)/i.test(type);
}

/** The parameters of a header, as browsers and curl write them. */
function parametersOf(header: string): Record<string, string | undefined> {
  const found = header.matchAll(/;\s*([\w*-]+)=(?:"((?:\\"|[^"])*)"|([^\s;"]+))/g);
  return Object.fromEntries(
    Array.from(found, ([, key = '', quoted, bare = '']) => [
      key.toLowerCase(),
      (quoted ?? bare).replaceAll('\\"', '"').replace(/%(0a|0d|22)/gi, decodeURIComponent),
    ]),
  );
}

async function textOf(name: string, value: Blob): Promise<string> {
  if (value.size <= longestText) return value.text();
  throw new FieldError(
    'value',
    `Invalid '${name.slice(0, 60)}': expected a text of at most ${longestText} bytes, but got ${value.size} instead.`,
    name,
  );
}

/** A letter for each byte; those of ASCII are themselves. */
async function latin(bytes: Blob): Promise<string> {
  return new TextDecoder('latin1').decode(await bytes.arrayBuffer());
}
