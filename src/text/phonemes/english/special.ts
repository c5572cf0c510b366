import type { Place } from './place';

/**
 * Articles and other small words that are said as the next sound asks for; undefined for all others, and where they are
 * said as the lexicon has them.
 */
export function special(word: string, place: Place): string | undefined {
  return Object.hasOwn(table, word) ? table[word]?.(place) : undefined;
}

type Say = (place: Place) => string | undefined;

const unlessLast =
  (symbols: string): Say =>
  ({ following }) =>
    following === 'pause' ? undefined : symbols;

const the: Say = ({ following }) => (following === 'vowel' ? 'ði' : 'ðə');
const inSay: Say = ({ following }) => (following === 'pause' ? 'ˈɪn' : 'ɪn');
const to: Say = ({ following }) =>
  following === 'pause' ? undefined : following === 'vowel' ? 'tʊ' : 'tə';

const table: Readonly<Record<string, Say>> = {
  a: unlessLast('ɐ'),
  // In the middle of a sentence it is the letter: `vitamin A is`.
  A: (place) => (place.index === 0 ? unlessLast('ɐ')(place) : undefined),
  an: () => 'ɐn',
  An: () => 'ɐn',
  am: unlessLast('ɐm'),
  I: () => 'ˌI',
  in: inSay,
  In: inSay,
  the,
  The: the,
  to,
  To: to,
};
