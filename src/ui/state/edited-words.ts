import type { TranscriptWord } from '../../client/transcription-events';
import type { TimedSegment } from './timed-segments';

/** Places in the old words and in the new ones. */
type Pair = readonly [number, number];

const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;

/**
 * The words of a segment whose text was edited. Those that stay keep their times; others have those of the words whose
 * place they take, or share the time between their neighbours by their letters. Empty where there were no times.
 */
export function editedWords(text: string, segment: Omit<TimedSegment, 'text'>): TranscriptWord[] {
  if (segment.words.length === 0) return [];
  const old = segment.words.flatMap(apart);
  const words = unitsOf(text);
  const edited: TranscriptWord[] = [];
  let [oldFrom, from] = [0, 0];
  for (const [oldAt, at] of [...commonWords(old, words), [old.length, words.length] as const]) {
    const gap = {
      start: old[oldFrom]?.start ?? segment.end,
      end: old[oldAt]?.start ?? segment.end,
      replaced: old.slice(oldFrom, oldAt),
    };
    edited.push(
      ...timed(words.slice(from, at), { ...gap, start: edited.at(-1)?.end ?? gap.start }),
    );
    const kept = old[oldAt];
    if (kept) edited.push({ ...kept, word: words[at] ?? '' });
    [oldFrom, from] = [oldAt + 1, at + 1];
  }
  return edited;
}

/** What stands between spaces; each character where the writing has none. */
function unitsOf(text: string): string[] {
  return (text.match(/\S+/g) ?? []).flatMap((part) =>
    unspaced.test(part)
      ? (part.match(/[\p{L}\p{N}]\p{M}*[^\p{L}\p{N}]*|[^\p{L}\p{N}]+/gu) ?? [])
      : part,
  );
}

/** A word as its units, which share its time. */
function apart(word: TranscriptWord): TranscriptWord[] {
  return shared(unitsOf(word.word), word.start, word.end);
}

function timed(
  words: readonly string[],
  { start, end, replaced }: { start: number; end: number; replaced: readonly TranscriptWord[] },
): TranscriptWord[] {
  if (words.length === replaced.length) {
    return replaced.map((old, i) => ({ ...old, word: words[i] ?? '' }));
  }
  const [first, last] = [replaced[0], replaced.at(-1)];
  return first && last ? shared(words, first.start, last.end) : shared(words, start, end);
}

/** The words of a text, which share a time (seconds) by their letters. */
export function sharedWords(text: string, start: number, end: number): TranscriptWord[] {
  return shared(unitsOf(text), start, end);
}

function shared(words: readonly string[], start: number, end: number): TranscriptWord[] {
  const letters = words.reduce((sum, { length }) => sum + length, 0);
  let passed = 0;
  const time = () => Math.min(start + ((end - start) * passed) / letters, Math.max(start, end));
  return words.map((word) => {
    const from = time();
    passed += word.length;
    return { word, start: from, end: time() };
  });
}

/** Places of words that both have in the same order, whatever their marks and capitals. */
function commonWords(old: readonly TranscriptWord[], words: readonly string[]): Pair[] {
  const [a, b] = [old.map(({ word }) => bare(word)), words.map(bare)];
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const middle = longestCommon(a.slice(head, a.length - tail), b.slice(head, b.length - tail)).map(
    ([i, j]): Pair => [head + i, head + j],
  );
  return [
    ...Array.from({ length: head }, (_, i): Pair => [i, i]),
    ...middle,
    ...Array.from({ length: tail }, (_, i): Pair => [a.length - tail + i, b.length - tail + i]),
  ];
}

/** Two texts without a beginning and an end in common are seldom this long: it would take a second. */
const mostCompared = 4e6;

/** The longest sequence that both have. */
function longestCommon(a: readonly string[], b: readonly string[]): Pair[] {
  if (a.length * b.length > mostCompared) return [];
  const width = b.length + 1;
  /** Of what begins at a place in each. */
  const lengths = new Uint16Array((a.length + 1) * width);
  const lengthAt = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const other = Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
      lengths[i * width + j] = a[i] === b[j] ? lengthAt(i + 1, j + 1) + 1 : other;
    }
  }
  const common: Pair[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) common.push([i++, j++]);
    else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i++;
    else j++;
  }
  return common;
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '') || word;
}
