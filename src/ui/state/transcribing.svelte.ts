import type { Preparation, SpeechClient } from '../../client/speech-client';
import type { TranscriptionClient, TranscriptionRequest } from '../../client/transcription-client';
import type { Failure } from './speaking.svelte';
import { Transcript } from './transcript.svelte';
import type { TranscriptionChoices } from './transcription-choices.svelte';

export type TranscribingPhase =
  | { name: 'idle' }
  | { name: 'preparing'; progress: Extract<Preparation, { type: 'progress' }> | undefined }
  | { name: 'listening' };

/** A file to be written down, and where it begins in the whole recording, in seconds. */
export type Piece = { file: File; offset: number };

type Wanted = Omit<TranscriptionRequest, 'file'>;

/** What the page writes down right now: one recording at a time. */
export class Transcribing {
  phase = $state.raw<TranscribingPhase>({ name: 'idle' });
  failure = $state.raw<Failure>();
  transcript = $state.raw<Transcript>();
  readonly busy = $derived(this.phase.name !== 'idle');

  #client: TranscriptionClient;
  #models: Pick<SpeechClient, 'prepare'>;
  #work: AbortController | undefined;
  #onModelChange: () => void;

  constructor(
    client: TranscriptionClient,
    models: Pick<SpeechClient, 'prepare'>,
    onModelChange: () => void,
  ) {
    this.#client = client;
    this.#models = models;
    this.#onModelChange = onModelChange;
  }

  /** Writes a file down, in place of what was being written. */
  async transcribe(file: File, choices: TranscriptionChoices): Promise<void> {
    if (file.size === 0) {
      this.fail(`'${file.name}' is empty. Choose a recording.`);
      return;
    }
    const transcript = new Transcript(file.name.replace(/\.[^.]+$/, ''), file);
    const again = () => void this.transcribe(file, choices);
    await this.#run(transcript, { choices, again, pieces: only({ file, offset: 0 }) });
  }

  /** Writes pieces of one recording down as they come; resolves when the last one is done, or one failed. */
  async dictate(
    transcript: Transcript,
    pieces: AsyncIterable<Piece>,
    choices: TranscriptionChoices,
  ): Promise<void> {
    await this.#run(transcript, { choices, pieces, again: undefined });
  }

  /** Stops, and forgets what was written down. */
  clear(): void {
    this.stop();
    this.failure = undefined;
    this.transcript = undefined;
  }

  stop(): void {
    this.#work?.abort();
  }

  fail(message: string, again?: () => void): void {
    this.failure = { message, again };
  }

  async #run(
    transcript: Transcript,
    {
      choices: { model, language, task, prompt },
      pieces,
      again,
    }: {
      choices: TranscriptionChoices;
      pieces: AsyncIterable<Piece>;
      again: (() => void) | undefined;
    },
  ): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.#work = controller;
    this.failure = undefined;
    this.transcript = transcript;
    const wanted = { model: model.id, language: language || undefined, task, prompt };
    try {
      await this.#prepared(model.id, controller.signal);
      for await (const piece of pieces) {
        await this.#write(transcript, piece, wanted, controller.signal);
      }
      transcript.complete = true;
    } catch (error) {
      if (!controller.signal.aborted) this.fail(messageOf(error), again);
    } finally {
      this.#onModelChange();
      if (this.#work === controller) {
        this.#work = undefined;
        this.phase = { name: 'idle' };
      }
    }
  }

  async #write(
    transcript: Transcript,
    { file, offset }: Piece,
    wanted: Wanted,
    signal: AbortSignal,
  ): Promise<void> {
    const before = transcript.segments.length;
    for await (const event of this.#client.transcribe({ ...wanted, file }, { signal })) {
      signal.throwIfAborted();
      transcript.take(event, offset, before);
    }
  }

  async #prepared(model: string, signal: AbortSignal): Promise<void> {
    this.phase = { name: 'preparing', progress: undefined };
    for await (const event of this.#models.prepare(model, { signal })) {
      if (event.type === 'progress') this.phase = { name: 'preparing', progress: event };
    }
    signal.throwIfAborted();
    this.phase = { name: 'listening' };
  }
}

async function* only<T>(item: T): AsyncGenerator<T> {
  yield item;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
