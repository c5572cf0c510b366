import { fromStream } from '../base/streams';
import { ApiError } from './api-error';
import { createAsk, type Fetch } from './ask';
import { readEvents } from './server-sent-events';
import {
  finishedIn,
  transcriptionEventIn,
  type FinishedTranscript,
  type TranscriptionEvent,
} from './transcription-events';

export type TranscriptionTask = 'transcribe' | 'translate';

export type TranscriptionRequest = {
  model: string;
  /** A recording in any format that the API reads. */
  file: Blob;
  /** ISO 639-1; undefined: found out. */
  language: string | undefined;
  /** `translate`: into English. */
  task: TranscriptionTask;
  /** What was said before, or how words are spelled; empty for none. */
  prompt: string;
};

/** What a transcript is as a file. */
export type TranscriptFormat = 'text' | 'srt' | 'vtt';

type Options = { signal?: AbortSignal };

/** Every method throws ApiError with the API's own message, or the reason of an aborted signal. */
export type TranscriptionClient = {
  /** Tells what is heard while it is heard; ends after `done`. Leaving the loop ends the request. */
  transcribe(request: TranscriptionRequest, options?: Options): AsyncIterable<TranscriptionEvent>;
  /** The whole transcript, when all was heard. */
  transcript(request: TranscriptionRequest, options?: Options): Promise<FinishedTranscript>;
  /** The same as a text, or as subtitles. */
  file(request: TranscriptionRequest, format: TranscriptFormat, options?: Options): Promise<string>;
};

/** The client of the API's transcriptions; `base` stands before `/v1/…`, and is empty for the page's own origin. */
export function createTranscriptionClient(fetch: Fetch, base = ''): TranscriptionClient {
  const ask = createAsk(fetch, base);

  function send(body: FormData, type: string, { task }: TranscriptionRequest, options: Options) {
    const path = task === 'translate' ? 'audio/translations' : 'audio/transcriptions';
    return ask(path, { ...options, method: 'POST', body }, type);
  }

  return {
    async *transcribe(request, options = {}) {
      const form = timedFormOf(request);
      form.set('stream', 'true');
      // Models that the API does not stream answer with the whole.
      const response = await send(form, '', request, options);
      const type = response.headers.get('content-type') ?? '';
      if (type.startsWith('application/json')) {
        yield { type: 'done', transcript: finishedIn(await response.json()) };
        return;
      }
      for await (const data of readEvents(fromStream(response.body ?? new Blob().stream()))) {
        const event = transcriptionEventIn(JSON.parse(data));
        if (event) yield event;
        if (event?.type === 'done') return;
      }
      throw new ApiError('The transcription broke off. Try again.');
    },

    async transcript(request, options = {}) {
      const response = await send(timedFormOf(request), 'application/json', request, options);
      return finishedIn(await response.json());
    },

    async file(request, format, options = {}) {
      const form = formOf(request);
      form.set('response_format', format);
      return (await send(form, types[format], request, options)).text();
    },
  };
}

const types: Readonly<Record<TranscriptFormat, string>> = {
  text: 'text/plain',
  srt: 'application/x-subrip',
  vtt: 'text/vtt',
};

function timedFormOf(request: TranscriptionRequest): FormData {
  const form = formOf(request);
  form.set('response_format', 'verbose_json');
  form.append('timestamp_granularities[]', 'segment');
  form.append('timestamp_granularities[]', 'word');
  return form;
}

function formOf({ model, file, language, task, prompt }: TranscriptionRequest): FormData {
  const form = new FormData();
  form.set('model', model);
  form.set('file', file);
  if (language !== undefined && task === 'transcribe') form.set('language', language);
  if (prompt !== '') form.set('prompt', prompt);
  return form;
}
