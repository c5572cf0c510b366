/** How the numbers of a file are stored; the names are those of the hub's ONNX files. */
export type FilePrecision = 'fp32' | 'fp16' | 'q8' | 'q4' | 'q4f16';

/** Of a model's files; where those of its encoder and of its decoder differ, both (`fp32+q4`). */
export type Precision = FilePrecision | `${FilePrecision}+${FilePrecision}`;

export type ModelCard = {
  id: string;
  /** Whether it speaks or listens. */
  kind: 'speech' | 'transcription';
  /** Other ids that reach this model, among them those of the hosted APIs. */
  aliases: readonly string[];
  name: string;
  /** One sentence for people: what it is good for. */
  purpose: string;
  engine: 'espeak' | 'kokoro' | 'whisper';
  licence: string;
  ownedBy: string;
  /** Unix seconds of the model's publication, as OpenAI's model list has it. */
  created: number;
  /** Hz of what it speaks or hears. */
  sampleRate: number;
  /** Empty for a model that listens. */
  defaultVoice: string;
  /** Undefined: the model is part of the app. */
  weights: Weights | undefined;
};

export type Weights = {
  /** `chosen`: the hub in the settings (Hugging Face unless changed); `own`: this app's own origin, under `hub/`. */
  hub: 'chosen' | 'own';
  repo: string;
  /** Asked for the same files when `repo` does not exist on the hub. */
  twin?: string;
  revision: string;
  /** For each precision; bytes are for people, the hub tells the truth. */
  files: Readonly<Partial<Record<Precision, ModelFile>>>;
  /** It is too slow for any processor. */
  needsGpu?: boolean;
  /** Language (BCP 47) → its words as the model was taught them. Without it they are guessed. */
  lexicons?: Readonly<Record<string, LexiconFile>>;
};

export type ModelFile = {
  path: string;
  /** Of all that is large. */
  bytes: number;
  /** Paths of further files without which it cannot start. */
  with?: readonly string[];
};

export type LexiconFile = {
  /** Path inside the model's repository, on this device and on hubs other than the default one. */
  path: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  /** Where it is published, which is asked when the default hub is chosen: that has no such file. */
  url?: string;
};
