/** What is heard right now; times in seconds of speech. */
export type Playback = {
  /** `waiting`: the next sound has not arrived; `blocked`: the browser wants a gesture before it makes a sound. */
  state: 'idle' | 'waiting' | 'playing' | 'paused' | 'blocked';
  position: number;
  /** Received so far. */
  duration: number;
};

export type PlayOptions = {
  /** Hz. */
  sampleRate: number;
  /** Stops the sound and leaves the stream at once. */
  signal: AbortSignal;
};

/** Seconds of sound that wait to be heard before no more are pulled: the ear sets the pace of the engine. */
const ahead = 20;
/**
 * Seconds from scheduling to sounding. The clock is read some time before the sound's own thread hears of it: a piece
 * that came late would sound into the next one. 20 ms were too few on a busy machine.
 */
const lead = 0.05;

/** Plays speech while it arrives, piece to piece without a gap; one speech at a time. */
export class Player {
  #context: AudioContext | undefined;
  #listeners = new Set<(playback: Playback) => void>();
  #sounding = new Set<AudioBufferSourceNode>();
  #active = false;
  #paused = false;
  /** Frames of the context's clock and of the speech, where the sound that plays now began without a gap. */
  #anchor = { clock: 0, speech: 0 };
  /** Frame of the context's clock at which everything scheduled has sounded. */
  #end = 0;
  /** Frames received. */
  #received = 0;
  #restedAt = 0;

  get playback(): Playback {
    const duration = this.#received / (this.#context?.sampleRate ?? 1);
    return { state: this.#state(), position: this.#position(duration), duration };
  }

  /** Calls back when a piece arrives, and when sound begins, is held back or ends; returns the way to stop. */
  watch(listener: (playback: Playback) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Asks the browser for sound. To be called in the handler of a click or key, before anything is awaited: some
   * browsers count only that as a gesture.
   */
  unlock(sampleRate: number): AudioContext {
    if (this.#context?.sampleRate !== sampleRate) {
      void this.#context?.close();
      // At the speech's own rate pieces are joined sample to sample; a resampler per piece would click at each seam.
      this.#context = new AudioContext({ sampleRate });
      this.#context.onstatechange = () => this.#tell();
    }
    const context = this.#context;
    // Refused only without a gesture or a device; the state `blocked` then says so.
    context.resume().catch(() => this.#tell());
    return context;
  }

  /** Holds the sound that plays, until `resume`. */
  pause(): void {
    if (!this.#active || this.#paused) return;
    this.#paused = true;
    // A refusal means that the context is closed already.
    this.#context?.suspend().catch(() => undefined);
    this.#tell();
  }

  /** To be called in the handler of a click or key, as `unlock`. */
  resume(): void {
    if (!this.#active || !this.#paused) return;
    this.#paused = false;
    this.#context?.resume().catch(() => this.#tell());
    this.#tell();
  }

  /** Resolves when the last sound has been heard; throws what the stream throws, or the signal's reason. */
  async play(
    pieces: AsyncIterable<Float32Array<ArrayBuffer>>,
    { sampleRate, signal }: PlayOptions,
  ): Promise<void> {
    const context = this.unlock(sampleRate);
    this.#active = true;
    this.#paused = false;
    this.#end = this.#received = 0;
    this.#anchor = { clock: 0, speech: 0 };
    this.#tell();
    try {
      await this.#takeIn(context, pieces, signal).finally(async () => {
        // Also when the stream broke: what has arrived is heard out.
        while (this.#sounding.size > 0) await this.#oneHeard(signal);
      });
    } finally {
      // The clock can be told a moment late: what has sounded to its end has been heard whole.
      const { position, duration } = this.playback;
      this.#restedAt = this.#sounding.size === 0 ? duration : position;
      for (const source of this.#sounding) source.stop();
      this.#sounding.clear();
      this.#active = false;
      // Gives the sound device back. A refusal means that the context is closed already.
      context.suspend().catch(() => undefined);
      this.#tell();
    }
  }

  async #takeIn(
    context: AudioContext,
    pieces: AsyncIterable<Float32Array<ArrayBuffer>>,
    signal: AbortSignal,
  ): Promise<void> {
    for await (const piece of leaveOnAbort(pieces, signal)) {
      // A clock that is only starting runs ahead of what it tells.
      while (context.state !== 'running') await eventOrAbort(context, 'statechange', signal);
      this.#schedule(context, piece);
      const early = () => this.#end / context.sampleRate - context.currentTime > ahead;
      while (early()) await this.#oneHeard(signal);
    }
  }

  #schedule(context: AudioContext, piece: Float32Array<ArrayBuffer>): void {
    // Nothing sounds any more (or yet): the stream was slower than the ear, and starts anew.
    if (this.#end <= context.currentTime * context.sampleRate) {
      const soonest = Math.ceil((context.currentTime + lead) * context.sampleRate);
      this.#anchor = { clock: soonest, speech: this.#received };
      this.#end = soonest;
    }
    const buffer = context.createBuffer(1, piece.length, context.sampleRate);
    buffer.copyToChannel(piece, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.addEventListener('ended', () => {
      if (this.#sounding.delete(source)) this.#tell();
    });
    source.start(this.#end / context.sampleRate);
    this.#sounding.add(source);
    this.#end += piece.length;
    this.#received += piece.length;
    this.#tell();
  }

  async #oneHeard(signal: AbortSignal): Promise<void> {
    const [first] = this.#sounding;
    if (first) await eventOrAbort(first, 'ended', signal);
  }

  #state(): Playback['state'] {
    if (!this.#active) return 'idle';
    if (this.#paused) return 'paused';
    if (this.#context?.state !== 'running') return 'blocked';
    return this.#sounding.size === 0 ? 'waiting' : 'playing';
  }

  #position(duration: number): number {
    if (!this.#active || !this.#context) return this.#restedAt;
    const { currentTime, sampleRate } = this.#context;
    const heard = Math.max(0, currentTime - this.#anchor.clock / sampleRate);
    return Math.min(duration, this.#anchor.speech / sampleRate + heard);
  }

  #tell(): void {
    const playback = this.playback;
    for (const listener of this.#listeners) listener(playback);
  }
}

/** The same items; an abort ends the wait for the next one, even when the source does not answer any more. */
async function* leaveOnAbort<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  signal.throwIfAborted();
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await orAbort(iterator.next(), signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a generator answers only when its step under way has ended. Its failure then matters to nobody.
    iterator.return?.().catch(() => undefined);
  }
}

function eventOrAbort(target: EventTarget, type: string, signal: AbortSignal): Promise<void> {
  const happened = new Promise<void>((resolve) => {
    target.addEventListener(type, () => resolve(), { once: true, signal });
  });
  return orAbort(happened, signal);
}

function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason as Error);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
