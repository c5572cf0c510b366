import { join } from '../../audio/pcm';

/** A window that moves forward over audio which is pulled as it is needed; what lies behind it is forgotten. */
export class PcmWindow {
  readonly #source: AsyncIterator<Float32Array>;
  #samples = new Float32Array(0);
  #start = 0;
  #ended = false;

  /** Mono samples in pieces of any size. */
  constructor(source: AsyncIterable<Float32Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The sample at which the window begins, counted from the start of the audio. */
  get start(): number {
    return this.#start;
  }

  /** Up to so many samples from the start of the window; fewer only where the audio ends. */
  async read(count: number): Promise<Float32Array> {
    const pieces: Float32Array[] = [this.#samples];
    let length = this.#samples.length;
    while (length < count && !this.#ended) {
      const next = await this.#source.next();
      if (next.done) this.#ended = true;
      else {
        pieces.push(next.value);
        length += next.value.length;
      }
    }
    if (pieces.length > 1) this.#samples = join(pieces);
    return this.#samples.subarray(0, count);
  }

  /** Moves the start forward. */
  advance(count: number): void {
    const passed = Math.min(count, this.#samples.length);
    this.#samples = this.#samples.slice(passed);
    this.#start += passed;
  }

  /** Ends the source. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
