import type { SpokenForm } from '../../engines/espeak/phonemizer';
import type { Span } from '../sentences';
import type { GivenSymbols } from './phrases';

/** A word of a text that is written without spaces, and its symbols, which may be none. */
export type Piece = Span & {
  symbols: string;
  /** Said in one go with the piece before, without a space. */
  joined?: boolean;
};

/** Says in Kokoro's symbols what stands in Latin letters. */
export type ReadLatin = (word: string) => string;

/** Splits a text with `read`, except for the spans whose symbols are given. */
export function readAround(
  text: string,
  given: readonly GivenSymbols[],
  read: (part: string) => Piece[],
): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const readTo = (end: number) => {
    for (const piece of read(text.slice(at, end))) {
      pieces.push({ ...piece, from: at + piece.from, to: at + piece.to });
    }
  };
  for (const span of given) {
    readTo(span.from);
    pieces.push(span);
    at = span.to;
  }
  readTo(text.length);
  return pieces;
}

/** Joins the pieces of a text, in its order, with a space between two and with the punctuation around them. */
export function joinPieces(text: string, pieces: readonly Piece[]): SpokenForm {
  const source = withPairedQuotes(text);
  const words: SpokenForm['words'] = [];
  const parts: string[] = [];
  let length = 0;
  const append = (symbols: string) => {
    const isDouble = symbols.startsWith(' ') && ' (“'.includes(parts.at(-1)?.at(-1) ?? ' ');
    const part = isDouble ? symbols.slice(1) : symbols;
    if (part !== '') parts.push(part);
    length += part.length;
  };
  let at = 0;
  for (const { from, to, symbols, joined } of pieces) {
    const before = marks(source.slice(at, from));
    if (symbols !== '' || before !== ' ') append(joined && before === ' ' ? '' : before);
    const start = length;
    append(symbols);
    words.push({ from, to, start, end: length });
    at = to;
  }
  append(marks(source.slice(at)));
  const symbols = parts.join('').trimEnd();
  const within = (index: number) => Math.min(index, symbols.length);
  return {
    symbols,
    words: words.map((word) => ({ ...word, start: within(word.start), end: within(word.end) })),
  };
}

/** Whether the text between two words makes a pause. */
export function separates(gap: string): boolean {
  return marks(gap) !== ' ';
}

const equals: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['、，､﹐', ','],
    ['。．｡', '.'],
    ['！﹗', '!'],
    ['？﹖', '?'],
    ['：﹕', ':'],
    ['；﹔', ';'],
    ['（﹙', '('],
    ['）﹚', ')'],
    ['《〈「『【〔«‹〝｢', '“'],
    ['》〉」』】〕»›〞｣', '”'],
    ['〜～―–', '—'],
    ['⋯', '…'],
  ].flatMap(([from, to]) => [...from!].map((mark) => [mark, to!])),
);

/** The punctuation in a gap, in Kokoro's symbols and with the spaces that they were taught with; at least a space. */
function marks(gap: string): string {
  return ` ${gap} `
    .replace(/./gsu, (mark) => equals[mark] ?? mark)
    .replace(/\.{2,}/g, '…')
    .replace(/-{2,}/g, '—')
    .replace(/[^;:,.!?—…()“”]+/gu, ' ')
    .replace(/([;:,.!?—…])(?: ?\1)+/g, '$1')
    .replace(/(?: ?[;:,.!?…)”])+ ?/g, (found) => `${found.replaceAll(' ', '')} `)
    .replace(/ ?(?:[(“] ?)+/g, (found) => ` ${found.replaceAll(' ', '')}`);
}

/** Straight quotes as curly ones, which tell on which side the quotation is. */
function withPairedQuotes(text: string): string {
  let count = 0;
  return text.replace(/["＂]/g, () => (count++ % 2 === 0 ? '“' : '”'));
}
