import { abortable } from '../../base/abortable';
import { SpeechError } from '../../base/errors';
import { MultipartError, readMultipart, type FormEntry } from '../multipart';
import { FieldError } from '../request-body';

/** What a form's names and values say: `name[]` is a list, `name[key]` an object. */
export type Fields = Record<string, unknown>;

/** Bytes that a recording may have; OpenAI's own limit is 25 MB. */
export const largestFile = 2 * 1024 ** 3;

/**
 * A multipart body as one object. Throws FieldError for what is no form, and for one that is larger than a recording
 * may be, before it is read where its length is told.
 */
export async function readForm(request: Request): Promise<Fields> {
  if (Number(request.headers.get('content-length')) > largestFile + roomForFields) refuseSize();
  return fieldsOf(await entriesOf(request));
}

/** Throws FieldError for a recording that is too large or empty. */
export function checkSize(file: Blob): void {
  if (file.size > largestFile) refuseSize();
  if (file.size > 0) return;
  const name = file instanceof File && file.name ? ` '${file.name}'` : '';
  throw new FieldError(
    'value',
    `Invalid 'file': the file${name} is empty. Send a recording.`,
    'file',
  );
}

/** Bytes for all that is in a form beside its file. */
const roomForFields = 1024 ** 2;

function refuseSize(): never {
  throw new FieldError(
    'value',
    "Invalid 'file': it is larger than 2 GB. Send it in parts.",
    'file',
  );
}

async function entriesOf(request: Request): Promise<FormEntry[]> {
  const type = request.headers.get('content-type') ?? '';
  try {
    if (!/^multipart\/form-data\b/i.test(type)) return [...(await within(request.formData()))];
    const entries: FormEntry[] = [];
    for await (const entry of readMultipart(await within(request.blob()), type)) {
      request.signal.throwIfAborted();
      entries.push(entry);
    }
    return entries;
  } catch (error) {
    request.signal.throwIfAborted();
    if (error instanceof SpeechError) throw error;
    throw notAForm(error instanceof MultipartError ? error.message : '', error);
  }

  /** An abort does not end the reading of a body by itself. */
  function within<T>(reading: Promise<T>): Promise<T> {
    return abortable(reading, request.signal);
  }
}

/** `reason` is a sentence, or empty. */
function notAForm(reason: string, cause: unknown): SpeechError {
  const problem = `The body could not be read as a form. ${reason}`.trimEnd();
  return new SpeechError(
    'invalid_request',
    `${problem} Send multipart/form-data with the fields 'file' and 'model', and leave the content-type to what makes the form: it has to name the boundary.`,
    { cause },
  );
}

/** Python and JavaScript name lists `name[]`, some clients `name[0]`, and some repeat the bare name of these. */
const nested = /^([^[\]]+)\[([^[\]]*)\]$/;
const lists: ReadonlySet<string> = new Set([
  ...['include', 'keywords', 'known_speaker_names', 'known_speaker_references', 'languages'],
  'timestamp_granularities',
]);

/** The fields of a form or a query. */
export function fieldsOf(entries: Iterable<FormEntry>): Fields {
  const fields = new Map<string, unknown>();
  const inLists = new Map<string, FormEntry[1][]>();
  const objects = new Map<string, Map<string, FormEntry[1]>>();
  for (const [name, value] of entries) {
    // Forms send what nobody filled in as well.
    if (value === '') continue;
    const [, outer, inner = ''] = nested.exec(name) ?? (lists.has(name) ? ['', name] : []);
    if (outer === undefined) {
      if (!fields.has(name)) fields.set(name, value);
    } else if (/^\d*$/.test(inner)) {
      const list = inLists.get(outer);
      if (list) list.push(value);
      else inLists.set(outer, [value]);
    } else {
      const object = objects.get(outer) ?? new Map<string, FormEntry[1]>();
      objects.set(outer, object.set(inner, value));
    }
  }
  const plain = [...objects].map(([name, object]) => [name, Object.fromEntries(object)] as const);
  // The bare name counts less than the same with brackets.
  return Object.fromEntries([...fields, ...plain, ...inLists]);
}
