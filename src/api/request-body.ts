import { SpeechError } from '../base/errors';
import type { z } from './zod';

/** A field of the request is missing, of the wrong type, or has a value that cannot be. */
export class FieldError extends SpeechError {
  readonly fault: 'missing' | 'type' | 'value';

  constructor(fault: FieldError['fault'], message: string, param: string | undefined) {
    super('invalid_request', message, param === undefined ? {} : { param });
    this.fault = fault;
  }
}

/** Throws SpeechError `invalid_request` when the body is not JSON, whatever its content type says. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SpeechError(
      'invalid_request',
      'The body could not be read as JSON. Send an object such as {"model": "kokoro", "input": "Hello!", "voice": "alloy"}.',
      { cause: error },
    );
  }
}

/**
 * The body as its schema has it, or a FieldError about the first field at fault. A schema's own messages say what was
 * expected, and go on the sentence "Invalid 'speed': …, but got 9 instead".
 */
export function check<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body, { error: expectation, reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const param = issue?.path.join('.') ?? '';
  const value = faultyValue(body, issue);
  if (param === '') {
    throw new FieldError(
      'type',
      `Expected a JSON object, but got ${show(body)} instead.`,
      undefined,
    );
  }
  if (value === undefined) {
    throw new FieldError('missing', `Missing required parameter: '${param}'.`, param);
  }
  const isType = issue?.code === 'invalid_type' || issue?.code === 'invalid_union';
  throw new FieldError(
    isType ? 'type' : 'value',
    `Invalid '${param}': ${issue?.message}, but got ${show(value)} instead.`,
    param,
  );
}

const expectation: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') return `expected the type ${issue.expected}`;
  if (issue.code !== 'invalid_value') return undefined;
  return `expected one of ${issue.values.map((value) => `'${String(value)}'`).join(', ')}`;
};

/** What lies in a field that is a text of JSON is not in the body itself. */
function faultyValue(body: unknown, issue: z.core.$ZodIssue | undefined): unknown {
  return issue?.path.reduce(child, body) ?? issue?.input;
}

function child(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** A value in few words: a text of a megabyte has no place in a message. */
function show(value: unknown): string {
  if (typeof value === 'string') {
    return value.length <= 60 ? `'${value}'` : `${value.length} characters`;
  }
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
