import type { Core } from '../../jobs/speak-job';
import type { Fields } from './form';

/** A vendor's contract for recordings that are written down. */
export type TranscriptionDialect = {
  /** Answers a form that was read but not checked; throws SpeechError for all that is wrong before any work. */
  transcribe(fields: Fields, core: Core, signal: AbortSignal): Promise<Response>;
  /** The vendor's answer to a failure. */
  refuse(failure: unknown): Response;
};
