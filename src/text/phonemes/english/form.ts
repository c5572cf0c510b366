import { phrases, type GivenSymbols, type Phrase, type PhraseWord } from '../phrases';
import type { SpokenForm } from '../spoken-form';
import type { Place } from './place';
import { createSayWord, type EnglishParts, type SayWord } from './say-word';
import { startsWithVowel } from './sounds';

/**
 * Reads an English text word by word, each as its neighbours ask for. `given` spans are in the text's order and do not
 * overlap.
 */
export function englishForm(
  text: string,
  parts: EnglishParts,
  given: readonly GivenSymbols[] = [],
): SpokenForm {
  const all = phrases(text, given);
  const said = sayPhrases(text, all, createSayWord(parts));
  const form: SpokenForm = { symbols: '', words: [] };
  all.forEach(({ before, words }, index) => {
    form.symbols += before;
    words.forEach(({ from, to }, at) => {
      const symbols = said[index]?.[at] ?? '';
      if (at > 0 && symbols !== '') form.symbols += ' ';
      const start = form.symbols.length;
      form.symbols += symbols;
      form.words.push({ from, to, start, end: form.symbols.length });
    });
  });
  return form;
}

/** From the last to the first, because a word is said by what follows. */
function sayPhrases(text: string, all: readonly Phrase[], say: SayWord): string[][] {
  const said: string[][] = [];
  let following: Place['following'] = 'pause';
  for (const { before, words } of [...all].reverse()) {
    const spellings = words.map((word) => spellingOf(text, word));
    const small = spellings.map((word) => word.toLowerCase());
    const symbols: string[] = [];
    for (let index = words.length - 1; index >= 0; index--) {
      const word = spellings[index] ?? '';
      const place = { words: small, index, following, shouted: isShouted(spellings, index) };
      const here = words[index]?.given ?? say(word, place);
      symbols.unshift(here);
      const vowel = startsWithVowel(here);
      if (vowel !== undefined) following = vowel ? 'vowel' : 'consonant';
    }
    if (/[;:,.!?—…]/.test(before)) following = 'pause';
    said.unshift(symbols);
  }
  return said;
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

function isShouted(words: readonly string[], index: number): boolean {
  return [words[index - 1], words[index + 1]].some((word) => /^\p{Lu}{3,}$/u.test(word ?? ''));
}
