import { kokoroSymbols } from '../../catalog/kokoro-symbols';
import { alignWords, type SymbolRange } from '../../text/phonemes/align-words';
import { toKokoro } from '../../text/phonemes/kokoro-from-espeak';
import { phrases, type GivenSymbols, type PhraseWord } from '../../text/phonemes/phrases';
import type { SpokenForm } from '../../text/phonemes/spoken-form';
import type { Espeak } from './espeak';

export type { GivenSymbols, SpokenForm };

/**
 * Reads a text for Kokoro. `language` is a BCP 47 tag whose lower case names an eSpeak voice that was ensured. What
 * cannot be spoken is left out, so the result may be empty. `given` spans are in the text's order, without overlaps;
 * of their symbols those that Kokoro knows are used.
 */
export function spokenForm(
  espeak: Espeak,
  text: string,
  language: string,
  given: readonly GivenSymbols[] = [],
): SpokenForm {
  const form: SpokenForm = { symbols: '', words: [] };
  const reader: Reader = {
    read: (reading) => symbolsOf(espeak, reading, language),
    separates: language.startsWith('en'),
  };
  for (const { before, words } of phrases(text, given)) {
    form.symbols += before;
    runs(words).forEach((run, index) => {
      if (index > 0 && !form.symbols.endsWith(' ')) form.symbols += ' ';
      appendRun(form, run, reader);
    });
  }
  return form;
}

/** Words that are read together: all between two with given symbols, which stand alone. */
export function runs(words: readonly PhraseWord[]): PhraseWord[][] {
  const found: PhraseWord[][] = [];
  for (const word of words) {
    const last = found.at(-1);
    if (last && last[0]?.given === undefined && word.given === undefined) last.push(word);
    else found.push([word]);
  }
  return found;
}

type Reader = {
  read: (reading: string) => string;
  /** Kokoro was taught spaces between words that eSpeak runs together (`of the`). */
  separates: boolean;
};

function appendRun(
  form: SpokenForm,
  words: readonly PhraseWord[],
  { read, separates }: Reader,
): void {
  const given = words[0]?.given;
  const together =
    given === undefined ? read(words.map(({ reading }) => reading).join(' ')) : knownSymbols(given);
  const ranges =
    given === undefined ? rangesOf(words, together, read) : [{ start: 0, end: together.length }];
  let reached = 0;
  words.forEach(({ from, to }, index) => {
    const { start, end } = ranges[index] ?? { start: together.length, end: together.length };
    const isJoined = reached > 0 && start === reached && end > start;
    form.symbols += together.slice(reached, start);
    if (isJoined && separates && !form.symbols.endsWith(' ')) form.symbols += ' ';
    const at = form.symbols.length;
    form.symbols += together.slice(start, end);
    form.words.push({ from, to, start: at, end: form.symbols.length });
    reached = end;
  });
  form.symbols += together.slice(reached);
}

/** Some words without punctuation in Kokoro's symbols, as eSpeak reads them; `language` as for `spokenForm`. */
export function symbolsOf(espeak: Espeak, reading: string, language: string): string {
  return knownSymbols(toKokoro(espeak.phonemize(reading, language.toLowerCase()), language));
}

/** What Kokoro has symbols for, with single spaces and none around it. */
export function knownSymbols(symbols: string): string {
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
  read: Reader['read'],
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
