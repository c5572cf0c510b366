import type { ErrorTable } from '../../dialect';
import { failureHeaders, publicError } from '../../failures';
import type { ErrorBody } from './schema';

/** Its documents tell of 401 and 429 only; the others are what HTTP means. */
const table: ErrorTable<object> = {
  invalid_request: { status: 400 },
  unknown_model: { status: 404 },
  unknown_voice: { status: 404 },
  unsupported: { status: 400 },
  model_not_loaded: { status: 501 },
  model_loading: { status: 503 },
  hub_unreachable: { status: 503 },
  hub_failed: { status: 502 },
  storage_full: { status: 507 },
  model_busy: { status: 409 },
  queue_full: { status: 429 },
  engine_unavailable: { status: 503 },
  engine_failed: { status: 500 },
  server_lost: { status: 503 },
  aborted: { status: 499 },
};

/** A failure as Eigen AI's answer: its clients look for a `detail`, or for a message in `error`. */
export function refuse(failure: unknown): Response {
  const error = publicError(failure);
  const { code, message } = error;
  const body: ErrorBody = { detail: message, error: { message, code } };
  return Response.json(body, { status: table[code].status, headers: failureHeaders(error) });
}

/** Its answer to all but POST. */
export function refuseMethod({ method }: Request): Response {
  const message = `Not allowed to ${method} here. Use POST.`;
  const body: ErrorBody = { detail: message, error: { message, code: 'method_not_allowed' } };
  return Response.json(body, { status: 405, headers: { allow: 'POST' } });
}
