import { asSpeechError, SpeechError, type ErrorCode } from '../base/errors';

/** A SpeechError as it crosses a thread: structured cloning keeps no classes and no fields of ours. */
export type WireError = {
  code: ErrorCode;
  message: string;
  param: string | undefined;
  retryAfter: number | undefined;
};

export function toWire(reason: unknown): WireError {
  const { code, message, param, retryAfter } = asSpeechError(reason);
  return { code, message, param, retryAfter };
}

export function fromWire({ code, message, param, retryAfter }: WireError): SpeechError {
  return new SpeechError(code, message, {
    ...(param === undefined ? {} : { param }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}
