import type { SpeechError } from '../base/errors';

// Inside this room only: callers of the store get the `outcome`.

/** A failure that may be gone at the next try of the same request. */
export class Passing extends Error {
  readonly outcome: SpeechError;
  /** Fewer tries than usual. */
  readonly tries: number | undefined;
  /** Milliseconds that the hub asked us to wait. */
  readonly after: number | undefined;

  constructor(outcome: SpeechError, options: { tries?: number; after?: number | undefined } = {}) {
    super(outcome.message);
    this.outcome = outcome;
    this.tries = options.tries;
    this.after = options.after;
  }
}

/** What the hub gives is not the file that was begun, so the file's facts have to be asked for again. */
export class FileChanged extends Error {
  readonly outcome: SpeechError;

  constructor(outcome: SpeechError) {
    super(outcome.message);
    this.outcome = outcome;
  }
}
