/** Words that have to be put in, left out or changed, over the words said. */
export function wordErrorRate(said: readonly string[], heard: readonly string[]): number {
  const pairs = said.map(
    (text, index) => [text.split(' '), heard[index]?.split(' ') ?? []] as const,
  );
  const errors = pairs.reduce((sum, [a, b]) => sum + errorsIn(a, b).length, 0);
  return errors / pairs.reduce((sum, [a]) => sum + a.length, 0);
}

/**
 * The fewest words that have to be put in, left out or changed (Levenshtein's distance): for each, the position in `said`
 * of the word that is concerned, or before which one is put in.
 */
export function errorsIn(said: readonly string[], heard: readonly string[]): number[] {
  const rows = [Array.from({ length: heard.length + 1 }, (_, at) => at)];
  for (const [i, word] of said.entries()) {
    const before = rows[i] ?? [];
    const row = [i + 1];
    for (let j = 1; j <= heard.length; j++) {
      const changed = (before[j - 1] ?? 0) + Number(word !== heard[j - 1]);
      row[j] = Math.min(changed, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    }
    rows.push(row);
  }
  const errors: number[] = [];
  for (let i = said.length, j = heard.length; i > 0 || j > 0;) {
    const costAt = (a: number, b: number) => rows[a]?.[b] ?? Infinity;
    const same = Number(said[i - 1] !== heard[j - 1]);
    if (i > 0 && j > 0 && costAt(i, j) === costAt(i - 1, j - 1) + same) {
      i--;
      j--;
      if (same > 0) errors.push(i);
    } else if (i > 0 && costAt(i, j) === costAt(i - 1, j) + 1) {
      errors.push(--i);
    } else {
      j--;
      errors.push(i);
    }
  }
  return errors.reverse();
}
