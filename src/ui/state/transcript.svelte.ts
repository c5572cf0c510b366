import { joinTexts } from '../../base/join-texts';
import type { LiveEvent } from '../../client/live';
import type { TranscriptionEvent } from '../../client/transcription-events';
import { editedWords } from './edited-words';
import type { KeptTranscript } from './transcript-store';
import { timedSegments, type TimedSegment } from './timed-segments';
import { languageName } from './transcription-languages';
import { capitalized } from './wording';

/** What was written down of one recording, as far as it is known. */
export class Transcript {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly begun: number;
  /** What it is called: a file's name without its ending, until somebody calls it otherwise. */
  title = $state('');
  /** What can be listened to; undefined while it is still recorded. */
  audio = $state.raw<File>();
  /** The sound was recorded or fetched here: the user may have no file of it. */
  made = $state(false);
  segments = $state.raw<readonly TimedSegment[]>([]);
  /** Text behind the segments that stays as it is, and text that may still change. */
  agreed = $state('');
  pending = $state('');
  /** As the API names it. */
  language = $state<string>();
  /** How sure that is, 0 to 1; it is 1 for a language that was chosen. */
  languageProbability = $state<number>();
  /** The text is English, whatever was spoken. */
  translated = $state(false);
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

  /** Code of the language of the text; undefined where only a name is known. */
  readonly writtenIn = $derived(
    this.translated ? 'en' : /^[a-z]{2,3}$/.exec(this.language ?? '')?.[0],
  );

  /** What the segments of a recording under way have told. */
  #told = '';

  constructor(title: string, audio?: File, begun = Date.now()) {
    this.id = `${begun.toString(36)}-${Math.random().toString(36).slice(2)}`;
    this.begun = begun;
    this.title = title;
    this.audio = audio;
  }

  /** One that was kept; its recording was not. */
  static of(kept: KeptTranscript): Transcript {
    const transcript = new Transcript(kept.title, undefined, kept.begun);
    const { segments, language, languageProbability, interpolated, seconds } = kept;
    const { complete = true, translated = false } = kept;
    const own = { segments, language, languageProbability, interpolated, complete, translated };
    return Object.assign(transcript, own, { id: kept.id, done: seconds, total: seconds });
  }

  /** What is kept of it. */
  kept(): KeptTranscript {
    const { id, title, begun, language } = this;
    const { segments, languageProbability, interpolated, translated } = this;
    const own = { id, title, begun, language };
    const content = { segments, languageProbability, interpolated, translated };
    return { ...own, ...content, seconds: this.total ?? this.done, complete: this.complete };
  }

  /** Takes another text for the segment at an index; `before`: as it was when its words had their own times. */
  edit(index: number, text: string, before: TimedSegment): void {
    const edited = { ...before, text, words: editedWords(text, before) };
    this.segments = this.segments.with(index, edited);
  }

  /** Segments of which nothing was left go. */
  endEditing(): void {
    this.segments = this.segments.filter(({ text }) => text.trim() !== '');
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
      this.done = segments.at(-1)?.end ?? this.done;
      this.#told = joinTexts(this.#told, segments.map(({ text }) => text).join(' '));
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
    this.segments = segments;
    this.done = Math.max(this.done, this.segments.at(-1)?.end ?? 0);
  }
}
