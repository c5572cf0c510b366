/** The most columns of a caption's line, and the most lines of a caption. */
export const longestLine = 42;
export const mostLines = 2;

/** What may not be torn apart, and whether a space stands behind it where the line goes on. */
export type Piece = { text: string; spaced: boolean };

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/gu;

/** Columns that a text takes: Han, kana, Hangul and full-width signs take two. */
export function columns(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0);
}

/** Counts lines as pieces are added, each line as full as it can be. */
export function createFold() {
  let lines = 0;
  let width = 0;
  let gap = 0;
  return {
    /** The number of lines with this piece. */
    add({ text, spaced }: Piece): number {
      const own = columns(text);
      if (lines === 0 || width + gap + own > longestLine) {
        lines++;
        width = own;
      } else width += gap + own;
      gap = spaced ? 1 : 0;
      return lines;
    },
  };
}

/**
 * Pieces as lines: one where they fit in one, else two of about the same length, the first ending with a clause where
 * that costs little; more only where single pieces are too long.
 */
export function foldLines(pieces: readonly Piece[]): string[] {
  const whole = joined(pieces);
  if (columns(whole) <= longestLine) return [whole];
  const pairs = pieces
    .slice(1)
    .map((_, index) => [joined(pieces.slice(0, index + 1)), joined(pieces.slice(index + 1))])
    .filter((lines) => lines.every((line) => columns(line) <= longestLine));
  if (pairs.length === 0) return fullLines(pieces);
  return pairs.reduce((best, pair) => (costOf(pair) < costOf(best) ? pair : best));
}

/** Lines are best of one length, but for a first one that ends with punctuation. */
function costOf([first = '', second = '']: readonly string[]): number {
  const endsClause = /\p{P}$/u.test(first);
  return Math.abs(columns(first) - columns(second)) - (endsClause ? clauseWorth : 0);
}

/** How many columns two lines may differ more where the first ends with punctuation. */
const clauseWorth = 20;

function fullLines(pieces: readonly Piece[]): string[] {
  const lines: Piece[][] = [];
  const fold = createFold();
  for (const piece of pieces) {
    if (fold.add(piece) > lines.length) lines.push([]);
    lines.at(-1)?.push(piece);
  }
  return lines.map(joined);
}

function joined(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text, spaced }) => (spaced ? `${text} ` : text))
    .join('')
    .trim();
}
