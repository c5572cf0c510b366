import type { ModelCard } from '../../catalog/models';
import { Player } from '../../client/player';
import type {
  Preparation,
  SpeechClient,
  SpeechFormat,
  SpeechRequest,
} from '../../client/speech-client';
import { pcmRate } from '../../client/speech-client';
import { wavFile } from '../../client/wav-file';
import { Take } from './take.svelte';

export type Phase =
  | { name: 'idle' }
  | { name: 'preparing'; progress: Extract<Preparation, { type: 'progress' }> | undefined }
  /** Asked, and nothing heard yet, or the sound has run ahead of the model. */
  | { name: 'synthesizing' }
  | { name: 'playing' }
  /** The browser wants a gesture before it makes a sound. */
  | { name: 'blocked' }
  | { name: 'saving' };

export type Placement = Extract<Preparation, { type: 'ready' }>;

/** Why something failed, and how to try it again. */
export type Failure = { message: string; again: (() => void) | undefined };

const phaseOf = {
  waiting: 'synthesizing',
  playing: 'playing',
  blocked: 'blocked',
} as const;

/** What the page says right now: one thing at a time. */
export class Speaking {
  phase = $state.raw<Phase>({ name: 'idle' });
  failure = $state.raw<Failure>();
  take = $state.raw<Take>();
  /** Where the model of the last preparation runs, and why. */
  placement = $state.raw<Placement>();
  /** Seconds of the take that were heard. */
  position = $state(0);
  readonly busy = $derived(this.phase.name !== 'idle');

  #client: SpeechClient;
  #player = new Player();
  #work: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();
  #frame = 0;
  #onModelChange: () => void;

  constructor(client: SpeechClient, onModelChange: () => void) {
    this.#client = client;
    this.#onModelChange = onModelChange;
    this.#player.watch(({ state }) => {
      if (!this.#work || state === 'idle') return;
      if (state === 'playing') this.take?.sounded();
      this.phase = { name: phaseOf[state] };
    });
  }

  /** To be called in the handler of a click or key, so that the browser allows sound. */
  speak(card: ModelCard, request: SpeechRequest, previewOf?: string): void {
    if (request.input.trim() === '') {
      this.fail('There is nothing to speak yet. Write a sentence first.');
      return;
    }
    const take = new Take(request, previewOf);
    this.#player.unlock(pcmRate);
    const again = () => this.speak(card, request, previewOf);
    void this.#run(again, async (signal) => {
      this.take = take;
      this.position = 0;
      this.placement = undefined;
      // A model without weights is ready at once: to ask would only cost time.
      if (card.weights) await this.#prepare(card.id, signal);
      this.phase = { name: 'synthesizing' };
      take.asked();
      const stream = await this.#client.speak(request, { signal });
      await this.#play(take, take.record(stream), signal);
    });
  }

  /** Plays the take again from what was received. */
  replay(): void {
    const { take } = this;
    if (!take) return;
    this.#player.unlock(take.sampleRate);
    void this.#run(
      () => this.replay(),
      (signal) => this.#play(take, again(take.pieces), signal),
    );
  }

  /** The take as a file, for `deliver`. WAV holds what was heard; others are spoken anew, by the API's encoders. */
  save(format: SpeechFormat, deliver: (file: Blob) => void): void {
    const { take } = this;
    if (!take) return;
    if (format === 'wav' && take.complete) {
      deliver(wavFile(take.pieces, take.sampleRate));
      return;
    }
    const retry = () => this.save(format, deliver);
    if (this.busy) {
      // Beside what is being said, which goes on.
      void this.#client.file(take.request, format).then(deliver, (error: unknown) => {
        this.failure = {
          message: error instanceof Error ? error.message : String(error),
          again: retry,
        };
      });
      return;
    }
    void this.#run(retry, async (signal) => {
      this.phase = { name: 'saving' };
      deliver(await this.#client.file(take.request, format, { signal }));
    });
  }

  stop(): void {
    this.#work?.abort();
  }

  fail(message: string): void {
    this.failure = { message, again: undefined };
  }

  /** One piece of work, after the one before has left the player; its failure is shown unless it was stopped. */
  async #run(again: () => void, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.#work = controller;
    this.failure = undefined;
    const attempt = this.#ended.then(() => {
      controller.signal.throwIfAborted();
      return work(controller.signal);
    });
    this.#ended = attempt.catch((error: unknown) => {
      if (controller.signal.aborted) return;
      this.failure = { message: error instanceof Error ? error.message : String(error), again };
    });
    await this.#ended;
    this.#onModelChange();
    if (this.#work !== controller) return;
    this.#work = undefined;
    this.phase = { name: 'idle' };
  }

  async #prepare(model: string, signal: AbortSignal): Promise<void> {
    this.phase = { name: 'preparing', progress: undefined };
    for await (const event of this.#client.prepare(model, { signal })) {
      if (event.type === 'ready') this.placement = event;
      else this.phase = { name: 'preparing', progress: event };
    }
  }

  async #play(
    take: Take,
    pieces: AsyncIterable<Float32Array<ArrayBuffer>>,
    signal: AbortSignal,
  ): Promise<void> {
    this.#follow();
    try {
      take.heard = false;
      await this.#player.play(pieces, { sampleRate: take.sampleRate, signal });
      take.heard = true;
    } finally {
      cancelAnimationFrame(this.#frame);
      if (this.take === take) this.position = this.#player.playback.position;
    }
  }

  /** Keeps `position` at the ear while something plays. */
  #follow(): void {
    cancelAnimationFrame(this.#frame);
    this.position = this.#player.playback.position;
    this.#frame = requestAnimationFrame(() => this.#follow());
  }
}

async function* again<T>(pieces: readonly T[]): AsyncGenerator<T> {
  yield* pieces;
}
