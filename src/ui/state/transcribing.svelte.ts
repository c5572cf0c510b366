import { ApiError } from '../../client/api-error';
import { transcribeLive } from '../../client/live';
import type { FetchProgress, RecordingClient } from '../../client/recording-client';
import type { Preparation, SpeechClient } from '../../client/speech-client';
import type { TranscriptionClient, TranscriptionRequest } from '../../client/transcription-client';
import { hostOf } from './address';
import { fileFailure } from './file-failure';
import type { Failure } from './speaking.svelte';
import { Transcript } from './transcript.svelte';
import type { TranscriptionChoices } from './transcription-choices.svelte';

export type TranscribingPhase =
  | { name: 'idle' }
  /** A recording comes from another host. */
  | { name: 'fetching'; host: string; progress: FetchProgress | undefined }
  | { name: 'preparing'; progress: Extract<Preparation, { type: 'progress' }> | undefined }
  | { name: 'listening' };

/** Sound under way, mono; the rate is in Hz. */
export type LiveSound = { samples: AsyncIterable<Float32Array>; sampleRate: number };

type Clients = {
  client: TranscriptionClient;
  models: Pick<SpeechClient, 'prepare'>;
  recordings: RecordingClient;
};

type Wanted = Omit<TranscriptionRequest, 'file'>;

type Work = (wanted: Wanted, signal: AbortSignal) => Promise<void>;

/** What the page writes down right now: one recording at a time. */
export class Transcribing {
  phase = $state.raw<TranscribingPhase>({ name: 'idle' });
  failure = $state.raw<Failure>();
  transcript = $state.raw<Transcript>();
  /** Files that come after the one under way. */
  waiting = $state.raw<readonly File[]>([]);
  /** Seconds of work, as far as that can be told. */
  secondsLeft = $state<number>();
  readonly busy = $derived(this.phase.name !== 'idle');

  #client: TranscriptionClient;
  #models: Pick<SpeechClient, 'prepare'>;
  #recordings: RecordingClient;
  #work: AbortController | undefined;
  /** When the transcript under way was told last. */
  #toldAt = 0;
  #onModelChange: () => void;
  #onWritten: (transcript: Transcript) => void;

  /**
   * `onWritten` is called for each transcript with text: at its end, also when it was stopped or broke off, and twice a
   * minute before, lest hours of work go with a tab.
   */
  constructor(
    { client, models, recordings }: Clients,
    {
      onModelChange,
      onWritten,
    }: { onModelChange: () => void; onWritten: (transcript: Transcript) => void },
  ) {
    this.#client = client;
    this.#models = models;
    this.#recordings = recordings;
    this.#onModelChange = onModelChange;
    this.#onWritten = onWritten;
  }

  /**
   * Writes files down, one after the other, in place of what was being written. True when each of them was, to its end.
   * `made`: they are not files of the user.
   */
  async transcribe(
    files: readonly File[],
    choices: TranscriptionChoices,
    { made = false }: { made?: boolean } = {},
  ): Promise<boolean> {
    this.clear();
    this.waiting = files;
    let whole = true;
    for (let file = files[0]; file; file = this.waiting[0]) {
      this.waiting = this.waiting.slice(1);
      const several = files.length > 1;
      const outcome = await this.#transcribeFile(file, choices, { several, made });
      if (outcome === 'stopped') return false;
      whole &&= outcome === 'written';
    }
    return whole;
  }

  /** Fetches a recording from another host, and writes it down. */
  async transcribeFrom(address: string, choices: TranscriptionChoices): Promise<void> {
    this.clear();
    const controller = new AbortController();
    const { signal } = controller;
    this.#work = controller;
    const host = hostOf(address);
    const tell = (progress?: FetchProgress) => (this.phase = { name: 'fetching', host, progress });
    tell();
    let file: File | undefined;
    try {
      file = await this.#recordings.fetch(address, { signal, onprogress: tell });
    } catch (error) {
      const again = () => void this.transcribeFrom(address, choices);
      if (!signal.aborted) this.fail(messageOf(error), again);
    } finally {
      if (this.#work === controller) {
        this.#work = undefined;
        this.phase = { name: 'idle' };
      }
    }
    if (file && !signal.aborted) await this.transcribe([file], choices, { made: true });
  }

  /** Writes down what is spoken now. Resolves when it has ended; with false when it was stopped, or failed. */
  async dictate(
    transcript: Transcript,
    { samples, sampleRate }: LiveSound,
    choices: TranscriptionChoices,
  ): Promise<boolean> {
    this.failure = undefined;
    try {
      return await this.#run(transcript, choices, async (wanted, signal) => {
        const live = { ...wanted, sampleRate, signal };
        for await (const event of transcribeLive(this.#client, samples, live)) {
          transcript.hear(event);
          this.#tellNowAndThen(transcript);
        }
      });
    } catch (error) {
      this.fail(messageOf(error));
      return false;
    }
  }

  /** Shows what was written down before. */
  show(transcript: Transcript): void {
    this.clear();
    this.transcript = transcript;
  }

  /** Stops, and forgets what was written down. */
  clear(): void {
    this.stop();
    this.failure = undefined;
    this.transcript = undefined;
  }

  stop(): void {
    this.waiting = [];
    this.#work?.abort();
  }

  fail(message: string, again?: () => void): void {
    this.failure = { message, again };
  }

  /** A failure of one of several files is told with its name. */
  async #transcribeFile(
    file: File,
    choices: TranscriptionChoices,
    { several, made }: { several: boolean; made: boolean },
  ): Promise<'written' | 'stopped' | 'failed'> {
    if (file.size === 0) {
      this.fail(`'${file.name}' is empty. Choose a recording.`);
      return 'failed';
    }
    const transcript = new Transcript(file.name.replace(/\.[^.]+$/, ''), file);
    transcript.made = made;
    try {
      const ended = await this.#run(transcript, choices, async (wanted, signal) => {
        const began = performance.now();
        for await (const event of this.#client.transcribe({ ...wanted, file }, { signal })) {
          signal.throwIfAborted();
          transcript.take(event);
          this.#tellNowAndThen(transcript);
          const { done, total } = transcript;
          const passed = (performance.now() - began) / 1000;
          if (total !== undefined && done > 0) this.secondsLeft = (passed / done) * (total - done);
        }
      });
      return ended ? 'written' : 'stopped';
    } catch (error) {
      const message = messageOf(error);
      if (several || isRefused(error)) this.fail(fileFailure(file.name, message));
      else this.fail(message, () => void this.transcribe([file], choices, { made }));
      return 'failed';
    }
  }

  /** False when it was stopped; throws what fails. */
  async #run(
    transcript: Transcript,
    { model, language, task, prompt }: TranscriptionChoices,
    work: Work,
  ): Promise<boolean> {
    this.#work?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    this.#work = controller;
    this.transcript = transcript;
    this.#toldAt = performance.now();
    try {
      await this.#prepared(model.id, signal);
      await work({ model: model.id, language: language || undefined, task, prompt }, signal);
      transcript.complete = true;
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#onModelChange();
      transcript.close();
      if (transcript.text !== '') this.#onWritten(transcript);
      if (this.#work === controller) {
        this.#work = undefined;
        this.secondsLeft = undefined;
        this.phase = { name: 'idle' };
      }
    }
    return !signal.aborted;
  }

  #tellNowAndThen(transcript: Transcript): void {
    const now = performance.now();
    if (now - this.#toldAt < 30_000 || transcript.segments.length === 0) return;
    this.#toldAt = now;
    this.#onWritten(transcript);
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

/** The same file would be refused again. */
function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.status === 400;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
