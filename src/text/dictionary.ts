import type { Span } from './sentences';

/** How a user wants a word to be said; `ipa` goes before `replacement`. */
export type DictionaryEntry = {
  /** One word or several. */
  word: string;
  replacement?: string;
  ipa?: string;
  caseSensitive?: boolean;
  /** BCP 47; one without a region is for all of them. All languages when missing. */
  language?: string;
};

/** A part of a text that an entry is about. */
export type DictionaryMatch = Span & { entry: DictionaryEntry };

/** Finds the words of a dictionary in a text of a language: of several entries the longest. */
export type Dictionary = (text: string, language: string) => DictionaryMatch[];

/** A word, or a character of a script that has no spaces between words. */
const token =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[\p{L}\p{M}\p{N}]+/gu;
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** The time a dictionary takes does not grow with the number of its entries. */
export function createDictionary(entries: readonly DictionaryEntry[]): Dictionary {
  const byToken = new Map<string, { entry: DictionaryEntry; offset: number }[]>();
  for (const entry of [...entries].sort((one, other) => other.word.length - one.word.length)) {
    const [first] = entry.word.matchAll(token);
    if (!first) continue;
    const key = first[0].toLowerCase();
    const known = byToken.get(key);
    const found = { entry, offset: first.index };
    if (known) known.push(found);
    else byToken.set(key, [found]);
  }
  if (byToken.size === 0) return () => [];
  return (text, language) => {
    const matches: DictionaryMatch[] = [];
    let at = 0;
    for (const { 0: word, index } of text.matchAll(token)) {
      if (index < at) continue;
      const match = byToken
        .get(word.toLowerCase())
        ?.map(({ entry, offset }) => spanOf(entry, index - offset))
        .find((span) => span.from >= at && stands(text, span) && isFor(span.entry, language));
      if (!match) continue;
      matches.push(match);
      at = match.to;
    }
    return matches;
  };
}

function spanOf(entry: DictionaryEntry, from: number): DictionaryMatch {
  return { from, to: from + entry.word.length, entry };
}

/** Whether the words stand there, and are not a part of longer ones. */
function stands(text: string, { from, to, entry }: DictionaryMatch): boolean {
  const found = text.slice(from, to);
  const same = entry.caseSensitive
    ? found === entry.word
    : found.toLowerCase() === entry.word.toLowerCase();
  return (
    same && (unspaced.test(found) || !/^[\p{L}\p{M}\p{N}]{2}/u.test(text.slice(to - 1, to + 1)))
  );
}

function isFor({ language: own }: DictionaryEntry, language: string): boolean {
  if (own === undefined) return true;
  const [wanted, given] = [own.toLowerCase(), language.toLowerCase()];
  return wanted === given || given.startsWith(`${wanted}-`);
}
