import type { TimedWord } from '../captions/timed-word';

/** Some samples (mono, −1 to 1), and the words that begin in them or later; times from the start of the speech. */
export type SpeechPiece = { samples: Float32Array<ArrayBuffer>; words: readonly TimedWord[] };
