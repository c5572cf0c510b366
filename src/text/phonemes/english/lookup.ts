import { homograph } from './homographs';
import type { Entry, Lexicon } from './lexicon';
import { partOfSpeech, type PartOfSpeech } from './parts-of-speech';
import type { Place } from './place';

/** Words of a lexicon, as they are said where they stand. */
export type Lookup = {
  /** In whatever case the lexicon has the word; undefined when it does not tell how to say it here. */
  word: (word: string, place: Place) => string | undefined;
  /** As the verb that a form in `-ed` or `-ing` is made of. */
  verb: (word: string) => string | undefined;
};

export function createLookup({ find }: Pick<Lexicon, 'find'>): Lookup {
  function entryOf(word: string): Entry | undefined {
    const small = word.toLowerCase();
    const capitalized = small.charAt(0).toUpperCase() + small.slice(1);
    // An abbreviation has its full stop in the lexicon (`Dr.`), and not always in the text.
    return find(word) ?? find(small) ?? find(capitalized) ?? find(`${word}.`);
  }

  return {
    word(word, place) {
      const choice = homograph(place.words, place.index);
      const entry = entryOf(choice && 'as' in choice ? choice.as : word);
      if (entry === undefined || typeof entry === 'string') return entry;
      const beforePause = place.following === 'pause' ? entry['None'] : undefined;
      if (beforePause) return beforePause;
      const part =
        choice && 'part' in choice ? choice.part : partOfSpeech(place.words, place.index);
      return said(entry, part);
    },

    verb(word) {
      const entry = entryOf(word);
      return entry === undefined || typeof entry === 'string' ? entry : said(entry, 'VERB');
    },
  };
}

function said(
  entry: Exclude<Entry, string>,
  part: PartOfSpeech | 'DEFAULT' = 'DEFAULT',
): string | undefined {
  const known = (likeliest[part] ?? [part]).find((name) => entry[name]);
  return entry[known ?? 'DEFAULT'] ?? undefined;
}

const likeliest: Partial<Record<string, readonly string[]>> = {
  MODIFIER: ['ADJ', 'NOUN'],
  VBD: ['VBD', 'VERB'],
  VBN: ['VBN', 'VERB'],
};
