/** Samples that are pushed, as a microphone does, to be pulled. */
export class SampleQueue implements AsyncIterable<Float32Array> {
  #waiting: Float32Array[] = [];
  #ended = false;
  #wake = () => {};

  push(samples: Float32Array): void {
    this.#waiting.push(samples);
    this.#wake();
  }

  /** No more come; what waits is still given. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Float32Array, void, undefined> {
    for (;;) {
      const samples = this.#waiting.shift();
      if (samples) yield samples;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
