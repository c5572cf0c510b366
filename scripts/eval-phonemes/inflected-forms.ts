import type { Taught } from './agreement';

/**
 * Words in `-s`, `-ed` and `-ing` whose stem is in the lexicon too. By its spelling `bed` could be made of `be`; so the
 * word has to begin with the sounds of its stem, but for the last.
 */
export function inflectedForms(all: ReadonlyMap<string, Taught>): string[] {
  return [...all.keys()].filter((word) => {
    if (!/^[a-z]{3,}(?:s|ed|ing)$/.test(word)) return false;
    return stems(word).some((stem) => begins(all.get(word), all.get(stem)));
  });
}

/** By spelling alone, more than are likely. */
function stems(word: string): string[] {
  const rest = word.replace(/(?:s|ed|ing)$/, '');
  const undoubled = rest.replace(/(.)\1$/, '$1');
  const found = [rest, `${rest}e`, undoubled, rest.replace(/i$/, 'y'), rest.replace(/y$/, 'ie')];
  if (word.endsWith('s')) found.push(rest.replace(/e$/, ''), rest.replace(/ie$/, 'y'));
  return found.filter((stem) => stem.length > 1);
}

function begins(word: Taught | undefined, stem: Taught | undefined): boolean {
  const starts = sounds(stem).map((symbols) => symbols.slice(0, -1));
  return sounds(word).some((symbols) => starts.some((start) => symbols.startsWith(start)));
}

function sounds(taught: Taught | undefined): string[] {
  const all = typeof taught === 'string' ? [taught] : Object.values(taught ?? {});
  return all.flatMap((symbols) => (symbols ? [symbols.replace(/[ˈˌː]/g, '')] : []));
}
