import type { TimedWord } from '../../captions/timed-word';
import type { SpeechRequest, SpeechStream } from '../../client/speech-client';
import type { SpeechPiece } from '../../client/speech-piece';
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
  /** Those of the sound that was received; none where the model tells no times. */
  readonly words: TimedWord[] = [];
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
  #source: AsyncIterator<SpeechPiece> | undefined;
  #receiving: Promise<boolean> | undefined;
  #receivedAt = 0;
  #heldBack = false;

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

  /** Begins to be received; nothing is pulled before it is listened to. */
  receive({ pieces, sampleRate, device }: SpeechStream): void {
    this.sampleRate = sampleRate;
    this.device = device;
    this.#source = pieces[Symbol.asyncIterator]();
  }

  /** The sound from a time (seconds) on: what was received, and then what comes while it is pulled. */
  async *listen(from: number): AsyncGenerator<Float32Array<ArrayBuffer>> {
    let skip = Math.round(from * this.sampleRate);
    for (let index = 0; ; index++) {
      if (index === this.pieces.length && !(await this.more())) return;
      const piece = this.pieces[index];
      if (!piece) return;
      if (skip < piece.length) yield skip > 0 ? piece.slice(skip) : piece;
      skip = Math.max(0, skip - piece.length);
    }
  }

  /** Receives the next piece; false when there is none. Throws what the stream throws. */
  more(): Promise<boolean> {
    this.#receiving ??= this.#receive().finally(() => (this.#receiving = undefined));
    return this.#receiving;
  }

  /** No more is received; what was, stays. */
  close(): void {
    this.#source = undefined;
  }

  async #receive(): Promise<boolean> {
    const source = this.#source;
    if (!source) return false;
    // The pace is measured until the player first holds the stream back.
    this.#heldBack ||= this.#receivedAt > 0 && performance.now() - this.#receivedAt > pause;
    const next = await source.next().catch((failure: unknown) => {
      this.close();
      throw failure;
    });
    if (next.done) {
      this.complete = this.#source === source;
      this.close();
      return false;
    }
    this.words.push(...next.value.words);
    this.#keep(next.value.samples);
    this.#receivedAt = performance.now();
    if (!this.#heldBack) this.pace = this.seconds / ((this.#receivedAt - this.#askedAt) / 1000);
    return true;
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
