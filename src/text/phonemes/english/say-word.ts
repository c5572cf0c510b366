import { joinParts, partsOf } from './compounds';
import { inflected } from './inflections';
import type { Lexicon } from './lexicon';
import { createLookup } from './lookup';
import type { Place } from './place';
import { withFullStress, withSomeStress, type Variety } from './sounds';
import { special } from './special';
import { spelledOut } from './spelling';
import { withS } from './suffixes';

export type EnglishParts = {
  lexicon: Pick<Lexicon, 'find'>;
  variety: Variety;
  /** The symbols of a word that nothing else tells. */
  guess: (word: string) => string;
};

/** The symbols of a word where it stands; `word` has straight apostrophes and nothing around it. */
export type SayWord = (word: string, place: Place) => string;

export function createSayWord({ lexicon, variety, guess }: EnglishParts): SayWord {
  const lookup = createLookup(lexicon);

  function known(word: string, place: Place): string | undefined {
    return (
      spelledOut(word, { lexicon, variety, place }) ??
      lookup.word(word, place) ??
      possessive(word, place) ??
      inflected(word, { lookup, variety, place })
    );
  }

  function possessive(word: string, place: Place): string | undefined {
    const [, owner, plural] = /^(.+?)(?:'s|(s)')$/i.exec(word) ?? [];
    if (owner === undefined) return undefined;
    if (plural !== undefined) return known(owner + plural, place);
    const said = known(owner, place);
    return said === undefined ? undefined : withS(said, variety);
  }

  /** Capitals are read with more stress. */
  function inItsCase(word: string, said: string): string {
    if (word === word.toLowerCase()) return said;
    return word.length > 1 && word === word.toUpperCase()
      ? withFullStress(said)
      : withSomeStress(said);
  }

  function compound(word: string, place: Place): string {
    const parts = partsOf(word);
    if (parts.length < 2) return guess(word);
    const said = parts.map((part) => {
      const found = known(part, place);
      return found === undefined ? guess(part) : inItsCase(part, found);
    });
    return /[/_\s]/.test(word) ? said.join(' ') : joinParts(parts, said);
  }

  return (word, place) => {
    const small = special(word, place);
    if (small !== undefined) return small;
    const said = known(word, place);
    return said === undefined ? compound(word, place) : inItsCase(word, said);
  };
}
