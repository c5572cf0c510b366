import { ApiError, errorIn } from '../../client/api-error';
import { createAsk, type Fetch } from '../../client/ask';
import { readEvents } from '../../client/server-sent-events';
import { fromStream } from '../../base/streams';

/** Seconds from the start of the recording. */
export type TranscriptWord = { word: string; start: number; end: number };
export type TranscriptSegment = { start: number; end: number; text: string };

export type TranscriptionTask = 'transcribe' | 'translate';

export type TranscriptionRequest = {
  model: string;
  file: File;
  /** Whisper's code; undefined: found out. */
  language: string | undefined;
  /** `translate`: into English. */
  task: TranscriptionTask;
  /** Empty for none. */
  prompt: string;
};

export type TranscriptionEvent =
  /** Once, before the first segment; the probability is from 0 to 1. */
  | { type: 'language'; language: string; probability: number }
  /** The text of the part under way; each takes the place of the one before, and so does a segment. */
  | { type: 'partial'; text: string }
  | { type: 'segment'; segment: TranscriptSegment }
  /** Seconds; `total` is undefined while it is unknown. */
  | { type: 'progress'; done: number; total: number | undefined }
  /** The last one: all of it. */
  | { type: 'done'; transcript: FinishedTranscript };

export type FinishedTranscript = {
  text: string;
  language: string | undefined;
  segments: TranscriptSegment[];
  words: TranscriptWord[];
  /** Times of words are shares of their segments’: the model tells no others. */
  interpolated: boolean;
};

export type TranscriptionClient = (
  request: TranscriptionRequest,
  signal: AbortSignal,
) => AsyncIterable<TranscriptionEvent>;

/** Throws ApiError with the API's own message, or the reason of the aborted signal. */
export function createTranscriptionClient(fetch: Fetch): TranscriptionClient {
  const ask = createAsk(fetch, '');
  return async function* transcribe(request, signal) {
    const path = request.task === 'translate' ? 'audio/translations' : 'audio/transcriptions';
    const response = await ask(path, { method: 'POST', body: formOf(request), signal }, '');
    if (response.headers.get('content-type')?.startsWith('application/json')) {
      yield { type: 'done', transcript: finishedIn(await response.json()) };
      return;
    }
    for await (const data of readEvents(fromStream(response.body ?? new Blob().stream()))) {
      const event = eventIn(JSON.parse(data));
      if (event) yield event;
      if (event?.type === 'done') return;
    }
    throw new ApiError('The transcription broke off. Try again.');
  };
}

function formOf({ model, file, language, task, prompt }: TranscriptionRequest): FormData {
  const form = new FormData();
  form.set('model', model);
  form.set('file', file);
  if (language !== undefined && task === 'transcribe') form.set('language', language);
  if (prompt !== '') form.set('prompt', prompt);
  form.set('response_format', 'verbose_json');
  form.append('timestamp_granularities[]', 'segment');
  form.append('timestamp_granularities[]', 'word');
  form.set('stream', 'true');
  return form;
}

type VerboseJson = {
  text: string;
  language?: string;
  segments?: TranscriptSegment[];
  words?: TranscriptWord[];
  sotto?: { interpolated: boolean };
};

function finishedIn(payload: unknown): FinishedTranscript {
  const { text, language, segments = [], words = [], sotto } = payload as VerboseJson;
  return { text, language, segments, words, interpolated: sotto?.interpolated ?? false };
}

/** The API's own events; kinds that this page does not know are left out. */
type ApiEvent =
  | { type: 'transcript.language'; language: string; probability: number }
  | { type: 'transcript.text.partial'; text: string }
  | ({ type: 'transcript.text.segment' } & TranscriptSegment)
  | ({ type: 'transcript.text.done' } & VerboseJson)
  | { type: 'transcript.progress'; done: number; total: number | null }
  | { type: 'other' };

function eventIn(payload: unknown): TranscriptionEvent | undefined {
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
