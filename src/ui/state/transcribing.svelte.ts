import { createSerial } from '../../base/serial';
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

/** What was chosen when a recording came, whatever is chosen while it waits. */
type Chosen = Pick<TranscriptionChoices, 'model' | 'language' | 'task' | 'prompt'>;

/** What the page writes down: one recording at a time, in the order in which they came. */
export class Transcribing {
  phase = $state.raw<TranscribingPhase>({ name: 'idle' });
  failure = $state.raw<Failure>();
  transcript = $state.raw<Transcript>();
  /** How many recordings come after the one under way. */
  waiting = $state(0);
  /** Seconds of work, as far as that can be told. */
  secondsLeft = $state<number>();
  /** The transcript was written just now, and not shown again. */
  ended = $state(false);
  readonly busy = $derived(this.phase.name !== 'idle' || this.waiting > 0);

  #client: TranscriptionClient;
  #models: Pick<SpeechClient, 'prepare'>;
  #recordings: RecordingClient;
  #line = createSerial();
  /** Ends what is under way, and what waits. */
  #end = new AbortController();
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
   * Writes files down, one after the other, behind what came before. True when each of them was, to its end. `made`: they
   * are not files of the user.
   */
  async transcribe(
    files: readonly File[],
    choices: Chosen,
    { made = false }: { made?: boolean } = {},
  ): Promise<boolean> {
    const several = files.length > 1 || this.busy;
    const chosen = chosenIn(choices);
    const outcomes = files.map((file) =>
      this.#inTurn((signal) => this.#transcribeFile(file, chosen, { several, made, signal })),
    );
    return (await Promise.all(outcomes)).every((written) => written);
  }

  /** Fetches a recording from another host, and writes it down, behind what came before. */
  async transcribeFrom(address: string, choices: Chosen): Promise<void> {
    const chosen = chosenIn(choices);
    const options = { several: this.busy, made: true };
    await this.#inTurn(async (signal) => {
      const file = await this.#fetch(address, chosen, signal);
      return file !== undefined && this.#transcribeFile(file, chosen, { ...options, signal });
    });
  }

  /**
   * Writes down what is spoken now, behind what came before. Resolves when it has ended; with false when it was stopped,
   * or failed.
   */
  dictate(
    transcript: Transcript,
    { samples, sampleRate }: LiveSound,
    choices: Chosen,
  ): Promise<boolean> {
    const chosen = chosenIn(choices);
    return this.#inTurn(async (signal) => {
      try {
        return await this.#run(transcript, chosen, signal, async (wanted) => {
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
    });
  }

  /** Shows what was written down before. */
  show(transcript: Transcript): void {
    this.clear();
    this.transcript = transcript;
  }

  /** Makes room for what comes, unless something is under way. */
  begin(): void {
    if (!this.busy) this.clear();
  }

  /** Stops, and forgets what was written down. */
  clear(): void {
    this.stop();
    this.failure = undefined;
    this.transcript = undefined;
    this.ended = false;
  }

  /** Ends what is under way; what waits is not begun. */
  stop(): void {
    this.#end.abort();
    this.#end = new AbortController();
  }

  /** Tells of a failure, behind those that were told of what came together. */
  fail(message: string, again?: () => void): void {
    const told = this.failure;
    this.failure = told
      ? { message: `${told.message}\n${message}`, again: undefined }
      : { message, again };
  }

  /** Waits until what came before is done; false when it is stopped before. */
  async #inTurn(work: (signal: AbortSignal) => Promise<boolean>): Promise<boolean> {
    this.begin();
    const { signal } = this.#end;
    this.waiting += 1;
    let waits = true;
    const start = () => {
      if (waits) this.waiting -= 1;
      waits = false;
    };
    try {
      return await this.#line.run(
        () => {
          start();
          return work(signal);
        },
        { signal },
      );
    } catch (error) {
      if (!signal.aborted) throw error;
      return false;
    } finally {
      start();
    }
  }

  /** Undefined when it failed, or was stopped. */
  async #fetch(address: string, chosen: Chosen, signal: AbortSignal): Promise<File | undefined> {
    const host = hostOf(address);
    const tell = (progress?: FetchProgress) => (this.phase = { name: 'fetching', host, progress });
    tell();
    try {
      return await this.#recordings.fetch(address, { signal, onprogress: tell });
    } catch (error) {
      const again = () => void this.transcribeFrom(address, chosen);
      if (!signal.aborted) this.fail(messageOf(error), again);
      return undefined;
    } finally {
      this.phase = { name: 'idle' };
    }
  }

  /** True when it was written down to its end. A failure of one of several files is told with its name. */
  async #transcribeFile(
    file: File,
    chosen: Chosen,
    { several, made, signal }: { several: boolean; made: boolean; signal: AbortSignal },
  ): Promise<boolean> {
    if (file.size === 0) {
      this.fail(`'${file.name}' is empty. Choose a recording.`);
      return false;
    }
    const transcript = new Transcript(file.name.replace(/\.[^.]+$/, ''), file);
    transcript.made = made;
    try {
      return await this.#run(transcript, chosen, signal, async (wanted) => {
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
    } catch (error) {
      const message = messageOf(error);
      if (several || isRefused(error)) this.fail(fileFailure(file.name, message));
      else this.fail(message, () => void this.transcribe([file], chosen, { made }));
      return false;
    }
  }

  /** False when it was stopped; throws what fails. */
  async #run(
    transcript: Transcript,
    { model, language, task, prompt }: Chosen,
    signal: AbortSignal,
    work: (wanted: Wanted) => Promise<void>,
  ): Promise<boolean> {
    this.transcript = transcript;
    transcript.translated = task === 'translate';
    this.#toldAt = performance.now();
    try {
      await this.#prepared(model.id, signal);
      await work({ model: model.id, language: language || undefined, task, prompt });
      transcript.complete = true;
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#onModelChange();
      transcript.close();
      if (transcript.text !== '') this.#onWritten(transcript);
      this.secondsLeft = undefined;
      this.ended = true;
      this.phase = { name: 'idle' };
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

function chosenIn({ model, language, task, prompt }: Chosen): Chosen {
  return { model, language, task, prompt };
}

/** The same file would be refused again. */
function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.status === 400;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
