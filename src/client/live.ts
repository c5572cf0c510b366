import { joinTexts } from '../base/join-texts';
import { ApiError } from './api-error';
import { heardWords, textOf, type HeardWord } from './heard-words';
import { LiveSound } from './live-sound';
import type { LiveWindow } from './live-windows';
import { LocalAgreement } from './local-agreement';
import type { TranscriptionClient, TranscriptionRequest } from './transcription-client';
import type { FinishedTranscript, TranscriptSegment, TranscriptWord } from './transcription-events';
import { wavFile } from './wav-file';

export type LiveOptions = Omit<TranscriptionRequest, 'file'> & {
  /** Hz, of the samples. */
  sampleRate: number;
  signal?: AbortSignal;
};

/** What was said between two pauses; seconds from the first sample. */
export type LiveSegment = TranscriptSegment & { words: TranscriptWord[] };

export type LiveEvent = {
  /** All text that will not change: it begins with that of every event before. */
  stable: string;
  /** The text behind it as far as it is heard, with the space between them; the next event's takes its place. */
  partial: string;
  /** What has ended since the event before; their texts together are the stable one. */
  segments: LiveSegment[];
  /** Code, and a probability from 0 to 1; undefined until somebody has spoken. */
  language: { code: string; probability: number } | undefined;
};

/** Seconds of new speech that are worth another try. */
const step = 1;
/** Seconds of quiet between two segments. */
const pause = 0.6;
/** A language that was found out with this probability holds for all that follows. */
const sure = 0.8;

/**
 * Writes speech down while it is spoken. `samples` are mono, from −1 to 1, in pieces of any length. Sound is cut in
 * pauses, and at the quietest place where nobody pauses for eight seconds; such a window is written down anew each
 * second, and two tries make a text stable. What waits is written down first and together, so a slow device tries less
 * often; sound is not pulled while a minute of it waits.
 *
 * Leaving the loop, or `signal`, stops the work. Throws the reason of `signal`, what `samples` throws, and ApiError; a
 * failure of the service (5xx) is tried once more.
 */
export async function* transcribeLive(
  client: Pick<TranscriptionClient, 'transcribe'>,
  samples: AsyncIterable<Float32Array>,
  options: LiveOptions,
): AsyncGenerator<LiveEvent, void, undefined> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  signal.throwIfAborted();
  const sound = new LiveSound(samples, options.sampleRate, signal);
  const session = new LiveSession(client, options);
  try {
    for (;;) {
      const window = sound.windows.take();
      if (window) yield* session.settle(window, signal);
      else if (sound.ended) return;
      else if (sound.fresh < session.patience) await sound.change();
      else {
        sound.tried();
        const { open } = sound.windows;
        if (open) yield* session.attempt(open, AbortSignal.any([signal, sound.windowEnd]), signal);
      }
      signal.throwIfAborted();
      sound.room();
    }
  } finally {
    stop.abort();
  }
}

class LiveSession {
  /** Seconds of sound that the next try waits for: at most half of the time is spent with tries. */
  patience = step;
  #client: Pick<TranscriptionClient, 'transcribe'>;
  #request: Omit<TranscriptionRequest, 'file'>;
  #sampleRate: number;
  #stable = '';
  #agreement = new LocalAgreement();
  #language: LiveEvent['language'];

  constructor(
    client: Pick<TranscriptionClient, 'transcribe'>,
    { sampleRate, model, language, task, prompt }: LiveOptions,
  ) {
    this.#client = client;
    this.#request = { model, language, task, prompt };
    this.#sampleRate = sampleRate;
  }

  /** Writes down a window that grows; given up without a word when `given` aborts. */
  async *attempt(
    window: LiveWindow,
    given: AbortSignal,
    signal: AbortSignal,
  ): AsyncGenerator<LiveEvent, void, undefined> {
    let words: HeardWord[] = [];
    try {
      for await (const heard of this.#hear(window, given)) {
        if ('partial' in heard) yield this.#event([], heard.partial);
        else ({ words } = heard);
      }
    } catch (error) {
      if (given.aborted && !signal.aborted) return;
      throw error;
    }
    this.#keep(this.#agreement.hear(words));
    yield this.#event([]);
  }

