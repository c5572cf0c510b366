import type { ErrorTable } from '../../dialect';
import { failureHeaders, publicError } from '../../failures';
import type { ErrorBody } from './schema';

/** PolarGrid's statuses: 400 for what it can see in the request, 502 for what fails behind its gateway. */
const table: ErrorTable<{ type: string }> = {
  invalid_request: { status: 400, type: 'invalid_request_error' },
  unknown_model: { status: 404, type: 'not_found_error' },
  unknown_voice: { status: 502, type: 'server_error' },
  unsupported: { status: 400, type: 'invalid_request_error' },
  model_not_loaded: { status: 404, type: 'not_found_error' },
  model_loading: { status: 503, type: 'server_error' },
  hub_unreachable: { status: 503, type: 'server_error' },
  hub_failed: { status: 502, type: 'server_error' },
  storage_full: { status: 507, type: 'server_error' },
  model_busy: { status: 409, type: 'invalid_request_error' },
  queue_full: { status: 429, type: 'rate_limit_error' },
  engine_unavailable: { status: 502, type: 'server_error' },
  engine_failed: { status: 502, type: 'server_error' },
  server_lost: { status: 503, type: 'server_error' },
  aborted: { status: 499, type: 'invalid_request_error' },
};

/**
 * A failure in PolarGrid's words. Its older documents show an `error` object, its newer ones a `detail`: clients of
 * both find their message.
 */
export function describeError(failure: unknown): ErrorBody {
  const { code, message } = publicError(failure);
  return { detail: message, error: { message, type: table[code].type, code } };
}

/** A failure as PolarGrid's answer. */
export function refuse(failure: unknown): Response {
  const error = publicError(failure);
  const { status } = table[error.code];
  return Response.json(describeError(error), { status, headers: failureHeaders(error) });
}
