import { endsInAbbreviation, type Span } from '../sentences';
import { words } from './words';

/** Words that are read in one go, and the punctuation before them. */
export type Phrase = {
  /** In Kokoro's symbols, with the spaces around it; a single space where a phrase was only too long. */
  before: string;
  words: PhraseWord[];
};

/** `reading` is what a reader without punctuation should get; nobody needs to read a word whose symbols were given. */
export type PhraseWord = Span & { reading: string; given?: string };

/** A part of a text whose symbols are known, by its author or a dictionary. */
export type GivenSymbols = Span & { symbols: string };

/** Keeps a phrase, and the work of aligning its sounds with its words, small. */
const mostWords = 40;

/**
 * Cuts a text at the punctuation that Kokoro has symbols for. A mark inside a word or behind an abbreviation is none,
 * and what can neither be spoken nor heard becomes a space. The last phrase has no words. Spans with `given` symbols are
 * words, whatever is in them; they are in the text's order and do not overlap.
 */
export function phrases(text: string, given: readonly GivenSymbols[] = []): Phrase[] {
  const found: Phrase[] = [];
  let phrase: Phrase | undefined;
  let at = 0;
  for (const word of phraseWords(text, given)) {
    if (word.reading === '' && word.given === undefined) continue;
    const before = marks(text, { from: at, to: word.from }, at > 0);
    if (!phrase || before !== ' ' || phrase.words.length === mostWords) {
      phrase = { before, words: [] };
      found.push(phrase);
    }
    phrase.words.push(word);
    at = word.to;
  }
  found.push({ before: marks(text, { from: at, to: text.length }, false).trimEnd(), words: [] });
  const first = found[0];
  if (first) first.before = first.before.trimStart();
  return found;
}

function* phraseWords(text: string, given: readonly GivenSymbols[]): Generator<PhraseWord> {
  let at = 0;
  for (const { from, to, symbols } of given) {
    yield* readWords(text, { from: at, to: from });
    yield { from, to, reading: '', given: symbols };
    at = to;
  }
  yield* readWords(text, { from: at, to: text.length });
}

function* readWords(text: string, { from, to }: Span): Generator<PhraseWord> {
  for (const word of words(text.slice(from, to))) {
    const span = { from: from + word.from, to: from + word.to };
    yield { ...span, reading: readingOf(text, span) };
  }
}

/** Scripts that eSpeak's European and Indian voices can read or spell; of others it says only their names. */
const unreadable =
  /(?![\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Devanagari}\p{sc=Common}\p{sc=Inherited}])[\p{L}\p{M}\p{N}]/gu;

function readingOf(text: string, { from, to }: Span): string {
  const word = text
    .slice(from, to)
    .replace(unreadable, '')
    .replace(/\u00ad|\ufe0f/g, '')
    .replace(/’/g, "'")
    .replace(/(?<=\p{L})\/|\/(?=\p{L})|(?<=\p{L}|\p{N})[-‐‑_–]/gu, ' ');
  // With its last full stop eSpeak knows `e.g.`
  return word.includes('.') && isAbbreviation(text, to) ? `${word}.` : word;
}

/** Whether the full stop at `to` belongs to the word in front of it. */
function isAbbreviation(text: string, to: number): boolean {
  if (text[to] !== '.') return false;
  return /[,;:?!]/.test(text[to + 1] ?? '') || endsInAbbreviation(text.slice(0, to + 1).slice(-24));
}

const symbols: Readonly<Record<string, string>> = {
  '«': '“',
  '»': '”',
  '„': '“',
  '‟': '“',
  '‹': '“',
  '›': '”',
  '、': ',',
  '，': ',',
  '،': ',',
  '。': '.',
  '।': '.',
  '！': '!',
  '？': '?',
  '؟': '?',
  '：': ':',
  '；': ';',
  '（': '(',
  '）': ')',
  '「': '“',
  '」': '”',
};

/** The punctuation between two words; `followsWord`: an abbreviation's full stop may stand first, and is left out. */
function marks(text: string, { from, to }: Span, followsWord: boolean): string {
  const start = followsWord && isAbbreviation(text, from) ? from + 1 : from;
  const found = text
    .slice(start, to)
    .replace(/\.{2,}/g, '…')
    .replace(/-{2,}|(?<=\s)-(?=\s)|[–―]/g, '—')
    .replace(/./gsu, (mark) => symbols[mark] ?? mark)
    .replace(/[^;:,.!?—…"()“”]+/gu, ' ')
    .replace(/ (?=[;:,.!?…)])/g, '')
    .replace(/([;:,.!?—…])\1+/g, '$1');
  return found === '' ? ' ' : found;
}
