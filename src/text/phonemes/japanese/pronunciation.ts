import { correctedReading } from './corrections';
import { toKatakana } from './kana';
import type { Morpheme } from './morphemes';
import { asksForNumber, numberWithCounter, readNumber } from './numbers';

/** A word of the text, and how it is said in katakana; none where it is not Japanese. */
export type Pronounced = { written: string; kana?: string };

/** The words of a sentence; `isNumber` tells for each UTF-16 unit of it whether the author wrote digits. */
export function pronounce(
  morphemes: readonly Morpheme[],
  isNumber: readonly boolean[],
): Pronounced[] {
  const words: Pronounced[] = [];
  const parts = readNumbers(morphemes, isNumber);
  parts.forEach((part, index) => {
    const before = parts[index - 1]?.surface ?? '';
    const after = parts[index + 1]?.surface ?? '';
    const kana = correctedReading(part.surface, { before, after }) ?? kanaOf(part);
    const last = words.at(-1);
    if (last?.kana !== undefined && isVolitional(part, last.kana)) {
      last.written += part.surface;
      last.kana += 'ー';
    } else words.push({ written: part.surface, ...(kana !== undefined && { kana }) });
  });
  return words;
}

function kanaOf({ surface, kind, pronunciation }: Morpheme): string | undefined {
  if (/[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]/u.test(surface)) return undefined;
  if (/^[言云い]う$/.test(surface) && kind[0] === '動詞') return 'ユー';
  if (pronunciation === undefined) return toKatakana(surface);
  const isLoanword = /^[ァ-ヺー]+$/.test(surface);
  return kind[0] === '動詞' || isLoanword ? pronunciation : lengthened(pronunciation);
}

/** `ei` inside a noun is a long e (`先生`), `iu` in `という` a long u; the dictionary leaves them as they are written. */
function lengthened(pronunciation: string): string {
  return pronunciation
    .replace(/([エケセテネヘメレゲゼデベペ])イ/g, '$1ー')
    .replace(/[イユ]ウ/g, 'ユー');
}

/** `う` of `行こう` and `でしょう` lengthens the o before. */
function isVolitional({ surface, kind }: Morpheme, before: string): boolean {
  return (
    surface === 'う' && kind[0] === '助動詞' && /[オコソトノホモヨロゴゾドボポョ]$/.test(before)
  );
}

/** Puts numbers and their counters together, with a reading by rule. */
function readNumbers(morphemes: readonly Morpheme[], isNumber: readonly boolean[]): Morpheme[] {
  const text = morphemes.map(({ surface }) => surface).join('');
  const starts = new Map<number, number>();
  let at = 0;
  morphemes.forEach(({ surface }, index) => {
    starts.set(at, index);
    at += surface.length;
  });
  starts.set(at, morphemes.length);

  const read: Morpheme[] = [];
  let next = 0;
  for (const { 0: found, 1: number = '', 2: counter, index } of text.matchAll(
    numberWithCounter(),
  )) {
    const first = starts.get(index);
    if (first === undefined || first < next) continue;
    const isSure = asksForNumber(number) || isNumber[index] === true;
    const surface = starts.has(index + found.length) ? found : number;
    const end = starts.get(index + surface.length);
    if (end === undefined) continue;
    // The dictionary knows `一緒` and `十分`, but not what 10分 is.
    const isWord = end === first + 1;
    if (!isSure && (isWord || morphemes[first]!.kind[1] !== '数')) continue;
    const isDate = text[index - 1] === '月';
    const pronunciation = readNumber(number, surface === found ? counter : '', isDate);
    read.push(...morphemes.slice(next, first), { surface, kind: ['名詞', '数'], pronunciation });
    next = end;
  }
  return [...read, ...morphemes.slice(next)];
}
