import type { SpeechRequest, SpeechStream } from '../../client/speech-client';
import { estimateSeconds } from './estimate';

/** Steps of the envelope in a second. */
const envelopeRate = 100;
/** Milliseconds after which a pause between two pulls is the player's, not the scheduler's. */
const pause = 50;

/** One spoken answer: its sound as far as it has arrived, and how it came about. */
export class Take {
  readonly request: SpeechRequest;
  /** What the user hears it as: `undefined` for their own text, else the voice that is introduced. */
  readonly previewOf: string | undefined;
  readonly pieces: Float32Array<ArrayBuffer>[] = [];
  /** The loudest sample (0 to 1) of each hundredth of a second. */
  readonly envelope: number[] = [];
  sampleRate = 24_000;

  /** Received so far. */
  seconds = $state(0);
  complete = $state(false);
  /** Played to its end. */
  heard = $state(false);
  device = $state<string>();
  /** Milliseconds from the request to the first sound. */
  firstSoundMs = $state<number>();
  /** Seconds of speech made in a second. */
  pace = $state<number>();

  #askedAt = performance.now();
  #filled = 0;

  constructor(request: SpeechRequest, previewOf?: string) {
    this.request = request;
    this.previewOf = previewOf;
  }

  /** How long it is, or will be: an estimate until it is complete. */
  get expectedSeconds(): number {
    if (this.complete) return this.seconds;
    return Math.max(this.seconds, estimateSeconds(this.request.input, this.request.speed));
  }

  /** Starts the clock again: what came before (a download) is not part of speaking. */
  asked(): void {
    this.#askedAt = performance.now();
  }

  sounded(): void {
    this.firstSoundMs ??= performance.now() - this.#askedAt;
  }

  /** Passes a stream on and keeps what it brings; the pace is measured until the player first holds it back. */
  async *record({
    chunks,
    sampleRate,
    device,
  }: SpeechStream): AsyncGenerator<Float32Array<ArrayBuffer>> {
    this.sampleRate = sampleRate;
    this.device = device;
    let heldBack = false;
    for await (const piece of chunks) {
      this.#keep(piece);
      const now = performance.now();
      if (!heldBack) this.pace = this.seconds / ((now - this.#askedAt) / 1000);
      yield piece;
      heldBack ||= performance.now() - now > pause;
    }
    this.complete = true;
  }

  #keep(piece: Float32Array<ArrayBuffer>): void {
    this.pieces.push(piece);
    const step = this.sampleRate / envelopeRate;
    piece.forEach((sample, i) => {
      const at = Math.floor((this.#filled + i) / step);
      this.envelope[at] = Math.max(this.envelope[at] ?? 0, Math.abs(sample));
    });
    this.#filled += piece.length;
    this.seconds = this.#filled / this.sampleRate;
  }

  /** The loudest sample between two times in seconds; 0 where nothing has arrived. */
  peak(from: number, to: number): number {
    const last = Math.min(Math.ceil(to * envelopeRate), this.envelope.length);
    let peak = 0;
    for (let i = Math.floor(from * envelopeRate); i < last; i++) {
      peak = Math.max(peak, this.envelope[i] ?? 0);
    }
    return peak;
  }
}
