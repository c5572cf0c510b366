/** A word of a text and when it is said: seconds, and UTF-16 offsets of the author's characters (`to` exclusive). */
export type TimedWord = { start: number; end: number; from: number; to: number };
