/**
 * What went wrong, in words no vendor owns. Each API dialect maps every code to its own status and body, so a new
 * code does not compile until every dialect has an answer.
 */
export type ErrorCode =
  /** A field is missing, of the wrong type, or out of range; `param` names it. */
  | 'invalid_request'
  /** The model id names nothing in the catalog. */
  | 'unknown_model'
  /** The voice names nothing that this model can speak with. */
  | 'unknown_voice'
  /** Understood and valid, but not something this build can do. */
  | 'unsupported'
  /** The model exists in the contract but cannot be run here yet. */
  | 'model_not_loaded'
  /** The weights are still on their way; `retryAfter` says when to ask again. */
  | 'model_loading'
  /** The model hub could not be reached at all. */
  | 'hub_unreachable'
  /** The hub answered, but not with the file (status, size or hash are wrong). */
  | 'hub_failed'
  /** The browser gives no room for the weights. */
  | 'storage_full'
  /** The model cannot be unloaded now: requests need it. */
  | 'model_busy'
  /** Too many requests wait already; `retryAfter` says when to ask again. */
  | 'queue_full'
  /** The engine could not be started. */
  | 'engine_unavailable'
  /** The engine failed while it worked, or its thread died. */
  | 'engine_failed'
  /** The thread that served this request is gone. */
  | 'server_lost'
  /** The caller left. */
  | 'aborted';

type Details = {
  /** The request field that is at fault. */
  param?: string;
  /** Seconds until it is worth asking again. */
  retryAfter?: number;
  cause?: unknown;
};

/** The one error class. Callers act on `code`, people read `message`: it names the value and the next step. */
export class SpeechError extends Error {
  readonly code: ErrorCode;
  readonly param: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'SpeechError';
    this.code = code;
    this.param = details.param;
    this.retryAfter = details.retryAfter;
  }
}

/** Any thrown value as a SpeechError: aborts keep their meaning, everything else becomes `fallback`. */
export function asSpeechError(reason: unknown, fallback: ErrorCode = 'engine_failed'): SpeechError {
  if (reason instanceof SpeechError) return reason;
  if (isAbort(reason))
    return new SpeechError('aborted', 'The request was aborted.', { cause: reason });
  if (isMissingScript(reason)) {
    return new SpeechError(
      'engine_unavailable',
      'A part of the app is not on this device yet and could not be fetched. Try again when the network is back.',
      { cause: reason },
    );
  }
  const message = reason instanceof Error ? reason.message : String(reason);
  return new SpeechError(fallback, message, { cause: reason });
}

/** True for the error that an AbortSignal throws, and for our own form of it. */
export function isAbort(reason: unknown): boolean {
  if (reason instanceof SpeechError) return reason.code === 'aborted';
  return reason instanceof Error && reason.name === 'AbortError';
}

/** True for the error of `import()` when the script did not come; only its words tell it, in Chromium, Firefox, Safari. */
export function isMissingScript(reason: unknown): boolean {
  return (
    reason instanceof TypeError &&
    /dynamically imported module|importing a module script failed/i.test(reason.message)
  );
}
