import type { AudioFormat, Header } from '../audio/formats';
import type { ModelCard } from '../catalog/models';
import type { MachineFacts } from '../engines/device-machine';
import type { GpuFacts } from '../engines/device-survey';
import type {
  DevicePreference,
  Phonemes,
  Placement,
  Progress,
  ReadingOptions,
  SpokenWord,
} from '../engines/engine';
import type { HubChoice } from '../weights/hub-setting';
import type { StorageFacts } from '../weights/storage-facts';
import type { Verdict } from '../weights/verdicts';
import type { PoolLimits } from './memory-budget';
import type { TranscribeJob, Transcribed } from './transcribe-job';

/** Text to be spoken, with no vendor's words left in it. Everything is checked before a job is made. */
export type SpeakJob = {
  model: ModelCard;
  /** Not blank. */
  text: string;
  /** As `chooseVoice` accepts it. */
  voice: string;
  /** 0.25 to 4. */
  speed: number;
  /** As the model's voice reads unless told. */
  reading?: ReadingOptions | undefined;
  format: AudioFormat;
  /** Hz of the answer. */
  sampleRate: number;
  /** The format's own unless told. */
  header?: Header | undefined;
  /** LUFS that the speech is brought to; as loud as the model made it unless told. */
  loudness?: number | undefined;
};

/** Text to be read without a sound. */
export type PhonemizeJob = Pick<SpeakJob, 'model' | 'text' | 'voice' | 'reading'>;

/** A piece of the answer: encoded bytes, and the words that sound in them (seconds from the start of the answer). */
export type SpokenBytes = { bytes: Uint8Array<ArrayBuffer>; words: SpokenWord[] };

/** A job under way: its first chunk is spoken. Leaving the loop over `audio` stops the engine. */
export type Spoken = {
  model: ModelCard;
  placement: Placement;
  audio: AsyncIterable<SpokenBytes>;
};

export type ModelState = {
  card: ModelCard;
  /** `embedded`: part of the app; `absent`: would be downloaded; `stored`: on this device; `loaded`: ready. */
  state: 'embedded' | 'absent' | 'downloading' | 'stored' | 'loaded';
  /** While downloading or loading. */
  progress: Progress | undefined;
  /** While loaded. */
  placement: Placement | undefined;
  /** Where it would run. */
  planned: Placement;
  /** Bytes on this device, an unfinished download included. */
  storedBytes: number;
  /** It was stored, and is gone though nobody deleted it. */
  evicted: boolean;
};

export type Settings = HubChoice & PoolLimits & { device: DevicePreference };

export type SettingsChange = { [Name in keyof Settings]?: Settings[Name] | undefined };

/** What the service does, and what it has to do it with. */
export type Health = {
  /** Ids of the models that can speak at once. */
  loaded: string[];
  /** Requests that wait for their first chunk. */
  waiting: number;
  /** Answers that are being spoken. */
  speaking: number;
  machine: MachineFacts;
  storage: StorageFacts;
  /** Undefined when the browser offers no graphics card. */
  gpu: GpuFacts | undefined;
  verdicts: Verdict[];
  preference: DevicePreference;
};

type Unload = {
  /** Breaks off requests that need the model; without it they are a reason to refuse. */
  force: boolean;
};

/** What the API can ask for; `jobs/core` is the real one. */
export interface Core {
  /**
   * Resolves when the first chunk is spoken. Throws SpeechError `queue_full`, `model_loading`, `hub_unreachable`,
   * `engine_unavailable`, `engine_failed`, `unknown_voice`, or `aborted`.
   */
  speak(job: SpeakJob, signal: AbortSignal): Promise<Spoken>;
  /**
   * Resolves when the engine has something to tell. Throws as `speak`, and SpeechError `invalid_request` (param `file`)
   * for what is no audio.
   */
  transcribe(job: TranscribeJob, signal: AbortSignal): Promise<Transcribed>;
  /** What a text would be said with. Throws as `speak`. */
  phonemize(job: PhonemizeJob, signal: AbortSignal): Promise<Phonemes>;
  /** Downloads and loads a model; yields progress and ends when it is ready. Leaving the loop does not stop it. */
  prepare(model: ModelCard, signal: AbortSignal): AsyncIterable<Progress>;
  /**
   * Ends a model's thread, or its download, which goes on where it was when it is asked for again. Throws SpeechError
   * `model_busy`.
   */
  unload(model: ModelCard, how: Unload): Promise<ModelState>;
  /** Unloads a model and removes its files; throws SpeechError `model_busy`, or `invalid_request` for an embedded one. */
  remove(model: ModelCard, how: Unload): Promise<void>;
  state(model: ModelCard): Promise<ModelState>;
  states(): Promise<ModelState[]>;
  health(): Promise<Health>;
  /**
   * Compares the model on the graphics card with the same on the processor, whatever was found before. Throws
   * SpeechError `unsupported` when there is no card for it, `model_busy`, `model_loading`, `engine_unavailable`.
   */
  check(model: ModelCard, how: Unload & { signal: AbortSignal }): Promise<Verdict>;
  settings(): Promise<Settings>;
  /**
   * What is left out stays as it is; another device counts for the models that are idle at once. Throws SpeechError
   * `invalid_request` for what is no URL of a hub.
   */
  changeSettings(changes: SettingsChange): Promise<Settings>;
}
