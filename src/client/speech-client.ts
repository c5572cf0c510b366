import { fromStream } from '../base/streams';
import type { SubtitleFormat } from '../captions/subtitles';
import { ApiError, errorIn } from './api-error';
import { createAsk, type Fetch } from './ask';
import { readSamples } from './pcm-samples';
import { readEvents } from './server-sent-events';
import type { SpeechPiece } from './speech-piece';
import { readTimedSpeech } from './timed-speech';

export type SpeechRequest = {
  model: string;
  /** Not blank. */
  input: string;
  voice: string;
  /** 0.25 to 4. */
  speed: number;
};

/** An answer that is still being spoken. */
export type SpeechStream = {
  /** Hz. */
  sampleRate: number;
  /** The model and device that speak, as the API names them. */
  model: string;
  device: string;
  /** Leaving the loop ends the request. */
  pieces: AsyncIterable<SpeechPiece>;
};

/** What a model does until it can speak; sizes in bytes, `total` undefined while it is unknown. */
export type Preparation =
  | { type: 'progress'; phase: 'download' | 'load'; loaded: number; total: number | undefined }
  | { type: 'ready'; device: string; precision: string; reason: string };

/** What the API's speech may come in: `opus` is in Ogg, `aac` in ADTS, `m4a` AAC in MP4, the last two G.711. */
export type SpeechFormat =
  'pcm' | 'wav' | 'mp3' | 'opus' | 'aac' | 'm4a' | 'flac' | 'ulaw' | 'alaw';

type Options = { signal?: AbortSignal };

/** Every method throws ApiError with the API's own message, or the reason of an aborted signal. */
export type SpeechClient = {
  /**
   * Resolves when the first sound is on its way. With `words`, which the models `tts-1` and `tts-1-hd` don't have, the
   * pieces tell when each word is said, as far as the model knows.
   */
  speak(request: SpeechRequest, options?: Options & { words?: boolean }): Promise<SpeechStream>;
  /** The same speech as a whole file. */
  file(request: SpeechRequest, format: SpeechFormat, options?: Options): Promise<Blob>;
  /** The subtitles of the same speech as a file; it is spoken for them anew. */
  captions(request: SpeechRequest, format: SubtitleFormat, options?: Options): Promise<string>;
  /** Downloads and loads a model; ends after `ready`. Leaving the loop does not stop the download. */
  prepare(model: string, options?: Options): AsyncIterable<Preparation>;
};

/** What the API's `pcm` is: 24,000 samples a second. */
export const pcmRate = 24_000;

/** The API's client; `base` stands before `/v1/…`, and is empty for the page's own origin. */
export function createSpeechClient(fetch: Fetch, base = ''): SpeechClient {
  const ask = createAsk(fetch, base);

  function askFor(path: string, body: object, type: string, { signal }: Options) {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return ask(path, signal ? { ...init, signal } : init, type);
  }

  return {
    async speak(request, { words = false, ...options } = {}) {
      const asked = { ...request, response_format: 'pcm' };
      const response = words
        ? await askFor('audio/speech', { ...asked, ...timed }, 'text/event-stream', options)
        : await askFor('audio/speech', asked, 'audio/', options);
      const body = bodyOf(response);
      return {
        sampleRate: pcmRate,
        model: response.headers.get('x-sotto-model') ?? request.model,
        device: response.headers.get('x-sotto-device') ?? 'unknown',
        pieces: words ? readTimedSpeech(body) : untimed(readSamples(body)),
      };
    },

    async file(request, format, options = {}) {
      const body = { ...request, response_format: format };
      return (await askFor('audio/speech', body, 'audio/', options)).blob();
    },

    async captions(request, format, options = {}) {
      const body = { ...request, response_format: format };
      const type = format === 'srt' ? 'application/x-subrip' : 'text/vtt';
      return (await askFor('audio/captions', body, type, options)).text();
    },

    async *prepare(model, options = {}) {
      const path = `models/${encodeURIComponent(model)}`;
      const init = { ...options, method: 'POST' };
      const response = await ask(path, init, 'text/event-stream');
      for await (const data of readEvents(bodyOf(response))) {
        const event = preparationIn(JSON.parse(data));
        if (event) yield event;
        if (event?.type === 'ready') return;
      }
      throw new ApiError(`The loading of '${model}' broke off. Try again.`);
    },
  };
}

/** Asks for events that tell the times of words. */
const timed = { stream_format: 'sse', timestamps: ['word'] } as const;

async function* untimed(
  samples: AsyncIterable<Float32Array<ArrayBuffer>>,
): AsyncGenerator<SpeechPiece, void, undefined> {
  for await (const piece of samples) yield { samples: piece, words: [] };
}

function bodyOf(response: Response): AsyncIterable<Uint8Array> {
  return fromStream(response.body ?? new Blob().stream());
}

/** The API's own events; kinds that this client does not know are left out. */
type ModelEvent =
  | { type: 'model.progress'; phase: 'download' | 'load'; loaded: number; total?: number }
  | { type: 'model.ready'; device: string; precision: string; reason: string }
  | { type: 'other' };

function preparationIn(payload: unknown): Preparation | undefined {
  const error = errorIn(payload);
  if (error) throw error;
  const event = payload as ModelEvent;
  switch (event.type) {
    case 'model.progress':
      return {
        type: 'progress',
        phase: event.phase,
        loaded: event.loaded,
        total: event.total,
      };
    case 'model.ready':
      return {
        type: 'ready',
        device: event.device,
        precision: event.precision,
        reason: event.reason,
      };
    default:
      return undefined;
  }
}
