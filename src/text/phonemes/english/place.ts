/** Where a word stands. */
export type Place = {
  /** Those of its sentence, in small letters. */
  words: readonly string[];
  index: number;
  /** What sounds behind it. */
  following: 'vowel' | 'consonant' | 'pause';
  /** The words around are in capitals too. */
  shouted: boolean;
};
