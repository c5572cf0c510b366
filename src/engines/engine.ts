import type { ModelCard, Precision } from '../catalog/models';
import type { DictionaryEntry } from '../text/dictionary';
import type { EmojiReading } from '../text/emoji';
import type { Markup } from '../text/markup/spellings';
import type { WeightStore } from '../weights/store';

/** A loaded model. It lives in the engine thread; `wire/engine-port` gives the same type to other threads. */
export interface Engine<Input, Output> {
  /**
   * Works while it is pulled: nothing is computed ahead of the reader, and leaving the loop (or `signal`) stops the
   * work after the step under way.
   */
  run(input: Input, options?: { signal?: AbortSignal }): AsyncIterable<Output>;
  dispose(): Promise<void>;
}

/** What to say. `text` is the author's own; offsets in the output point into it (UTF-16 code units). */
export type Utterance = {
  text: string;
  /** A voice id of this model, already checked, or a mix such as `af_bella(2)+af_sky(1)`. */
  voice: string;
  /** 1 is the voice's own pace; 0.25 to 4. */
  speed: number;
} & ReadingOptions;

/** How a text is to be read. */
export type ReadingOptions = {
  /** BCP 47, or `auto`: of each sentence the language that it is in. The voice's own unless told. */
  language?: string | undefined;
  /** Which markup is in the text; all that is known unless told. */
  markup?: Markup | undefined;
  /** Whether numbers and signs are read as words; they are unless told. */
  normalise?: boolean | undefined;
  /** How some words are to be said. */
  dictionary?: readonly DictionaryEntry[] | undefined;
  /** Whether the names of emoji are said; they are silent unless told. */
  emoji?: EmojiReading | undefined;
};

/**
 * A word of the author's and when it sounds. Times are seconds from the first sample of its chunk; `from` and `to` are
 * offsets. What is said in several words (`$5`) is one, or several with the same offsets where a chunk ends in it.
 */
export type SpokenWord = {
  start: number;
  end: number;
  from: number;
  to: number;
  /** Where the model tells them: what the word is said with, in order and without gaps. */
  phonemes?: WordPhoneme[];
};

/** A symbol of the model's own alphabet, and its share of the word's time: those of a word sum to 1. */
export type WordPhoneme = { symbol: string; share: number };

/** A piece of speech, mono. Chunks follow each other without a gap. */
export type SpokenChunk = {
  /** Mono, −1 to 1, an array of its own (never a view of a WASM heap). */
  samples: Float32Array<ArrayBuffer>;
  /** Hz. */
  sampleRate: number;
  /** The span of `Utterance.text` that this chunk speaks. */
  from: number;
  to: number;
  /** Empty when the model tells no times. */
  words: SpokenWord[];
  /** Where the model tells it: the frames it gave each of its symbols, both ends included. */
  durations?: number[];
};

export type Speaker = Engine<Utterance, SpokenChunk> & {
  /** What `run` would say a text with, without a sound of it. The voice's own pace is taken. */
  read(utterance: Utterance): Promise<Phonemes>;
};

/** A text in the symbols of a model's own alphabet. */
export type Phonemes = {
  /** With the punctuation that the model has symbols for. */
  symbols: string;
  /** In order; `from` and `to` are offsets in `Utterance.text`. What is said in several words (`$5`) is one. */
  words: { symbols: string; from: number; to: number }[];
  /** BCP 47: what the first sentence was read as; undefined where there is none. */
  language: string | undefined;
};

