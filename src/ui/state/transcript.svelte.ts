import { joinTexts } from '../../base/join-texts';
import type { LiveEvent } from '../../client/live';
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
  /** Text behind the segments that stays as it is, and text that may still change. */
  agreed = $state('');
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
    [...this.segments.map(({ text }) => text.trim()), joinTexts(this.agreed, this.pending).trim()]
      .filter((text) => text !== '')
      .join('\n'),
  );
  readonly languageName = $derived(
    this.language === undefined ? undefined : capitalized(languageName(this.language)),
  );

  /** What the segments of a recording under way have told. */
  #told = '';

  constructor(name: string, audio?: Blob) {
    this.name = name;
    this.audio = audio;
  }

  /** Takes what is heard of a file. */
  take(event: TranscriptionEvent): void {
    switch (event.type) {
      case 'language':
        this.language = event.language;
        this.languageProbability = event.probability;
        return;
      case 'partial':
        this.pending = event.text.trim();
        return;
      case 'segment': {
        this.segments = [...this.segments, { ...event.segment, words: [] }];
        this.latest = event.segment.text.trim();
        this.pending = '';
        this.done = Math.max(this.done, event.segment.end);
        return;
      }
      case 'progress':
        this.done = event.done;
        this.total = event.total;
        return;
      case 'done':
        this.#finish(timedSegments(event.transcript));
        this.language ??= event.transcript.language;
        this.interpolated = event.transcript.interpolated;
        this.pending = '';
    }
  }

  /** Takes what is heard of a recording under way. */
  hear({ stable, partial, segments, language }: LiveEvent): void {
    if (segments.length > 0) {
      this.segments = [...this.segments, ...segments];
      this.latest = segments.map(({ text }) => text).join(' ');
      this.done = segments.at(-1)?.end ?? this.done;
      this.#told = joinTexts(this.#told, this.latest);
    }
    this.agreed = stable.slice(this.#told.length).trim();
    this.pending = partial.trim();
    this.language = language?.code;
    this.languageProbability = language?.probability;
  }

  /** Nothing more comes: text that might have changed goes. */
  close(): void {
    if (this.agreed !== '') {
      const at = this.done;
      this.segments = [...this.segments, { start: at, end: at, text: this.agreed, words: [] }];
    }
    this.agreed = this.pending = '';
  }

  #finish(segments: TimedSegment[]): void {
    const untold = segments.slice(this.segments.length);
    if (untold.length > 0) this.latest = untold.map(({ text }) => text.trim()).join(' ');
    this.segments = segments;
    this.done = Math.max(this.done, this.segments.at(-1)?.end ?? 0);
  }
}

/** Services tell languages in small letters. */
function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

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
