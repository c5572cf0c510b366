import { neutralWords } from './neutral-words';
import type { Syllable } from './syllable';
import type { HanWord } from './words';

/** How many characters behind a word may decide on its reading. */
const farthest = 8;

/**
 * Corrects readings that a dictionary of characters cannot know: particles, neutral syllables, and a few verbs. `words`
 * stand side by side.
 */
export function readInContext(words: readonly HanWord[]): HanWord[] {
  const text = words.map((word) => word.text).join('');
  const starts: number[] = [];
  let at = 0;
  for (const word of words) {
    starts.push(at);
    at += word.text.length;
  }
  return words.map((word, index) => {
    const start = starts[index]!;
    const before = words[index - 1]?.text ?? '';
    const end = start + word.text.length;
    const after = text.slice(end, end + farthest);
    const place = { word: word.text, before, after };
    const characters = [...word.text];
    const syllables = word.syllables.map((syllable, position) => {
      const character = characters[position]!;
      const rest = characters.slice(position + 1).join('') + after;
      const fixed = correction(character, { ...place, position, rest });
      return syllable && fixed ? { ...syllable, ...fixed } : syllable;
    });
    return { ...word, syllables };
  });
}

type Place = {
  word: string;
  /** The word before. */
  before: string;
  /** What follows the word, and what follows the character. */
  after: string;
  rest: string;
  /** Of the character in the word. */
  position: number;
};

type Correct = (place: Place) => Partial<Syllable> | undefined;

const corrections: Readonly<Record<string, Correct>> = {
  得: obtain,
  地: (place) => (isAdverbMark(place) ? { pinyin: 'de', tone: 0 } : undefined),
  还: (place) => (isGivingBack(place) ? { pinyin: 'huan', tone: 2 } : undefined),
  长: ({ rest }) => (/^[高胖出满得]/.test(rest) ? { pinyin: 'zhang', tone: 3 } : undefined),
  教: ({ rest }) => (/^[书课会你我他她得]/.test(rest) ? { pinyin: 'jiao', tone: 1 } : undefined),
  儿: (place) => (isRetroflexEnding(place) ? { tone: 0 } : undefined),
  们: () => ({ tone: 0 }),
};

function correction(character: string, place: Place): Partial<Syllable> | undefined {
  if (place.position === 1 && neutralWords.has(place.word.replace(/(?<=..)[们儿]$/, ''))) {
    return { tone: 0 };
  }
  return Object.hasOwn(corrections, character) ? corrections[character]?.(place) : undefined;
}

/** `还` that is a verb: to return money, a book, something to somebody. */
function isGivingBack({ rest, position }: Place): boolean {
  return position === 0 && /^(?:[钱债款贷清书]|给(?!.*[买做带送]))/.test(rest);
}

/** `得`: dé to get, děi must, de before the result or the manner of a verb. */
function obtain({ word, before, rest, position }: Place): Partial<Syllable> {
  if (/^[到出意分奖罪知失体手以益当]/.test(rest) && position === 0) return { tone: 2 };
  if (/^(?:[获取赢夺博求难心所应]得|得.)/.test(word)) return { tone: 2 };
  if (/^(?:[总还非只]得)$/.test(word)) return { pinyin: 'dei', tone: 3 };
  if (position > 0) return { pinyin: 'de', tone: 0 };
  const isMust = before === '' || /(?:[我你您他她它谁们就还都也又可总非只]|必须)$/.test(before);
  return isMust && rest !== '' ? { pinyin: 'dei', tone: 3 } : { pinyin: 'de', tone: 0 };
}

/** `地` behind an adverb: a long word, or the end of one, before what is done. */
function isAdverbMark({ word, before, after, position }: Place): boolean {
  if (after === '') return false;
  if (word === '地') return [...before].length >= 2;
  const isEnd = position === [...word].length - 1;
  return isEnd && position >= 2 && !/(?:目的|所在|发源|根据|殖民|出生|居住|发祥)地$/.test(word);
}

/** `儿` that only colours the syllable before; in `女儿` it is a child. */
function isRetroflexEnding({ word, position }: Place): boolean {
  return position > 0 && !/[女婴幼孤胎少健宠男患孩生血幸弃]儿/.test(word);
}
