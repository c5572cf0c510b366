import type {
  FinishedTranscript,
  TranscriptSegment,
  TranscriptWord,
} from '../../client/transcription-events';

/** A segment with the words that are said in it; without times of words there are none. */
export type TimedSegment = TranscriptSegment & { words: TranscriptWord[] };

/** Each word belongs to the segment in which its middle is. */
export function timedSegments({
  text,
  segments,
  words,
}: Pick<FinishedTranscript, 'text' | 'segments' | 'words'>): TimedSegment[] {
  if (segments.length === 0 && text.trim() !== '') {
    const [first, last] = [words[0], words.at(-1)];
    const whole = { start: first?.start ?? 0, end: last?.end ?? 0, text };
    return timedSegments({ text, segments: [whole], words });
  }
  let next = 0;
  return segments.map((segment, i) => {
    const until = segments[i + 1] === undefined ? Infinity : segment.end;
    const own: TranscriptWord[] = [];
    for (let word = words[next]; word; word = words[++next]) {
      if ((word.start + word.end) / 2 >= until) break;
      own.push(word);
    }
    return { ...segment, words: own };
  });
}