/** What to write down. */
export type Clip = {
  /** A file of any format that `audio/decode` reads. */
  audio: Blob;
  /** ISO 639-1; undefined: found out from the first window. */
  language: string | undefined;
  /** `translate`: into English. */
  task: 'transcribe' | 'translate';
  /** Words that were said before, or how some are spelled; empty for none. */
  prompt: string;
  /** 0 to 1; from there it rises by itself where the text is doubtful. */
  temperature: number;
  /** Whether times of words are wanted. */
  words: boolean;
  /** For what is chosen by chance, at temperatures above 0. */
  seed: number;
  /** What keeps a model from writing down what nobody said; all of it is on unless told. */
  guards?: { voiceActivity: boolean; loops: boolean; silence: boolean } | undefined;
  /** What was heard of it before, after which it goes on; from the beginning unless told. */
  before?: HeardBefore | undefined;
  /**
   * Only this channel, counted from 0; all of them mixed unless told. SpeechError `invalid_request` (param `channel`)
   * for one that the file lacks.
   */
  channel?: number | undefined;
};

/** How far a recording was written down, in seconds, and what was told of that: the segments, or what is left of each. */
export type HeardBefore = {
  seconds: number;
  /** ISO 639-1, where it was found out. */
  language?: string | undefined;
  /** Where channels are written down for themselves: the one that the rest is about; those before it are done. */
  channel?: number | undefined;
  segments: readonly Pick<Segment, 'tokens' | 'temperature'>[];
};

/** Seconds are counted from the start of the audio. */
export type TranscribedWord = { text: string; start: number; end: number; probability: number };

export type Segment = {
  start: number;
  end: number;
  /** As it was written, with the space in front. */
  text: string;
  tokens: number[];
  temperature: number;
  averageLogProb: number;
  compressionRatio: number;
  /** 0 to 1. */
  noSpeech: number;
  /** Empty unless asked for. */
  words: TranscribedWord[];
  /** Its words have shares of its time by their lengths, because the model does not tell more. */
  interpolated: boolean;
  /** Where channels are written down for themselves: which one, from 0. */
  channel?: number;
};

/** What a transcriber tells, in the order of the audio. `channel` is as a segment's. */
export type Heard =
  /** Once, before the first segment. ISO 639-1; `probability` is 1 for a language that was given. */
  | { type: 'language'; language: string; probability: number; channel?: number }
  /** The text of the part under way; each replaces the one before, and the next segments replace the last. */
  | { type: 'partial'; text: string }
  | { type: 'segment'; segment: Segment }
  /** Seconds that are done, and in all; `total` is undefined while nobody knows. The last one is told at the end. */
  | { type: 'progress'; done: number; total: number | undefined; channel?: number };

/** Throws SpeechError `invalid_request` (param `file`) for what is no audio, before anything is told. */
export type Transcriber = Engine<Clip, Heard>;

export type Device = 'webgpu' | 'wasm';

/** A device that the user wants, or `auto` for the one that suits the model, the browser and the machine. */
export type DevicePreference = Device | 'auto';

/** Where a model runs, and why there. */
export type Placement = {
  device: Device;
  /** `fp32`, `q8`, …; `none` for a model without weights. */
  precision: string;
  /** One sentence for people: why this device was chosen, or what failed before it. */
  reason: string;
};

/** What happens before a model can speak. `total` is undefined while the size is unknown. */
export type Progress = {
  phase: 'download' | 'load';
  /** Bytes of all files of this model so far. */
  loaded: number;
  total: number | undefined;
};

export type LoadOptions = {
  weights: WeightStore;
  /** The device to use; the caller decides, and calls again in a new thread when it fails. */
  device: Device;
  /** What to load of the model, best first; otherwise what suits the device. */
  precisions?: readonly Precision[];
  /** One sentence for people: why this device. */
  reason?: string;
  /** Base URL of the model hub that the user chose, without a trailing slash. */
  hub: string;
  /** Base URL of the app's own files, ending in a slash. */
  base: string;
  report: (progress: Progress) => void;
};

export type Load = (
  card: ModelCard,
  options: LoadOptions,
) => Promise<{ speaker: Speaker; placement: Placement }>;

/** As `Load`, for a model that listens. */
export type LoadTranscriber = (
  card: ModelCard,
  options: LoadOptions,
) => Promise<{ transcriber: Transcriber; placement: Placement }>;
