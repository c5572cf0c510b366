/** A part of a string of symbols; `end` is exclusive. */
export type SymbolRange = { start: number; end: number };

/** What it costs to take a space for a sound; more than to leave both out. */
const spaceForSound = 3;

/**
 * The part of each word in `together`, the symbols of a phrase, found by the symbols that each word has when it is
 * spoken alone: the alignment with the fewest edits (Needleman and Wunsch, 1970). The parts keep the words' order; one
 * may be empty.
 */
export function alignWords(together: string, alone: readonly string[]): SymbolRange[] {
  const apart = alone.join(' ');
  const reached = align(together, apart);
  let at = 0;
  return alone.map((word) => {
    const start = reached[at] ?? 0;
    const end = reached[at + word.length] ?? together.length;
    at += word.length + 1;
    return trimSpaces(together, { start, end });
  });
}

/** For each index of `b` up to its length, how much of `a` stands before it. */
function align(a: string, b: string): number[] {
  const width = b.length + 1;
  const costs = new Uint32Array((a.length + 1) * width);
  for (let j = 0; j <= b.length; j++) costs[j] = j;
  for (let i = 1; i <= a.length; i++) {
    costs[i * width] = i;
    for (let j = 1; j <= b.length; j++) {
      const at = i * width + j;
      const replaced = costs[at - width - 1]! + replacing(a[i - 1], b[j - 1]);
      costs[at] = Math.min(replaced, costs[at - width]! + 1, costs[at - 1]! + 1);
    }
  }
  const reached: number[] = [];
  let i = a.length;
  for (let j = b.length; j > 0;) {
    const at = i * width + j;
    reached[j] ??= i;
    const replaced = i > 0 && costs[at] === costs[at - width - 1]! + replacing(a[i - 1], b[j - 1]);
    if (replaced) {
      i--;
      j--;
    } else if (i > 0 && costs[at] === costs[at - width]! + 1) i--;
    else j--;
  }
  reached[0] = 0;
  return reached;
}

function replacing(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  return one === ' ' || other === ' ' ? spaceForSound : 1;
}

function trimSpaces(symbols: string, { start, end }: SymbolRange): SymbolRange {
  while (start < end && symbols[start] === ' ') start++;
  while (end > start && symbols[end - 1] === ' ') end--;
  return { start, end };
}
