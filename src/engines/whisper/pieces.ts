import type { ModelFacts } from './model';
import { PcmWindow } from './pcm-window';
import { planPiece, speechIn, type Frame, type PieceLimits } from './plan-piece';
import { frameSamples, type SpeechDetector, type SpeechListener } from './speech-detector';
import { FaintSound, gainFor, powerOf } from './speech-level';

/** A part of the audio for one window of the model; without samples where nobody speaks. */
export type Piece = {
  samples: Float32Array;
  /** The first sample, counted from the start of the audio. */
  start: number;
  /** It ends where no word is torn, so that all that was said in it belongs to it. */
  whole: boolean;
  /** Seconds from the piece's start at which its speech begins and ends; undefined where nobody listened. */
  speech: { from: number; to: number } | undefined;
  /** The share of speech between two times, in seconds from the piece's start; undefined where nobody listened. */
  speechShare: (from: number, to: number) => number | undefined;
};

/** Cuts audio into pieces. Each begins where `advance` was told to. */
export interface Pieces {
  next(): Promise<Piece | undefined>;
  /** Goes on so many samples behind the start of the last piece. */
  advance(count: number): void;
  /** Samples that are done. */
  readonly done: number;
  close(): Promise<void>;
}

/** Pieces as long as the model's window, whatever is in them. */
export function everyWindow(samples: AsyncIterable<Float32Array>, facts: ModelFacts): Pieces {
  const window = new PcmWindow(samples);
  return {
    async next() {
      const audio = await window.read(facts.windowSamples);
      if (audio.length === 0) return undefined;
      const { start } = window;
      return {
        samples: audio,
        start,
        whole: false,
        speech: undefined,
        speechShare: () => undefined,
      };
    },
    advance: (count) => window.advance(count),
    get done() {
      return window.start;
    },
    close: () => window.close(),
  };
}

/** Seconds. */
const margin = 0.2;
const longPause = 2;
const leastPause = 0.1;
const reach = 2;
/**
 * A pause ends a piece when it takes this share of the longest one that is wanted, too. The encoder takes as long for a
 * word as for a whole window, so that speech with many pauses would be slow; and windows that overlap by a third, as
 * others have them, go on by no more than this.
 */
const longShare = 2 / 3;
/** How much longer than wanted a piece may be where nobody pauses. */
const stretch = 1.5;

/** Pieces of speech, cut at pauses, faint ones as loud as speech usually is; where nobody speaks is passed over. */
export function speechOnly(
  samples: AsyncIterable<Float32Array>,
  facts: ModelFacts,
  detector: SpeechDetector,
): Pieces {
  const window = new PcmWindow(samples);
  const activity = new Activity(detector);
  const framesIn = (seconds: number) => Math.floor((seconds * facts.sampleRate) / frameSamples);
  const inFrames = (count: number) =>
    Math.floor(Math.min(count, facts.windowSamples) / frameSamples);
  const limits: PieceLimits = {
    most: inFrames(facts.speechSamples),
    longest: inFrames(stretch * facts.speechSamples),
    margin: framesIn(margin),
    leastPause: framesIn(leastPause),
    reach: framesIn(reach),
    longPause: Math.max(framesIn(longPause), Math.floor(longShare * inFrames(facts.speechSamples))),
  };
  const ahead = (limits.longest + limits.longPause + 1) * frameSamples;
  return {
    async next() {
      const audio = await window.read(ahead);
      if (audio.length === 0) return undefined;
      const { start } = window;
      const { frames, before } = await activity.over(start, audio, audio.length < ahead);
      const plan = planPiece(frames, limits);
      const speaks = speechIn(frames, limits);
      const wanted = ('skip' in plan ? plan.skip : plan.length) * frameSamples - before;
      const length = Math.min(wanted, audio.length);
      if ('skip' in plan) {
        window.advance(length);
        const nobody = { speech: undefined, speechShare: () => 0 };
        return { samples: audio.subarray(0, 0), start, whole: true, ...nobody };
      }
      const frameAt = (seconds: number) => (seconds * facts.sampleRate + before) / frameSamples;
      const secondAt = (frame: number) => (frame * frameSamples - before) / facts.sampleRate;
      const own = speaks.slice(0, plan.length);
      const spoken = frames.filter((_, at) => own[at]);
      const gain = gainFor(spoken.reduce((sum, { power }) => sum + power, 0) / spoken.length);
      return {
        samples: raised(audio.subarray(0, length), gain),
        start,
        whole: true,
        speech: {
          from: Math.max(secondAt(own.indexOf(true)), 0),
          to: Math.min(secondAt(own.lastIndexOf(true) + 1), length / facts.sampleRate),
        },
        speechShare: (from, to) => {
          const span = speaks.slice(Math.floor(frameAt(from)), Math.ceil(frameAt(to)));
          return span.filter(Boolean).length / Math.max(span.length, 1);
        },
      };
    },
    advance: (count) => window.advance(count),
    get done() {
      return window.start;
    },
    close: () => window.close(),
  };
}

/** The sound itself where it is loud enough. */
function raised(samples: Float32Array, gain: number): Float32Array {
  return gain === 1 ? samples : samples.map((sample) => sample * gain);
}

/** What the detector said of each frame; frames are counted from the start of the audio. */
class Activity {
  readonly #listener: SpeechListener;
  readonly #faint = new FaintSound();
  #frames: Frame[] = [];
  #first = 0;

  constructor(detector: SpeechDetector) {
    this.#listener = detector.listen();
  }

  /** The frames of a stretch of audio, and how many samples before it the first of them begins. */
  async over(
    start: number,
    audio: Float32Array,
    ended: boolean,
  ): Promise<{ frames: readonly Frame[]; before: number }> {
    const passed = Math.floor(start / frameSamples) - this.#first;
    this.#frames = this.#frames.slice(passed);
    this.#first += passed;
    const heard = (this.#first + this.#frames.length) * frameSamples - start;
    const frames = (audio.length - heard) / frameSamples;
    const count = ended ? Math.ceil(frames) : Math.floor(frames);
    const samples = audio.subarray(heard, heard + count * frameSamples);
    for (const [at, speech] of (await this.#listener.hear(this.#faint.raise(samples))).entries()) {
      const from = at * frameSamples;
      this.#frames.push({ speech, power: powerOf(samples.subarray(from, from + frameSamples)) });
    }
    return { frames: this.#frames, before: start - this.#first * frameSamples };
  }
}
