/** The forward pass of a Whisper, which knows nothing of how text is chosen. */
export interface WhisperModel<Encoded = unknown> {
  facts: ModelFacts;
  /** One window of audio: mono samples of `facts.sampleRate`; what is missing of `windowSamples` is silence. */
  encode(samples: Float32Array): Promise<Encoded>;
  /** Begins to decode a window with a prompt. One run at a time. `looks`: whether it tells where it looks. */
  decode(encoded: Encoded, options?: { looks?: boolean }): Decoding;
  /** Frees what `encode` gave. */
  release(encoded: Encoded): void;
  dispose(): Promise<void>;
}

/** Sizes as the model's configs tell them. */
export type ModelFacts = {
  /** Hz. */
  sampleRate: number;
  windowSamples: number;
  /** The samples of speech that it hears well at once; `windowSamples` unless its config says less. */
  speechSamples: number;
  /** Seconds between two timestamp tokens, which is one position of the encoder. */
  timeStep: number;
  /** Tokens of a window, the prompt included. */
  mostTokens: number;
  /** Pairs of decoder layer and head that follow the audio; empty where the model does not tell. */
  alignmentHeads: readonly (readonly [layer: number, head: number])[];
  /** Odd; encoder positions over which attention is smoothed. */
  medianWidth: number;
};

/** A decoder that remembers the tokens it was given. */
export interface Decoding {
  /** Adds tokens; gives what the model thinks of the token behind each of them. */
  step(tokens: readonly number[]): Promise<Step>;
  /** Frees its memory. */
  end(): void;
}

export type Step = {
  /** A row of logits, as long as the vocabulary, for each token given; the caller may change them. */
  logits: Float32Array[];
  /** Where each of the heads that follow the audio looked behind the last token; empty unless asked for. */
  attention: Float32Array[];
};
