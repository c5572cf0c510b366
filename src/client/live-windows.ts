import { loudness } from './loudness';
import { SpeechCuts, type Cut } from './speech-cuts';

/** A stretch of sound; seconds are counted from the first sample of all. */
export type LiveWindow = { samples: Float32Array[]; start: number; seconds: number };

/** Seconds of a block, in which loudness is measured. */
const blockSeconds = 0.03;
/** Seconds of windows that wait, and are written down at once: as much as one look of the real models takes. */
const atOnce = 24;

/** Running sound in windows of speech, each of which ends where it is quiet. */
export class LiveWindows {
  /** Of the windows that have ended and are not taken yet. */
  waitingSeconds = 0;
  ended = false;
  #rate: number;
  #cuts = new SpeechCuts();
  #open: Float32Array[] = [];
  #openFrames = 0;
  /** Frames before the open window. */
  #passed = 0;
  #block: Float32Array;
  #filled = 0;
  #waiting: LiveWindow[] = [];

  constructor(sampleRate: number) {
    this.#rate = sampleRate;
    this.#block = this.#newBlock();
  }

  add(samples: Float32Array): void {
    for (let at = 0; at < samples.length;) {
      const part = samples.subarray(at, at + this.#block.length - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#block.length) this.#takeBlock();
    }
  }

  end(): void {
    this.#block = this.#block.subarray(0, this.#filled);
    if (this.#filled > 0) this.#takeBlock();
    this.#cut(this.#cuts.end());
    this.ended = true;
  }

  /** The next windows that have ended, as one where several wait. */
  take(): LiveWindow | undefined {
    const first = this.#waiting.shift();
    if (!first) return undefined;
    const { samples, start } = first;
    let { seconds } = first;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const until = next.start + next.seconds - start;
      if (until > atOnce) break;
      this.#waiting.shift();
      const gap = Math.round((next.start - start - seconds) * this.#rate);
      samples.push(new Float32Array(Math.max(gap, 0)), ...next.samples);
      seconds = until;
    }
    this.waitingSeconds = this.#waiting.reduce((sum, window) => sum + window.seconds, 0);
    return { samples, start, seconds };
  }

  /** What there is of the window that has not ended; undefined where nobody has spoken in it. */
  get open(): LiveWindow | undefined {
    if (!this.#cuts.speaks) return undefined;
    return this.#windowOf([...this.#open], this.#openFrames);
  }

  /** Seconds of `open`, 0 where there is none. */
  get openSeconds(): number {
    return this.#cuts.speaks ? this.#openFrames / this.#rate : 0;
  }

  #windowOf(samples: Float32Array[], frames: number): LiveWindow {
    return { samples, start: this.#passed / this.#rate, seconds: frames / this.#rate };
  }

  #newBlock(): Float32Array {
    return new Float32Array(Math.max(1, Math.round(blockSeconds * this.#rate)));
  }

  #takeBlock(): void {
    const block = this.#block;
    this.#open.push(block);
    this.#openFrames += block.length;
    this.#block = this.#newBlock();
    this.#filled = 0;
    const cut = this.#cuts.add(loudness(block), block.length / this.#rate);
    if (cut) this.#cut(cut);
  }

  #cut({ blocks, speech }: Cut): void {
    const samples = this.#open.splice(0, blocks);
    const frames = samples.reduce((sum, { length }) => sum + length, 0);
    const window = this.#windowOf(samples, frames);
    this.#passed += frames;
    this.#openFrames -= frames;
    if (!speech) return;
    this.#waiting.push(window);
    this.waitingSeconds += window.seconds;
  }
}
