import { withLessStress } from './sounds';

/** The parts of a word that are read as words: at hyphens, slashes and in front of capitals (`OpenAI`). */
export function partsOf(word: string): string[] {
  return word
    .split(/[-‐‑–/_\s]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}{2})/u)
    .filter((part) => part !== '');
}

/**
 * The symbols of the parts in one word: where most have a main stress, the lighter half of them gives it up. Behind a
 * single letter (`iPhone`) it is the word that does.
 */
export function joinParts(spellings: readonly string[], parts: readonly string[]): string {
  const [first = '', second = ''] = parts;
  if (parts.length === 2 && spellings[0]?.length === 1) return first + withLessStress(second);
  const heavy = parts.filter((part) => part.includes('ˈ')).length;
  if (heavy <= (parts.length + 1) >> 1) return parts.join('');
  const lightest = parts
    .map((part, index) => ({ index, weight: weightOf(part) }))
    .sort((one, other) => one.weight - other.weight)
    .slice(0, parts.length >> 1)
    .map(({ index }) => index);
  return parts
    .map((part, index) => (lightest.includes(index) ? withLessStress(part) : part))
    .join('');
}

/** Sounds of two letters count twice. */
function weightOf(symbols: string): number {
  return symbols.length + symbols.replace(/[^AIOQWYʤʧ]/g, '').length;
}
