import { phrases, type GivenSymbols, type PhraseWord } from '../phrases';
import type { SpokenForm } from '../spoken-form';
import type { Place } from './place';
import { createSayWord, type EnglishParts, type SayWord } from './say-word';
import { startsWithVowel, type Variety } from './sounds';
import { withS } from './suffixes';

/**
 * Reads an English text word by word, each as its neighbours ask for. `given` spans are in the text's order and do not
 * overlap.
 */
export function englishForm(
  text: string,
  parts: EnglishParts,
  given: readonly GivenSymbols[] = [],
): SpokenForm {
  const say = createSayWord(parts);
  const all = phrases(text, given);
  // From the last to the first, because a word is said by what follows.
  let following: Place['following'] = 'pause';
  const said = all.toReversed().map(({ before, words }) => {
    const phrase = sayPhrase(spell(text, words, parts.variety), { say, following });
    following = /[;:,.!?—…]/.test(before) ? 'pause' : phrase.start;
    return { before, words, symbols: phrase.symbols };
  });
  return join(said.reverse());
}

type SaidPhrase = { before: string; words: readonly PhraseWord[]; symbols: readonly string[] };

/** The symbols of words have their spaces in front. */
function join(said: readonly SaidPhrase[]): SpokenForm {
  const form: SpokenForm = { symbols: '', words: [] };
  for (const { before, words, symbols } of said) {
    form.symbols += before;
    words.forEach(({ from, to }, index) => {
      const own = (symbols[index] ?? '').trimStart();
      const isFirst = index === 0;
      form.symbols += isFirst ? own : (symbols[index] ?? '');
      form.words.push({
        from,
        to,
        start: form.symbols.length - own.length,
        end: form.symbols.length,
      });
    });
  }
  return form;
}

/** A word before it is said: as it is written, or with the symbols that it has already. */
type Spelled = { spelling: string; symbols?: string };

function spell(text: string, words: readonly PhraseWord[], variety: Variety): Spelled[] {
  return words.map((word, index) => {
    const { given } = word;
    if (given !== undefined) return { spelling: '', symbols: ` ${given}` };
    const before = words[index - 1];
    if (before?.given !== undefined && isPossessive(text, before, word)) {
      return { spelling: 's', symbols: withS(before.given, variety).slice(before.given.length) };
    }
    return { spelling: spellingOf(text, word) };
  });
}

/** The `’s` of a word whose symbols were given. */
function isPossessive(text: string, before: PhraseWord, { from, reading }: PhraseWord): boolean {
  return reading.toLowerCase() === 's' && /^['’]$/.test(text.slice(before.to, from));
}

/** As it is written, where the lexicon may know that. */
function spellingOf(text: string, { from, to, reading }: PhraseWord): string {
  const written = text
    .slice(from, to)
    .normalize('NFKC')
    .replace(/[’ʼ]/g, "'")
    .replace(/\u00ad/g, '');
  return /^[\p{L}\p{M}'.\-‐‑–/_]+$/u.test(written) ? written : reading;
}

function sayPhrase(
  words: readonly Spelled[],
  { say, following }: { say: SayWord; following: Place['following'] },
): { symbols: string[]; start: Place['following'] } {
  const small = words.map(({ spelling }) => spelling.toLowerCase());
  const loud = words.map(({ spelling }) => !/\p{Ll}/u.test(spelling));
  let start = following;
  const symbols = words.map(() => '');
  for (let index = words.length - 1; index >= 0; index--) {
    const { spelling, symbols: known } = words[index]!;
    const place = { words: small, index, following: start, shouted: isShouted(loud, index) };
    const said = known ?? ` ${say(spelling, place)}`;
    symbols[index] = said.trimEnd();
    const vowel = startsWithVowel(said);
    if (vowel !== undefined) start = vowel ? 'vowel' : 'consonant';
  }
  return { symbols, start };
}

/** Among at least three words in capitals, or where there are no others. */
function isShouted(loud: readonly boolean[], index: number): boolean {
  if (loud.length > 1 && loud.every(Boolean)) return true;
  return [index - 2, index - 1, index].some((from) => {
    const run = loud.slice(Math.max(0, from), Math.max(0, from + 3));
    return run.length === 3 && run.every(Boolean);
  });
}
