/** A text in Kokoro's symbols, each of which is one UTF-16 code unit and one token. */
export type SpokenForm = {
  symbols: string;
  /** In order: `from` and `to` are offsets in the text, `start` and `end` in `symbols`. A range may be empty. */
  words: { from: number; to: number; start: number; end: number }[];
};
