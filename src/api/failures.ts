import { asSpeechError, isAbort, isMissingScript, SpeechError } from '../base/errors';

/** A failure as callers may see it: an exception that nobody foresaw stays in the console. */
export function publicError(failure: unknown): SpeechError {
  const isForeseen = failure instanceof SpeechError || isAbort(failure) || isMissingScript(failure);
  if (isForeseen) return asSpeechError(failure);
  console.error(failure);
  return new SpeechError(
    'engine_failed',
    'Something in the local server failed. Send the request again; if it fails again, reload the page.',
    { cause: failure },
  );
}

/** The headers that a failure brings along. */
export function failureHeaders({ retryAfter }: SpeechError): Record<string, string> {
  return retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) };
}
