import { LiveWindows } from './live-windows';

/** Seconds of ended windows that wait, from which on no more is read. */
const mostWaiting = 60;

/** Reads samples while they are written down; not on and on where that takes longer. */
export class LiveSound {
  readonly windows: LiveWindows;
  #failure: { error: unknown } | undefined;
  #windowEnd = new AbortController();
  #added = 0;
  #triedAt = 0;
  #wake: () => void = () => undefined;
  #makeRoom: () => void = () => undefined;
  #signal: AbortSignal;

  constructor(samples: AsyncIterable<Float32Array>, sampleRate: number, signal: AbortSignal) {
    this.windows = new LiveWindows(sampleRate);
    this.#signal = signal;
    signal.addEventListener('abort', () => {
      this.#wake();
      this.#makeRoom();
    });
    this.#read(samples, sampleRate).catch((error: unknown) => {
      this.#failure = { error };
      this.#wake();
    });
  }

  /** All was read and taken. Throws what the samples threw. */
  get ended(): boolean {
    if (this.#failure) throw this.#failure.error;
    return this.windows.ended;
  }

  /** Seconds of speech that no try has heard. */
  get fresh(): number {
    return Math.min(this.#added - this.#triedAt, this.windows.openSeconds);
  }

  tried(): void {
    this.#triedAt = this.#added;
  }

  /** Aborts when the open window ends. */
  get windowEnd(): AbortSignal {
    return this.#windowEnd.signal;
  }

  /** Resolves when there is more, or no more. */
  change(): Promise<void> {
    if (this.#signal.aborted) return Promise.resolve();
    return new Promise((resolve) => (this.#wake = resolve));
  }

  /** Goes on reading where it had to wait. */
  room(): void {
    if (this.windows.waitingSeconds < mostWaiting) this.#makeRoom();
  }

  async #read(samples: AsyncIterable<Float32Array>, sampleRate: number): Promise<void> {
    for await (const some of samples) {
      if (this.#signal.aborted) return;
      const before = this.windows.waitingSeconds;
      this.windows.add(some);
      this.#added += some.length / sampleRate;
      this.#tell(before);
      if (this.windows.waitingSeconds >= mostWaiting) {
        await new Promise<void>((resolve) => (this.#makeRoom = resolve));
        if (this.#signal.aborted) return;
      }
    }
    const before = this.windows.waitingSeconds;
    this.windows.end();
    this.#tell(before);
  }

  #tell(waitingBefore: number): void {
    if (this.windows.waitingSeconds > waitingBefore || this.windows.ended) {
      this.#windowEnd.abort();
      this.#windowEnd = new AbortController();
    }
    this.#wake();
  }
}
