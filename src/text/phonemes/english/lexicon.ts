/**
 * How a word is said in Kokoro's symbols: always the same, or by its part of speech. `DEFAULT` is for all others, `None`
 * stands before a pause, and null means that the word is spelled.
 */
export type Entry = string | Readonly<Record<string, string | null>>;

/** The words that Kokoro was taught, as they were written there. */
export type Lexicon = {
  find: (word: string) => Entry | undefined;
  /** Number of words. */
  size: number;
};

/**
 * Reads a lexicon of misaki (https://github.com/hexgrad/misaki): a JSON object of `Entry`. Kept as one sorted text it
 * takes half the memory of the object. Throws an Error for anything else.
 */
export function readLexicon(json: string): Lexicon {
  const { text, starts } = sortedLines(JSON.parse(json));
  const size = starts.length - 1;

  function find(word: string): Entry | undefined {
    const wanted = `${word}\t`;
    let [low, high] = [0, size];
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = starts[middle]!;
      if (text.startsWith(wanted, start)) {
        return readEntry(text.slice(start + wanted.length, starts[middle + 1]! - 1));
      }
      if (text.slice(start, start + wanted.length) < wanted) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }

  return { find, size };
}

/** A line for each word, in order, and where each of them starts; the last start is the end. */
function sortedLines(all: unknown): { text: string; starts: Uint32Array } {
  if (typeof all !== 'object' || all === null || Array.isArray(all)) {
    throw new Error('A lexicon is a JSON object of words.');
  }
  const lines = Object.entries(all).map(
    ([word, entry]: [string, unknown]) => `${word}\t${writeEntry(word, entry)}\n`,
  );
  lines.sort((a, b) => (a < b ? -1 : 1));
  const starts = new Uint32Array(lines.length + 1);
  lines.forEach((line, index) => (starts[index + 1] = starts[index]! + line.length));
  return { text: lines.join(''), starts };
}

function writeEntry(word: string, entry: unknown): string {
  if (typeof entry === 'string') return entry;
  const isByPart =
    typeof entry === 'object' &&
    entry !== null &&
    Object.values(entry).every((said) => said === null || typeof said === 'string');
  if (!isByPart) throw new Error(`The lexicon does not say how '${word}' is said.`);
  return JSON.stringify(entry);
}

function readEntry(text: string): Entry {
  return text.startsWith('{') ? (JSON.parse(text) as Entry) : text;
}
