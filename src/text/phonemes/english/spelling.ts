import type { Lexicon } from './lexicon';
import { isOpen, partOfSpeech } from './parts-of-speech';
import type { Place } from './place';
import { withS } from './suffixes';
import type { Variety } from './sounds';

/** The names of the letters of an acronym (`BBC`, `CDs`, `U.S.`, `e.g.`), or undefined for what is read as a word. */
export function spelledOut(
  word: string,
  { lexicon, variety, place }: { lexicon: Pick<Lexicon, 'find'>; variety: Variety; place: Place },
): string | undefined {
  if (/^(?:\p{L}\.)+\p{L}\.?$/u.test(word)) return letterNames(word.replaceAll('.', ''), lexicon);
  const [, acronym = '', plural] = /^(\p{Lu}{2,})('?s)?$/u.exec(word) ?? [];
  if (acronym === '' || !isSpelled(acronym, lexicon, place)) return undefined;
  const said = letterNames(acronym, lexicon);
  return said !== undefined && plural !== undefined ? withS(said, variety) : said;
}

function isSpelled(acronym: string, { find }: Pick<Lexicon, 'find'>, place: Place): boolean {
  const entry = find(acronym);
  const isByUse = typeof entry === 'object' && entry['NOUN'] === null;
  if (isByUse) {
    if (place.shouted || grammatical.has(acronym)) return false;
    return acronym !== 'IT' || isNamed(place);
  }
  if (entry !== undefined || find(acronym.toLowerCase()) !== undefined) return false;
  // What cannot be said as a word, or is short.
  return (
    !/[AEIOUY]/.test(acronym) ||
    (!place.shouted && acronym.length < 4) ||
    /[^AEIOUY]{4}/.test(acronym)
  );
}

/** `the IT department`, `she works in IT`; not `do IT`. */
function isNamed({ words, index }: Place): boolean {
  const part = partOfSpeech(words, index);
  if (part === 'NOUN' || part === 'MODIFIER') return true;
  const after = words[index + 1];
  return index === 0 && after !== undefined && isOpen(after);
}

/** Short words in capitals for emphasis. */
const grammatical = new Set('AM AS BE HE HI HM HMM IN IS ME MM OH OR WHO'.split(' '));

/** In one word, with the main stress on the last one. */
function letterNames(letters: string, { find }: Pick<Lexicon, 'find'>): string | undefined {
  const names = [...letters].map((letter) => find(letter.toUpperCase()));
  if (!names.every((name) => typeof name === 'string')) return undefined;
  const all = names.map((name) => name.replace(/ˌ/g, '').replace(/ˈ/g, 'ˌ')).join('');
  const last = all.lastIndexOf('ˌ');
  return last === -1 ? all : `${all.slice(0, last)}ˈ${all.slice(last + 1)}`;
}
