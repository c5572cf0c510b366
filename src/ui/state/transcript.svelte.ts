import type {
  FinishedTranscript,
  TranscriptionEvent,
  TranscriptSegment,
  TranscriptWord,
} from '../../client/transcription-events';
import { languageName } from './transcription-languages';

/** A segment with the words that are said in it; without times of words there are none. */
export type TimedSegment = TranscriptSegment & { words: TranscriptWord[] };

/** What was written down of one recording, as far as it is known. */
export class Transcript {
  /** What it is called: a file's name without its ending. */
  readonly name: string;
  /** What can be listened to; undefined while it is still recorded. */
  audio = $state.raw<Blob>();
  segments = $state.raw<readonly TimedSegment[]>([]);
  /** Text that no segment has yet. */
  pending = $state('');
  /** The text that came last, to be told to those who listen: each part once. */
  latest = $state('');
  /** As the API names it. */
  language = $state<string>();
  /** How sure that is, 0 to 1; it is 1 for a language that was chosen. */
  languageProbability = $state<number>();
  /** Times of words are estimates. */
  interpolated = $state(false);
  /** Seconds that are written down, and in all. */
  done = $state(0);
  total = $state<number>();
  complete = $state(false);
  readonly text = $derived(
    [...this.segments.map(({ text }) => text.trim()), this.pending.trim()]
      .filter((text) => text !== '')
      .join('\n'),
  );
  readonly languageName = $derived(
    this.language === undefined ? undefined : capitalized(languageName(this.language)),
  );

  constructor(name: string, audio?: Blob) {
    this.name = name;
    this.audio = audio;
  }

  /** Takes what is heard of a part that begins at `offset` seconds, and has `before` segments in front. */
  take(event: TranscriptionEvent, offset: number, before: number): void {
    switch (event.type) {
      case 'language':
        this.language ??= event.language;
        this.languageProbability ??= event.probability;
        return;
      case 'partial':
        this.pending = event.text;
        return;
      case 'segment': {
        const segment = { ...shifted(event.segment, offset), words: [] };
        this.segments = [...this.segments, segment];
        this.latest = segment.text.trim();
        this.pending = '';
        this.done = Math.max(this.done, segment.end);
        return;
      }
      case 'progress':
        this.done = offset + event.done;
        this.total = event.total === undefined ? undefined : offset + event.total;
        return;
      case 'done':
        this.#finish(timedSegments(event.transcript, offset), before);
        this.language ??= event.transcript.language;
        this.interpolated ||= event.transcript.interpolated;
        this.pending = '';
    }
  }

  #finish(segments: TimedSegment[], before: number): void {
    const untold = segments.slice(this.segments.length - before);
    if (untold.length > 0) this.latest = untold.map(({ text }) => text.trim()).join(' ');
    this.segments = [...this.segments.slice(0, before), ...segments];
    this.done = Math.max(this.done, this.segments.at(-1)?.end ?? 0);
  }
}

/** Services tell languages in small letters. */
function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Each word belongs to the segment in which its middle is. */
export function timedSegments(
  { text, segments, words }: Pick<FinishedTranscript, 'text' | 'segments' | 'words'>,
  offset: number,
): TimedSegment[] {
  if (segments.length === 0 && text.trim() !== '') {
    const [first, last] = [words[0], words.at(-1)];
    const whole = { start: first?.start ?? 0, end: last?.end ?? 0, text };
    return timedSegments({ text, segments: [whole], words }, offset);
  }
  let next = 0;
  return segments.map((segment, i) => {
    const until = segments[i + 1] === undefined ? Infinity : segment.end;
    const own: TranscriptWord[] = [];
    for (let word = words[next]; word; word = words[++next]) {
      if ((word.start + word.end) / 2 >= until) break;
      own.push(shifted(word, offset));
    }
    return { ...shifted(segment, offset), words: own };
  });
}

function shifted<T extends { start: number; end: number }>(part: T, offset: number): T {
  return { ...part, start: part.start + offset, end: part.end + offset };
}
