import type { Edit } from '../../src/text/normalise/recogniser';

/** What a text of a class is read as. `language` is that of the file unless a region matters (`en-GB`). */
export type TextCase = {
  class: string;
  text: string;
  say: string;
  rule: string;
  language?: string;
};

/** The text with its edits carried out. */
export function said(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { from, to, say } of edits) {
    result += text.slice(at, from) + say;
    at = to;
  }
  return result + text.slice(at);
}

/**
 * The words alone: case does not count, nor does what stands between words: blanks, punctuation, slashes, hyphens
 * and dashes.
 * Apostrophes and accents count.
 */
export function fold(text: string): string {
  const plain = text.normalize('NFC').toLowerCase().replace(/’/g, "'");
  return (plain.match(/[\p{L}\p{M}\p{N}\p{S}%&@#*\\]+(?:'[\p{L}\p{M}]+)*/gu) ?? []).join(' ');
}
