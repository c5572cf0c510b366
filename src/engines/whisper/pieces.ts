import { join } from '../../audio/pcm';
import type { ModelFacts } from './model';
import { PcmWindow } from './pcm-window';
import { planPiece, speechIn, type Frame, type PieceLimits } from './plan-piece';
import { frameSamples, type SpeechDetector, type SpeechListener } from './speech-detector';
import { FaintSound, gainFor, powerOf } from './speech-level';

/** A part of the audio for one window of the model; without samples where nobody speaks. */
export type Piece = {
  samples: Float32Array;
  /** The first sample, counted from the start of the audio; before that there is silence. */
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

/**
 * Seconds. So much of the silence in front of speech belongs to its piece, and where a recording has less of it, silence
 * is put there: speech that begins with the window is written down worse (decision 13).
 */
const margin = 0.2;
/** Seconds. */
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
  /** Samples of silence put in front of the last piece. */
  let lead = 0;
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
        lead = 0;
        const nobody = { speech: undefined, speechShare: () => 0 };
        return { samples: audio.subarray(0, 0), start, whole: true, ...nobody };
      }
      const sound = audio.subarray(0, length);
      const piece = pieceOf(sound, start, { frames, before, speaks, own: plan.length, facts });
      lead = start - piece.start;
      return piece;
    },
    advance: (count) => window.advance(Math.max(0, count - lead)),
    get done() {
      return window.start;
    },
    close: () => window.close(),
  };
}

type Spoken = {
  frames: readonly Frame[];
  /** Samples before the piece's sound at which the first frame begins. */
  before: number;
  /** Of each frame, whether somebody speaks. */
  speaks: readonly boolean[];
  /** Frames of the piece; the others lie behind it. */
  own: number;
  facts: ModelFacts;
};

/** The piece of that sound, which begins at the sample `start` of the audio. */
function pieceOf(
  sound: Float32Array,
  start: number,
  { frames, before, speaks, own, facts: { sampleRate, windowSamples } }: Spoken,
): Piece {
  const inPiece = speaks.slice(0, own);
  const secondAt = (frame: number) => (frame * frameSamples - before) / sampleRate;
  const from = Math.max(secondAt(inPiece.indexOf(true)), 0);
  const to = Math.min(secondAt(inPiece.lastIndexOf(true) + 1), sound.length / sampleRate);
  const room = windowSamples - sound.length;
  const lead = Math.max(0, Math.min(Math.round((margin - from) * sampleRate), room));
  const led = lead / sampleRate;
  const frameAt = (seconds: number) =>
    Math.max(0, ((seconds - led) * sampleRate + before) / frameSamples);
  const spoken = frames.filter((_, at) => inPiece[at]);
  const gain = gainFor(spoken.reduce((sum, { power }) => sum + power, 0) / spoken.length);
  return {
    samples: behindSilence(raised(sound, gain), lead),
    start: start - lead,
    whole: true,
    speech: { from: from + led, to: to + led },
    speechShare: (from, to) => {
      const span = speaks.slice(Math.floor(frameAt(from)), Math.ceil(frameAt(to)));
      return span.filter(Boolean).length / Math.max(span.length, 1);
    },
  };
}

/** The sound itself where it is loud enough. */
function raised(samples: Float32Array, gain: number): Float32Array {
  return gain === 1 ? samples : samples.map((sample) => sample * gain);
}

/** The sound itself where there is enough of it in front. */
function behindSilence(samples: Float32Array, lead: number): Float32Array {
  return lead === 0 ? samples : join([new Float32Array(lead), samples]);
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
