/** Words that have to be put in, left out or changed, over the words said. */
export function wordErrorRate(said: readonly string[], heard: readonly string[]): number {
  const pairs = said.map(
    (text, index) => [text.split(' '), heard[index]?.split(' ') ?? []] as const,
  );
  const errors = pairs.reduce((sum, [a, b]) => sum + edits(a, b), 0);
  return errors / pairs.reduce((sum, [a]) => sum + a.length, 0);
}

/** How many words have to be put in, left out or changed (Levenshtein's distance). */
export function edits(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, word] of a.entries()) {
    const before = row;
    row = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      const changed = (before[j - 1] ?? 0) + Number(word !== b[j - 1]);
      row[j] = Math.min(changed, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    }
  }
  return row.at(-1) ?? 0;
}
