import type { SpokenWord } from '../engines/engine';
import { z } from './zod';

const seconds = z.number().openapi({ description: 'Seconds from the start of the speech.' });
const offset = z.int().openapi({ description: 'Offset in `input`, in UTF-16 code units.' });

export const timedWord = z
  .object({
    word: z.string().openapi({ description: 'As it stands in `input`, however it is said.' }),
    start: seconds,
    end: seconds,
    from: offset,
    to: offset.openapi({ description: 'Where the word has ended.' }),
    phonemes: z
      .array(z.object({ phoneme: z.string(), start: seconds, end: seconds }))
      .optional()
      .openapi({ description: 'Where they are asked for, and the model tells them.' }),
  })
  .openapi('TimedWord');

export type TimedWord = z.infer<typeof timedWord>;

/** The words of a text as the API tells them, to the millisecond. */
export function timedWords(
  input: string,
  words: readonly SpokenWord[],
  { phonemes }: { phonemes: boolean },
): TimedWord[] {
  return words.map((word) => {
    const { start, end, from, to } = word;
    const timed = { word: input.slice(from, to), start: ms(start), end: ms(end), from, to };
    return phonemes && word.phonemes ? { ...timed, phonemes: phonemesOf(word) } : timed;
  });
}

function phonemesOf({ start, end, phonemes = [] }: SpokenWord): TimedWord['phonemes'] {
  let before = 0;
  const at = (share: number) => ms(start + share * (end - start));
  return phonemes.map(({ symbol, share }) => ({
    phoneme: symbol,
    start: at(before),
    end: at((before += share)),
  }));
}

function ms(seconds: number): number {
  return Math.round(1000 * seconds) / 1000;
}
