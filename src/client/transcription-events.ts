import { errorIn } from './api-error';

/** Seconds from the start of the recording. */
export type TranscriptWord = { word: string; start: number; end: number };
export type TranscriptSegment = { start: number; end: number; text: string };

export type FinishedTranscript = {
  text: string;
  /** English name in small letters, or the code for the models of PolarGrid. */
  language: string | undefined;
  segments: TranscriptSegment[];
  words: TranscriptWord[];
  /** Times of words are shares of their segments’: the model tells no others. */
  interpolated: boolean;
};

export type TranscriptionEvent =
  /** Once, before the first segment: the code of the language, and a probability from 0 to 1. */
  | { type: 'language'; language: string; probability: number }
  /** The text of the part under way; each takes the place of the one before, and so does a segment. */
  | { type: 'partial'; text: string }
  | { type: 'segment'; segment: TranscriptSegment }
  /** Seconds; `total` is undefined while it is unknown. */
  | { type: 'progress'; done: number; total: number | undefined }
  /** The last one: all of it. */
  | { type: 'done'; transcript: FinishedTranscript };

type VerboseJson = {
  text: string;
  language?: string;
  segments?: TranscriptSegment[];
  words?: TranscriptWord[];
  sotto?: { interpolated: boolean };
};

/** The transcript in the API's `verbose_json`. */
export function finishedIn(payload: unknown): FinishedTranscript {
  const { text, language, segments = [], words = [], sotto } = payload as VerboseJson;
  const timed = segments.map(({ start, end, text }) => ({ start, end, text }));
  return { text, language, segments: timed, words, interpolated: sotto?.interpolated ?? false };
}

/** The API's own events; kinds that this client does not know are left out. */
type ApiEvent =
  | { type: 'transcript.language'; language: string; probability: number }
  | { type: 'transcript.text.partial'; text: string }
  | ({ type: 'transcript.text.segment' } & TranscriptSegment)
  | ({ type: 'transcript.text.done' } & VerboseJson)
  | { type: 'transcript.progress'; done: number; total: number | null }
  | { type: 'other' };

/** What an event of the API says to this client; throws the ApiError that it carries. */
export function transcriptionEventIn(payload: unknown): TranscriptionEvent | undefined {
  const error = errorIn(payload);
  if (error) throw error;
  const event = payload as ApiEvent;
  switch (event.type) {
    case 'transcript.language':
      return { type: 'language', language: event.language, probability: event.probability };
    case 'transcript.text.partial':
      return { type: 'partial', text: event.text };
    case 'transcript.text.segment': {
      const { start, end, text } = event;
      return { type: 'segment', segment: { start, end, text } };
    }
    case 'transcript.progress':
      return { type: 'progress', done: event.done, total: event.total ?? undefined };
    case 'transcript.text.done':
      return { type: 'done', transcript: finishedIn(event) };
    default:
      return undefined;
  }
}
