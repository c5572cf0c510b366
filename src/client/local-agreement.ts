import type { HeardWord } from './heard-words';

/**
 * What of a text that is written down again and again, each time with a little more of its sound, will stay: the words
 * on which two tries after each other agree ("LocalAgreement-2" of Macháček, Dabre and Bojar 2023, "Turning Whisper into
 * Real-Time Transcription System").
 */
export class LocalAgreement {
  #stable: HeardWord[];
  #rest: readonly HeardWord[] = [];

  constructor(stable: readonly HeardWord[] = []) {
    this.#stable = [...stable];
  }

  /** Words that stay as they are. */
  get stable(): readonly HeardWord[] {
    return this.#stable;
  }

  /** The words behind them in the last try. */
  get rest(): readonly HeardWord[] {
    return this.#rest;
  }

  /** Takes a try; returns the words that have become stable. */
  hear(words: readonly HeardWord[]): readonly HeardWord[] {
    const behind = wordsBehind(this.#stable, words);
    const differs = behind.findIndex((word, i) => !isSame(word, this.#rest[i]));
    const agreed = differs < 0 ? behind.length : differs;
    this.#rest = behind.slice(agreed);
    return this.#keep(behind.slice(0, agreed));
  }

  /** Takes the last try: all of it stays. Returns the words that were not stable before. */
  settle(words: readonly HeardWord[]): readonly HeardWord[] {
    this.#rest = [];
    return this.#keep(wordsBehind(this.#stable, words));
  }

  /** Another try may have put the words before these elsewhere: they begin where those end. */
  #keep(words: readonly HeardWord[]): readonly HeardWord[] {
    const from = this.#stable.at(-1)?.end ?? 0;
    const kept = words.map((word) => {
      const start = Math.max(word.start, from);
      return { ...word, start, end: Math.max(word.end, start) };
    });
    this.#stable.push(...kept);
    return kept;
  }
}

/**
 * The words that follow the stable ones in a newer try, which may have written those otherwise: behind the part of the
 * try that takes the fewest edits to become them, of equals one that ends with the same word, else the one as long.
 */
export function wordsBehind(
  stable: readonly HeardWord[],
  words: readonly HeardWord[],
): readonly HeardWord[] {
  if (stable.length === 0) return words;
  let edits = Array.from({ length: words.length + 1 }, (_, i) => i);
  for (const [row, known] of stable.entries()) {
    const next = [row + 1];
    for (const [i, word] of words.entries()) {
      const changed = (edits[i] ?? 0) + (isSame(word, known) ? 0 : 1);
      next.push(Math.min(changed, (edits[i + 1] ?? 0) + 1, (next[i] ?? 0) + 1));
    }
    edits = next;
  }
  const last = stable.at(-1);
  const cost = (count: number) =>
    (edits[count] ?? 0) +
    (isSame(words[count - 1], last) ? 0 : 0.5) +
    Math.abs(count - stable.length) / (4 * (words.length + stable.length));
  const counts = edits.map((_, count) => count);
  const passed = counts.reduce((best, count) => (cost(count) < cost(best) ? count : best));
  return words.slice(passed);
}

function isSame(a: HeardWord | undefined, b: HeardWord | undefined): boolean {
  return a !== undefined && b !== undefined && bare(a.word) === bare(b.word);
}

/** Marks and capitals change with every word that follows. */
function bare(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '') || word.trim();
}
