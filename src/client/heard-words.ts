import { placeWords } from './place-words';
import type { FinishedTranscript, TranscriptWord } from './transcription-events';

/** A word with all that stands in front of it: a space, marks, or nothing where a language has no spaces. */
export type HeardWord = TranscriptWord & { text: string };

/**
 * The words of a transcript; their texts, one after the other, are its whole text. A transcript without times of words
 * has those of its segments.
 */
export function heardWords(
  transcript: Pick<FinishedTranscript, 'text' | 'segments' | 'words'>,
): HeardWord[] {
  const text = transcript.text.trim();
  const words = transcript.words.length > 0 ? transcript.words : untimedWords(transcript);
  const { placed, after } = placeWords(text, words);
  return placed.map(({ before, text, word }, i) => ({
    ...word,
    text: before + text + (i === placed.length - 1 ? after : ''),
  }));
}

function untimedWords({
  text,
  segments,
}: Pick<FinishedTranscript, 'text' | 'segments'>): TranscriptWord[] {
  const parts = segments.length > 0 ? segments : [{ start: 0, end: 0, text }];
  return parts.flatMap(({ start, end, text }) =>
    (text.match(/\S+/g) ?? []).map((word) => ({ word, start, end })),
  );
}

export function textOf(words: readonly HeardWord[]): string {
  return words.map(({ text }) => text).join('');
}