  /** Writes down a window that has ended. */
  async *settle(
    window: LiveWindow,
    signal: AbortSignal,
  ): AsyncGenerator<LiveEvent, void, undefined> {
    let words: HeardWord[] = [];
    for await (const heard of this.#hear(window, signal)) {
      if ('partial' in heard) yield this.#event([], heard.partial);
      else ({ words } = heard);
    }
    this.#keep(this.#agreement.settle(words));
    // A window may have been cut before its end was reached by a try: those words begin the next one.
    const end = window.start + window.seconds;
    const isOwn = ({ start, end: last }: HeardWord) => (start + last) / 2 < end;
    const segments = segmentsOf(this.#agreement.stable.filter(isOwn));
    const carried = this.#agreement.stable.filter((word) => !isOwn(word));
    this.#agreement = new LocalAgreement(carried);
    yield this.#event(segments);
  }

  async *#hear(
    window: LiveWindow,
    signal: AbortSignal,
  ): AsyncGenerator<{ partial: string } | { words: HeardWord[] }, void, undefined> {
    const began = performance.now();
    try {
      for (let failures = 0; ; failures++) {
        try {
          yield* this.#ask(window, signal);
          return;
        } catch (error) {
          signal.throwIfAborted();
          if (failures > 0 || !isOfService(error)) throw error;
        }
      }
    } finally {
      this.patience = Math.max(step, (performance.now() - began) / 1000);
    }
  }

  async *#ask(
    window: LiveWindow,
    signal: AbortSignal,
  ): AsyncGenerator<{ partial: string } | { words: HeardWord[] }, void, undefined> {
    const file = wavFile(window.samples, this.#sampleRate);
    const told = this.#agreement.stable.length + this.#agreement.rest.length > 0;
    let before = '';
    for await (const event of this.#client.transcribe({ ...this.#request, file }, { signal })) {
      if (event.type === 'language') this.#takeLanguage(event);
      // What another try has told already is not told again from its first word on.
      if (event.type === 'partial' && !told) yield { partial: joinTexts(before, event.text) };
      if (event.type === 'segment') before = joinTexts(before, event.segment.text);
      if (event.type === 'done') yield { words: wordsIn(window, event.transcript) };
    }
  }

  #takeLanguage({ language, probability }: { language: string; probability: number }): void {
    if (this.#language && this.#request.language !== undefined) return;
    this.#language = { code: language, probability };
    if (probability >= sure) this.#request.language = language;
  }

  #keep(words: readonly HeardWord[]): void {
    this.#stable = joinTexts(this.#stable, textOf(words)).trim();
  }

  #event(segments: LiveSegment[], partial = textOf(this.#agreement.rest)): LiveEvent {
    const whole = joinTexts(this.#stable, partial);
    return {
      stable: this.#stable,
      partial: whole.slice(this.#stable.length),
      segments,
      language: this.#language,
    };
  }
}

function wordsIn({ start }: LiveWindow, transcript: FinishedTranscript): HeardWord[] {
  return heardWords(transcript).map((word) => ({
    ...word,
    start: start + word.start,
    end: start + word.end,
  }));
}

/** Windows that waited were written down as one: each pause in them ends a segment. */
function segmentsOf(words: readonly HeardWord[]): LiveSegment[] {
  const parts: HeardWord[][] = [];
  for (const word of words) {
    const part = parts.at(-1);
    const before = part?.at(-1);
    if (part && before && word.start - before.end < pause) part.push(word);
    else parts.push([word]);
  }
  return parts.map((part) => ({
    start: part[0]?.start ?? 0,
    end: part.at(-1)?.end ?? 0,
    text: textOf(part).trim(),
    words: part.map(({ word, start, end }) => ({ word, start, end })),
  }));
}

/** The service's fault, and not the request's. */
function isOfService(error: unknown): boolean {
  return error instanceof ApiError && (error.status === undefined || error.status >= 500);
}
