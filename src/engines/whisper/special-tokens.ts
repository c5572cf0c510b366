import { SpeechError } from '../../base/errors';

/** The tokens of a Whisper that are no text; which numbers they have differs between its versions. */
export type SpecialTokens = {
  /** `<|startoftranscript|>` */
  start: number;
  /** `<|endoftext|>`: every token before it is text. */
  end: number;
  /** `<|startofprev|>`, before what was said earlier; undefined where the model was not taught it. */
  previous: number | undefined;
  noSpeech: number | undefined;
  /** Undefined, as are the languages, in a model for English alone. */
  transcribe: number | undefined;
  translate: number | undefined;
  noTimestamps: number;
  /** `<|0.00|>`; all tokens from here on are times. */
  firstTimestamp: number;
  /** ISO 639-1 code (or Whisper's own, as `yue`) → token. */
  languages: ReadonlyMap<string, number>;
  /** Never chosen. */
  suppressed: readonly number[];
  /** Not chosen as the first token of a window. */
  suppressedFirst: readonly number[];
  /** The latest time, in steps, with which a window may begin. */
  latestStart: number | undefined;
};

/** A model's `generation_config.json`, as far as it is read here. */
export type GenerationConfig = {
  decoder_start_token_id: number;
  eos_token_id: number;
  no_timestamps_token_id?: number;
  prev_sot_token_id?: number;
  max_initial_timestamp_index?: number;
  lang_to_id?: Record<string, number>;
  task_to_id?: Record<string, number>;
  suppress_tokens?: number[] | null;
  begin_suppress_tokens?: number[] | null;
};

/** `idOf` gives the number of a token of the model's tokenizer by its text. Throws SpeechError `engine_failed`. */
export function readSpecialTokens(
  config: GenerationConfig,
  idOf: (token: string) => number | undefined,
): SpecialTokens {
  const noTimestamps = config.no_timestamps_token_id ?? idOf('<|notimestamps|>');
  if (noTimestamps === undefined) {
    throw new SpeechError('engine_failed', 'The model does not say which of its tokens are times.');
  }
  const languages = Object.entries(config.lang_to_id ?? {});
  const start = config.decoder_start_token_id;
  const previous = config.prev_sot_token_id ?? idOf('<|startofprev|>');
  const noSpeech = idOf('<|nospeech|>') ?? idOf('<|nocaptions|>');
  const { transcribe, translate } = config.task_to_id ?? {};
  const commands = [start, previous, noSpeech, transcribe, translate, idOf('<|startoflm|>')];
  return {
    start,
    end: config.eos_token_id,
    previous,
    noSpeech,
    transcribe,
    translate,
    noTimestamps,
    firstTimestamp: noTimestamps + 1,
    languages: new Map(languages.map(([token, id]) => [token.slice(2, -2), id])),
    suppressed: [
      ...(config.suppress_tokens ?? []),
      ...commands.filter((id) => id !== undefined),
      ...languages.map(([, id]) => id),
    ],
    suppressedFirst: config.begin_suppress_tokens ?? [],
    latestStart: config.max_initial_timestamp_index,
  };
}
