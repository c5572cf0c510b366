/** Milliseconds that the rate is an average of, and those before it is told at all. */
const span = 8000;
const leastSpan = 1000;

/** How fast a count of bytes grows. */
export class TransferRate {
  #points: { time: number; bytes: number }[] = [];

  /** `bytes` so far, at a time in milliseconds. A count that falls starts anew. */
  add(bytes: number, time: number = performance.now()): void {
    const last = this.#points.at(-1);
    if (last && bytes < last.bytes) this.#points = [];
    this.#points.push({ time, bytes });
    this.#points = this.#points.filter((point) => time - point.time <= span);
  }

  /** Bytes per second over the last seconds; undefined at first. */
  get bytesPerSecond(): number | undefined {
    const first = this.#points[0];
    const last = this.#points.at(-1);
    if (!first || !last || last.time - first.time < leastSpan) return undefined;
    return ((last.bytes - first.bytes) / (last.time - first.time)) * 1000;
  }
}
