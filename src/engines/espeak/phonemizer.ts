import { kokoroSymbols } from '../../catalog/kokoro-symbols';
import { alignWords, type SymbolRange } from '../../text/phonemes/align-words';
import { toKokoro } from '../../text/phonemes/kokoro-from-espeak';
import { phrases, type PhraseWord } from '../../text/phonemes/phrases';
import type { Espeak } from './espeak';

/** A text in Kokoro's symbols, each of which is one UTF-16 code unit and one token. */
export type SpokenForm = {
  symbols: string;
  /** In order: `from` and `to` are offsets in the text, `start` and `end` in `symbols`. A range may be empty. */
  words: { from: number; to: number; start: number; end: number }[];
};

/**
 * Reads a text for Kokoro. `language` is a BCP 47 tag whose lower case names an eSpeak voice that was ensured. What
 * cannot be spoken is left out, so the result may be empty.
 */
export function spokenForm(espeak: Espeak, text: string, language: string): SpokenForm {
  const form: SpokenForm = { symbols: '', words: [] };
  const read = (reading: string) => symbolsOf(espeak, reading, language);
  for (const phrase of phrases(text)) {
    form.symbols += phrase.before;
    if (phrase.words.length === 0) continue;
    const together = read(phrase.words.map(({ reading }) => reading).join(' '));
    const ranges = rangesOf(phrase.words, together, read);
    phrase.words.forEach(({ from, to }, index) => {
      const { start, end } = ranges[index] ?? { start: together.length, end: together.length };
      const shift = form.symbols.length;
      form.words.push({ from, to, start: shift + start, end: shift + end });
    });
    form.symbols += together;
  }
  return form;
}

function symbolsOf(espeak: Espeak, reading: string, language: string): string {
  const symbols = toKokoro(espeak.phonemize(reading, language.toLowerCase()), language);
  return [...symbols]
    .filter((symbol) => kokoroSymbols.has(symbol))
    .join('')
    .replace(/ +/g, ' ')
    .trim();
}

/** eSpeak joins some words (`of the`) and makes several of others (`$5`). */
function rangesOf(
  words: readonly PhraseWord[],
  together: string,
  read: (reading: string) => string,
): SymbolRange[] {
  const groups = [...together.matchAll(/[^ ]+/g)];
  const plain = words.every(({ reading }) => /^[\p{L}\p{M}']+$/u.test(reading));
  if (plain && groups.length === words.length) {
    return groups.map(({ 0: group, index }) => ({ start: index, end: index + group.length }));
  }
  return alignWords(
    together,
    words.map(({ reading }) => read(reading)),
  );
}
