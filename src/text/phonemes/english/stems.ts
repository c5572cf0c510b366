export type Suffix = 's' | 'ed' | 'ing';

/** A word in two: a stem, which may be no word at all, and its ending. */
export type Inflected = { stem: string; suffix: Suffix };

/** What an inflected word in small letters may be made of by its spelling, the likeliest first. */
export function stemsOf(word: string): Inflected[] {
  const found = word.endsWith('s')
    ? nouns(word).map((stem) => ({ stem, suffix: 's' as const }))
    : verbs(word);
  return found.filter(({ stem }) => stem.length > 1 && /[aeiouy]/.test(stem));
}

function nouns(word: string): string[] {
  if (/[s']s$/.test(word)) return [];
  const stems = [word.slice(0, -1)];
  if (/..ies$/.test(word)) stems.unshift(`${word.slice(0, -3)}y`);
  else if (/.(?:[sxz]|[cs]h|o)es$/.test(word)) stems.push(word.slice(0, -2));
  if (/(?:ss|zz)es$/.test(word)) stems.push(word.slice(0, -3));
  return stems;
}

function verbs(word: string): Inflected[] {
  const [, rest, ending] = /^(.+)(ed|ing)$/.exec(word) ?? [];
  if (rest === undefined) return [];
  const suffix = ending === 'ed' ? 'ed' : 'ing';
  return verbStems(rest, suffix).map((stem) => ({ stem, suffix }));
}

function verbStems(rest: string, suffix: Suffix): string[] {
  // `fried` is of `fry`, `dying` of `die`.
  if (suffix === 'ed' && rest.endsWith('i')) return [`${rest.slice(0, -1)}y`, `${rest}e`];
  if (suffix === 'ing' && /^[^aeiou]*y$/.test(rest)) return [rest, `${rest.slice(0, -1)}ie`];
  // `hopping` is of `hop`, but `calling` of `call`.
  if (/([bdfgklmnprstvz])\1$/.test(rest)) return [rest, rest.slice(0, -1), `${rest}e`];
  if (rest.endsWith('ck')) return [rest, rest.slice(0, -1)];
  return endsInE.test(rest) ? [`${rest}e`, rest] : [rest, `${rest}e`];
}

/**
 * What is left of a word that ends in an e: one consonant behind the only vowel (`hop-`; `hop` would be doubled), or
 * letters that end no word.
 */
const endsInE =
  /^(?:qu|[^aeiouy])*[aeiouy][bdfgklmnprstz]$|[cguvz]$|[^aeiou][bcdfgkptz]l$|(?:at|iz|is|ur|ir)$/;
