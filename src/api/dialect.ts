import { formats, type AudioFormat, type FormatInfo } from '../audio/formats';
import type { ErrorCode } from '../base/errors';
import type { Core } from '../jobs/speak-job';

/** A vendor's contract for `POST /v1/audio/speech`. */
export type SpeechDialect = {
  /** Answers a body that was read but not checked; throws SpeechError for all that is wrong before the first byte. */
  speak(body: unknown, core: Core, signal: AbortSignal): Promise<Response>;
  /** The vendor's answer to a failure. */
  refuse(error: unknown): Response;
};

/** The vendor's words for each of our codes. */
export type ErrorTable<Words> = Readonly<Record<ErrorCode, Readonly<{ status: number } & Words>>>;

/** Hz of spoken answers: that of OpenAI's and PolarGrid's `pcm`, which has no header to name another. */
export const answerRate = 24_000;

/** Hz of an answer in this format: some have one rate only. */
export function answerRateOf(format: AudioFormat): number {
  return (formats[format] as FormatInfo).sampleRate ?? answerRate;
}
