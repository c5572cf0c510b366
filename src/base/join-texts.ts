/** Writing that has no spaces between words, and the marks that belong to it. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\u3000-\u303f\uff01-\uff65]/u;
/** Marks that follow a word without a space. */
const closing = /^[.,;:!?…)\]}%’”]/u;

/**
 * Two texts that were written down apart, as one: with one space between them, unless the writing has none or a mark
 * follows. Spaces at the outer ends stay.
 */
export function joinTexts(before: string, after: string): string {
  const left = before.trimEnd();
  const right = after.trimStart();
  if (left === '') return after;
  if (right === '') return before;
  const [last = '', first = ''] = [[...left.slice(-2)].at(-1), [...right.slice(0, 2)][0]];
  const apart = !unspaced.test(last) && !unspaced.test(first) && !closing.test(right);
  return `${left}${apart ? ' ' : ''}${right}`;
}
