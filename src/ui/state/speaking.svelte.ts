import type { SubtitleFormat } from '../../captions/subtitles';
import type { ModelCard } from '../../catalog/models';
import type {
  Preparation,
  SpeechClient,
  SpeechFormat,
  SpeechRequest,
} from '../../client/speech-client';
import { pcmRate } from '../../client/speech-client';
import { wavFile } from '../../client/wav-file';
import { Hearing } from './hearing.svelte';
import { toNextSentence, toOffset, toPreviousSentence, toTime, type Jump } from './jumps';
import { Take } from './take.svelte';
import { wordAt } from './word-search';

export type Phase =
  | { name: 'idle' }
  | { name: 'preparing'; progress: Extract<Preparation, { type: 'progress' }> | undefined }
  /** Asked, and nothing heard yet, or the sound has run ahead of the model. */
  | { name: 'synthesizing' }
  | { name: 'playing' }
  | { name: 'paused' }
  /** The browser wants a gesture before it makes a sound. */
  | { name: 'blocked' }
  | { name: 'saving' };

export type Placement = Extract<Preparation, { type: 'ready' }>;

/** Why something failed, and how to try it again. */
export type Failure = { message: string; again: (() => void) | undefined };

const phaseOf = {
  waiting: 'synthesizing',
  playing: 'playing',
  paused: 'paused',
  blocked: 'blocked',
} as const;

/** What the page says right now: one thing at a time. */
export class Speaking {
  #hearing = new Hearing((state) => {
    if (!this.#work || state === 'idle') return;
    if (state === 'playing') this.take?.sounded();
    this.phase = { name: phaseOf[state] };
  });
  phase = $state.raw<Phase>({ name: 'idle' });
  failure = $state.raw<Failure>();
  take = $state.raw<Take>();
  /** Where the model of the last preparation runs, and why. */
  placement = $state.raw<Placement>();
  readonly busy = $derived(this.phase.name !== 'idle');
  /** Seconds of the take that were heard. */
  readonly position = $derived(this.#hearing.position);
  /** The word of the take that sounds, or at which it was paused. */
  readonly word = $derived(
    this.busy ? this.take && wordAt(this.take.words, this.position) : undefined,
  );

  /** The same for the system's own player. */
  readonly media = $derived({
    state: mediaState(this.phase),
    title: this.take?.request.input.trim().slice(0, longestTitle) ?? '',
    seconds: Math.ceil(this.take?.seconds ?? 0),
  });

  #client: SpeechClient;
  #work: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();
  #onModelChange: () => void;

  constructor(client: SpeechClient, onModelChange: () => void) {
    this.#client = client;
    this.#onModelChange = onModelChange;
  }

  /** To be called in the handler of a click or key, so that the browser allows sound. */
  speak(card: ModelCard, request: SpeechRequest, previewOf?: string): void {
    if (request.input.trim() === '') {
      this.fail('There is nothing to speak yet. Write a sentence first.');
      return;
    }
    const take = new Take(request, previewOf);
    this.#hearing.unlock(pcmRate);
    const again = () => this.speak(card, request, previewOf);
    void this.#run(again, async (signal) => {
      this.take = take;
      this.#hearing.rewind();
      this.placement = undefined;
      // A model without weights is ready at once: to ask would only cost time.
      if (card.weights) await this.#prepare(card.id, signal);
      this.phase = { name: 'synthesizing' };
      take.asked();
      take.receive(await this.#client.speak(request, { signal, words: true }));
      await this.#hearing.play(take, toTime(0), signal);
    });
  }

  /** Plays the take again from what was received. */
  replay(): void {
    this.#hear(toTime(0));
  }

  /** Goes on from the word at an offset of the take's text, or the next one. */
  hearFrom(offset: number): void {
    this.#hear(toOffset(offset));
  }

  nextSentence(): void {
    this.#hear(toNextSentence(this.position));
  }

  previousSentence(): void {
    this.#hear(toPreviousSentence(this.position));
  }

  /** Goes on from a time of the take, in seconds. */
  seek(seconds: number): void {
    this.#hear(toTime(seconds));
  }

  /** As `speak`, to be called in the handler of a click or key. */
  pauseOrResume(): void {
    if (this.phase.name === 'paused') this.#hearing.resume();
    else if (this.busy) this.#hearing.pause();
    else this.replay();
  }

  /** The captions of the take as a file, for `deliver`; made of what was heard, where that is all. */
  saveCaptions(format: SubtitleFormat, deliver: (file: Blob) => void): void {
    const { take } = this;
    if (!take) return;
    const { request, words, complete } = take;
    const captions = async (options: { signal?: AbortSignal }) =>
      complete && words.length > 0
        ? (await import('../../captions/captions-file')).captionsFile(format, request.input, words)
        : this.#client.captions(request, format, options);
    this.#make(
      () => this.saveCaptions(format, deliver),
      async (options) => deliver(new Blob([await captions(options)], { type: 'text/plain' })),
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
    this.#make(
      () => this.save(format, deliver),
      async (options) => deliver(await this.#client.file(take.request, format, options)),
    );
  }

  /** Has a file made: beside what is being said, which goes on, or as the work of its own that can be stopped. */
  #make(retry: () => void, work: (options: { signal?: AbortSignal }) => Promise<void>): void {
    if (!this.busy) {
      void this.#run(retry, (signal) => {
        this.phase = { name: 'saving' };
        return work({ signal });
      });
      return;
    }
    work({}).catch((error: unknown) => {
      this.failure = { message: messageOf(error), again: retry };
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
      this.failure = { message: messageOf(error), again };
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

  /** Jumps in what sounds, or plays the take again from there. To be called in the handler of a click or key. */
  #hear(jump: Jump): void {
    const { take } = this;
    if (!take) return;
    this.#hearing.unlock(take.sampleRate);
    if (this.#hearing.jump(jump)) return;
    void this.#run(
      () => this.#hear(jump),
      (signal) => this.#hearing.play(take, jump, signal),
    );
  }
}

/** Characters of the text that a lock screen has room for. */
const longestTitle = 80;

function mediaState({ name }: Phase): 'playing' | 'paused' | 'none' {
  if (name === 'playing' || name === 'paused') return name;
  return name === 'synthesizing' ? 'playing' : 'none';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
