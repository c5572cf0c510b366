import {
  adverbs,
  auxiliaries,
  be,
  degrees,
  determiners,
  grammatical,
  have,
  objects,
  opensObject,
  past,
  prepositions,
  subjects,
} from './grammar-words';

/** The lexicon's names for what a word is in its sentence, and `MODIFIER` for an adjective or noun before a noun. */
export type PartOfSpeech = 'NOUN' | 'VERB' | 'ADJ' | 'VBD' | 'VBN' | 'DT' | 'MODIFIER';

/**
 * A guess from the words around: `words` are those of a sentence in small letters. Undefined where nothing speaks for
 * one of them.
 */
export function partOfSpeech(words: readonly string[], index: number): PartOfSpeech | undefined {
  const word = words[index] ?? '';
  const before = lastBefore(words, index);
  const after = words[index + 1];
  if (before === undefined) return startOf(after);
  for (const clue of clues) {
    const found = clue({ words, index, word, before, after });
    if (found !== undefined) return found;
  }
  return undefined;
}

type Around = {
  words: readonly string[];
  index: number;
  word: string;
  /** The last word that is no adverb. */
  before: string;
  after: string | undefined;
};
type Clue = (around: Around) => PartOfSpeech | undefined;

/** Asked in this order. */
const clues: readonly Clue[] = [
  ({ before }) => (have.has(before) ? 'VBN' : undefined),
  ({ before, word, after }) => (be.has(before) ? afterBe(word, after) : undefined),
  ({ before }) => (auxiliaries.has(before) || /n't$|'ll$|'d$/.test(before) ? 'VERB' : undefined),
  ({ before, word, after }) => {
    if (!determiners.has(before) && !/'s$|s'$/.test(before)) return undefined;
    return after !== undefined && isOpen(after) && !isPlural(word) ? 'MODIFIER' : 'NOUN';
  },
  inQuestion,
  (around) => {
    if (!subjects.has(around.before)) return undefined;
    return isPast(around) ? 'VBD' : 'VERB';
  },
  ({ before }) => (degrees.has(before) ? 'ADJ' : undefined),
  ({ before }) => (prepositions.has(before) ? 'NOUN' : undefined),
  // `dogs live in houses`, `the papers record it`
  ({ before, word, after }) =>
    after !== undefined && opensObject.has(after) && isPlural(before) !== isPlural(word)
      ? 'VERB'
      : undefined,
  (around) => (opensObject.has(around.after ?? '') && isPast(around) ? 'VBD' : undefined),
];

/** `Have you read it?`, `Did you read it?` */
function inQuestion({ words, before }: Around): PartOfSpeech | undefined {
  const opener = words[words.indexOf(before) - 1];
  if (opener === undefined || !subjects.has(before)) return undefined;
  if (have.has(opener)) return 'VBN';
  return auxiliaries.has(opener) ? 'VERB' : undefined;
}

function startOf(after: string | undefined): PartOfSpeech | undefined {
  // `Record it.`, `Use your head.`
  if (after === undefined) return undefined;
  return determiners.has(after) || objects.has(after) ? 'VERB' : undefined;
}

function afterBe(word: string, after: string | undefined): PartOfSpeech {
  if (isPlural(word)) return 'NOUN';
  return word.endsWith('ed') || after === 'by' ? 'VBN' : 'ADJ';
}

/** Whether the sentence tells of what is over. */
function isPast({ words, index, word, before }: Around): boolean {
  if (thirdPerson.test(before) && !isPlural(word)) return true;
  return words.some((other, at) => at !== index && (past.has(other) || /..[^e]ed$/.test(other)));
}

const thirdPerson = /^(?:he|she|it|someone|everyone|nobody)$/;

function lastBefore(words: readonly string[], index: number): string | undefined {
  let at = index - 1;
  while (at > 0 && (adverbs.has(words[at] ?? '') || /..ly$/.test(words[at] ?? ''))) at--;
  return words[at];
}

function isPlural(word: string): boolean {
  return /[^su'i]s$/.test(word) && !grammatical.has(word);
}

/** Nouns, verbs, adjectives and adverbs. */
export function isOpen(word: string): boolean {
  return !grammatical.has(word);
}
