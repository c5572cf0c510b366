import { toCardinal } from 'n2words/ja-JP';
import type { Span } from '../../sentences';

/** A text in the dictionary's writing; `source` has a span of the author's text for each UTF-16 unit. */
export type FoldedText = { text: string; source: Span[]; isNumber: boolean[] };

/** A number, a half-width kana with its voicing mark, or any other character. */
const unit = /[0-9０-９](?:[0-9０-９]|[,，.．](?=[0-9０-９]))*|[\uff66-\uff9d][\uff9e\uff9f]?|./gsu;

/** Full-width letters become narrow, half-width kana wide, and Arabic numbers Japanese. */
export function foldText(text: string): FoldedText {
  const folded: FoldedText = { text: '', source: [], isNumber: [] };
  for (const { 0: found, index } of text.matchAll(unit)) {
    const isNumber = /^[0-9０-９]/.test(found);
    const plain = found.normalize('NFKC');
    const written = isNumber ? numerals(plain.replaceAll(',', '')) : sameMark(found, plain);
    folded.text += written;
    for (let at = 0; at < written.length; at++) {
      folded.source.push({ from: index, to: index + found.length });
      folded.isNumber.push(isNumber);
    }
  }
  return folded;
}

/** Punctuation stays as it is: `…` is not three full stops. */
function sameMark(found: string, plain: string): string {
  return /[\p{L}\p{N}\p{M}]/u.test(found) ? plain : found;
}

/** Digit by digit where it is long, has a zero in front, or is no number at all (`1.2.3`). */
function numerals(written: string): string {
  if (/^(?:0|[1-9]\d{0,15})(?:\.\d+)?$/.test(written)) return toCardinal(written);
  return [...written]
    .map((mark) => (mark === '.' ? '点' : '〇一二三四五六七八九'[Number(mark)]))
    .join('');
}
