import type { Span } from './sentences';

/**
 * Words by what they are in the author's text: what is said in several words for one (`five dollars` for `$5`) becomes
 * one. `join` puts two neighbours together.
 */
export function bySource<W extends Span>(words: readonly W[], join: (one: W, next: W) => W): W[] {
  const found: W[] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (last && word.from < last.to) {
      const [from, to] = [Math.min(last.from, word.from), Math.max(last.to, word.to)];
      found[found.length - 1] = { ...join(last, word), from, to };
    } else found.push(word);
  }
  return found;
}
