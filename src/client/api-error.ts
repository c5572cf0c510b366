type Details = {
  /** The HTTP status; undefined when the error came inside a stream that had begun well. */
  status?: number;
  code?: string | undefined;
  param?: string | undefined;
  retryAfter?: number | undefined;
};

/** What the API said is wrong: `message` is the API's own and names the value and the next step. */
export class ApiError extends Error {
  readonly status: number | undefined;
  /** The API's word for the kind of error, e.g. `model_not_found`. */
  readonly code: string | undefined;
  /** The field of the request that is at fault. */
  readonly param: string | undefined;
  /** Seconds until it is worth asking again. */
  readonly retryAfter: number | undefined;

  constructor(message: string, details: Details = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = details.status;
    this.code = details.code;
    this.param = details.param;
    this.retryAfter = details.retryAfter;
  }
}

/** The error that an answer which is no success carries; reads its body. */
export async function errorOf(response: Response): Promise<ApiError> {
  const { status } = response;
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const details = { status, retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined };
  const body = await response.text();
  return (
    errorIn(parse(body), details) ??
    new ApiError(`The speech API answered ${status} without saying why. Try again.`, details)
  );
}

/** The error in an OpenAI-shaped `{ error: { message, code, param } }`; undefined when there is none. */
export function errorIn(payload: unknown, details: Details = {}): ApiError | undefined {
  const error = field(payload, 'error');
  const message = typeof error === 'string' ? error : field(error, 'message');
  if (typeof message !== 'string') return undefined;
  const code = field(error, 'code');
  const param = field(error, 'param');
  return new ApiError(message, {
    ...details,
    code: typeof code === 'string' ? code : undefined,
    param: typeof param === 'string' ? param : undefined,
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A body that is no JSON says nothing the caller could use: the status alone has to do.
    return undefined;
  }
}
