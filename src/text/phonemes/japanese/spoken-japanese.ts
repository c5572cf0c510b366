import type { SpokenForm } from '../../../engines/espeak/phonemizer';
import { joinPieces, readAround, type Piece, type ReadLatin } from '../pieces';
import type { GivenSymbols } from '../phrases';
import { foldText, type FoldedText } from './folded-text';
import { kanaSymbols } from './kana';
import type { Analyse } from './morphemes';
import { pronounce, type Pronounced } from './pronunciation';

/** What is analysed in one go: everything between two marks of punctuation, or spaces. */
const phrase = /[\p{L}\p{N}\p{M}々〆ー'’]+/gu;

/**
 * Reads a Japanese text for Kokoro. What stands in Latin letters is left to `read`; without it, and for characters that
 * nobody knows, a word has no symbols. `given` spans are in the text's order, without overlaps.
 */
export function spokenJapanese(
  analyse: Analyse,
  text: string,
  read: ReadLatin = () => '',
  given: readonly GivenSymbols[] = [],
): SpokenForm {
  return joinPieces(
    text,
    readAround(text, given, (part) => pieces(analyse, foldText(part), read)),
  );
}

function pieces(analyse: Analyse, folded: FoldedText, read: ReadLatin): Piece[] {
  return [...folded.text.matchAll(phrase)].flatMap(({ 0: found, index }) => {
    const words = pronounce(analyse(found), folded.isNumber.slice(index, index + found.length));
    return toPieces(words, folded, index, read);
  });
}

function toPieces(
  words: readonly Pronounced[],
  { source }: FoldedText,
  start: number,
  read: ReadLatin,
): Piece[] {
  const found: Piece[] = [];
  let at = start;
  for (const { written, kana } of words) {
    const from = source[at]!.from;
    at += written.length;
    const to = source[at - 1]!.to;
    const last = found.at(-1);
    const symbols = kana === undefined ? read(written) : kanaSymbols(kana);
    // A doubled consonant is one with what it doubles, and a lengthening mark with its vowel.
    const joined = last !== undefined && (last.symbols.endsWith('ʔ') || /^[ʔː]/.test(symbols));
    // A number that became several words is one word of the author's text.
    if (last && last.to > from) {
      found[found.length - 1] = { ...last, to, symbols: `${last.symbols} ${symbols}`.trim() };
    } else found.push({ from, to, symbols, joined });
  }
  return found;
}
