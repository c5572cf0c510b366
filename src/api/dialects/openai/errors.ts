import { failureHeaders, publicError } from '../../failures';
import type { ErrorTable } from '../../dialect';
import { FieldError } from '../../request-body';
import type { ErrorBody } from './schema';

type Words = { type: string; code: string | null };

/** OpenAI's status, type and code for each of ours; where OpenAI has no such case, its nearest type and our code. */
const table: ErrorTable<Words> = {
  invalid_request: { status: 400, type: 'invalid_request_error', code: null },
  unknown_model: { status: 404, type: 'invalid_request_error', code: 'model_not_found' },
  unknown_voice: { status: 400, type: 'invalid_request_error', code: 'invalid_value' },
  unsupported: { status: 400, type: 'invalid_request_error', code: 'unsupported_value' },
  model_not_loaded: { status: 404, type: 'invalid_request_error', code: 'model_not_loaded' },
  model_loading: { status: 503, type: 'server_error', code: 'model_loading' },
  hub_unreachable: { status: 503, type: 'server_error', code: 'hub_unreachable' },
  hub_failed: { status: 502, type: 'server_error', code: 'hub_failed' },
  storage_full: { status: 507, type: 'server_error', code: 'storage_full' },
  model_busy: { status: 409, type: 'invalid_request_error', code: 'model_busy' },
  queue_full: { status: 429, type: 'requests', code: 'rate_limit_exceeded' },
  engine_unavailable: { status: 503, type: 'server_error', code: 'engine_unavailable' },
  engine_failed: { status: 500, type: 'server_error', code: 'engine_failed' },
  server_lost: { status: 503, type: 'server_error', code: 'server_lost' },
  aborted: { status: 499, type: 'invalid_request_error', code: 'aborted' },
};

const faultCodes = {
  missing: 'missing_required_parameter',
  type: 'invalid_type',
  value: 'invalid_value',
} as const satisfies Record<FieldError['fault'], string>;

/** A failure as OpenAI's error object. */
export function describeError(failure: unknown): ErrorBody {
  const error = publicError(failure);
  const { type, code } = table[error.code];
  return {
    error: {
      message: error.message,
      type,
      param: error.param ?? null,
      code: error instanceof FieldError ? faultCodes[error.fault] : code,
    },
  };
}

/** A failure as OpenAI's answer. */
export function refuse(failure: unknown): Response {
  const error = publicError(failure);
  return Response.json(describeError(error), {
    status: table[error.code].status,
    headers: failureHeaders(error),
  });
}

/** OpenAI's answer to a path that nobody serves. */
export function refusePath(request: Request): Response {
  const { pathname } = new URL(request.url);
  return wrongAddress(404, `Invalid URL (${request.method} ${pathname})`, null);
}

/** OpenAI's answer to a method that its path does not have. */
export function refuseMethod(request: Request, allowed: readonly string[]): Response {
  const { pathname } = new URL(request.url);
  const message = `Not allowed to ${request.method} on ${pathname}. Use ${allowed.join(' or ')}.`;
  const response = wrongAddress(405, message, 'method_not_supported');
  response.headers.set('allow', allowed.join(', '));
  return response;
}

function wrongAddress(status: number, message: string, code: string | null): Response {
  const error = { message, type: 'invalid_request_error', param: null, code };
  return Response.json({ error } satisfies ErrorBody, { status });
}
