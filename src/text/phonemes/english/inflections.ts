import type { Place } from './place';
import type { Variety } from './sounds';
import { stemsOf } from './stems';
import { withEd, withIng, withS } from './suffixes';
import type { Lookup } from './lookup';

/** A form in `-s`, `-ed` or `-ing` of a word that the lexicon has. */
export function inflected(
  word: string,
  { lookup, variety, place }: { lookup: Lookup; variety: Variety; place: Place },
): string | undefined {
  for (const { stem, suffix } of stemsOf(word.toLowerCase())) {
    const said = suffix === 's' ? lookup.word(stem, place) : lookup.verb(stem);
    if (said === undefined) continue;
    if (suffix === 's') return withS(said, variety);
    return suffix === 'ed' ? withEd(said, stem, variety) : withIng(said, stem, variety);
  }
  return undefined;
}
