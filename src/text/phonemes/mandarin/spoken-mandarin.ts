import type { SpokenForm } from '../../../engines/espeak/phonemizer';
import { toCardinal } from 'n2words/zh-Hans-CN';
import { joinPieces, readAround, separates, type Piece, type ReadLatin } from '../pieces';
import type { GivenSymbols } from '../phrases';
import { readInContext } from './context';
import { applySandhi } from './sandhi';
import { syllableSymbols } from './syllable';
import { words, type HanWord, type OtherWord } from './words';

/**
 * Reads a Mandarin text for Kokoro. What stands in Latin letters is left to `read`; without it, and for characters that
 * nobody knows, a word has no symbols. `given` spans are in the text's order, without overlaps.
 */
export function spokenMandarin(
  text: string,
  read: ReadLatin = () => '',
  given: readonly GivenSymbols[] = [],
): SpokenForm {
  return joinPieces(
    text,
    readAround(text, given, (part) => pieces(part, read)),
  );
}

function pieces(text: string, read: ReadLatin): Piece[] {
  const found: Piece[] = [];
  let phrase: HanWord[] = [];
  const endPhrase = () => {
    for (const word of applySandhi(readInContext(phrase))) found.push(toPiece(word));
    phrase = [];
  };
  for (const word of words(text)) {
    const last = phrase.at(-1);
    if (last && separates(text.slice(last.to, word.from))) endPhrase();
    if ('syllables' in word) phrase.push(word);
    else {
      endPhrase();
      const isYear = /^\d{4}$/.test(word.text) && text[word.to] === '年';
      const symbols = isYear ? readDigits(word.text) : readOther(word, read);
      found.push({ from: word.from, to: word.to, symbols });
    }
  }
  endPhrase();
  return found;
}

function toPiece({ from, to, syllables }: HanWord): Piece {
  const symbols = syllables.map((syllable) => (syllable ? syllableSymbols(syllable) : '')).join('');
  return { from, to, symbols };
}

function readOther({ text }: OtherWord, read: ReadLatin): string {
  if (!/\p{N}/u.test(text)) return read(text);
  return (text.match(/[\d.,]+|[^\d.,]+/g) ?? [])
    .map((part) => (/\d/.test(part) ? readNumber(part) : read(part)))
    .filter((symbols) => symbols !== '')
    .join(' ');
}

/** A number that the text's normalisation left: a long one, or one with a zero in front, digit by digit. */
function readNumber(written: string): string {
  const plain = written.replaceAll(',', '').replace(/\.$/, '');
  const isAmount = /^(?:0|[1-9]\d{0,11})(?:\.\d+)?$/.test(plain);
  return isAmount
    ? sayHan(toCardinal(plain, { formal: false }).replace(/^一(?=十)/, ''))
    : readDigits(plain);
}

function readDigits(written: string): string {
  return [...written].map((mark) => sayHan(digits[mark] ?? '')).join(' ');
}

function sayHan(text: string): string {
  return pieces(text, () => '')
    .map(({ symbols }) => symbols)
    .join(' ');
}

const digits: Readonly<Record<string, string>> = Object.fromEntries(
  [...'零一二三四五六七八九'].map((name, value) => [String(value), name]),
);
