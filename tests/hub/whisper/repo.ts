import { whisperLanguages } from '../../../src/catalog/whisper-languages';
import { hubFile, type Repo } from '../files';
import { decoderFile, encoderFile, type Precision, type Sizes } from './graphs';

/** A Whisper that was taught nothing, with the sizes, names and settings of a real one. */
export type StandIn = {
  name: keyof typeof models;
  /** Each for both halves; the encoder's alone may differ in `fp32+q4`. */
  encoder?: readonly Precision[];
  decoder: readonly Precision[];
  /** Fewer layers of the encoder, where all would take too long. */
  encoderLayers?: number;
  /** Whether the decoder has a branch for its first step, as those of the hub have. */
  branches?: boolean;
  /** Tokens after which it ends what it writes; it never does unless told. */
  endsAt?: number;
};

const real = { frames: 3000, mostTokens: 448 };

/** The sizes of https://github.com/openai/whisper, and the heads that follow the audio. */
const models = {
  /** No real one: all lengths are, and little is computed. */
  thin: {
    ...{ width: 64, heads: 1, encoderLayers: 1, decoderLayers: 2, bands: 128, ...real },
    alignment: [
      [0, 0],
      [1, 0],
    ],
  },
  tiny: {
    ...{ width: 384, heads: 6, encoderLayers: 4, decoderLayers: 4, bands: 80, ...real },
    alignment: [
      [2, 2],
      [3, 0],
      [3, 2],
      [3, 3],
      [3, 4],
      [3, 5],
    ],
  },
  base: {
    ...{ width: 512, heads: 8, encoderLayers: 6, decoderLayers: 6, bands: 80, ...real },
    alignment: [
      [3, 1],
      [4, 2],
      [4, 3],
      [4, 7],
      [5, 1],
      [5, 2],
      [5, 4],
      [5, 6],
    ],
  },
  'large-v3-turbo': {
    ...{ width: 1280, heads: 20, encoderLayers: 32, decoderLayers: 4, bands: 128, ...real },
    alignment: [
      [2, 4],
      [2, 11],
      [3, 3],
      [3, 6],
      [3, 11],
      [3, 14],
    ],
  },
} as const;

const suffixes = { fp32: '', fp16: '_fp16', q8: '_quantized', q4: '_q4' } as const;

export function whisperRepo(standIn: StandIn): Repo {
  const { name, decoder, encoder = decoder, branches = true } = standIn;
  const { alignment, ...own } = models[name];
  const isThird = own.bands === 128;
  const tokens = specialTokens(isThird ? 100 : 99);
  const sizes: Sizes = {
    ...own,
    encoderLayers: standIn.encoderLayers ?? own.encoderLayers,
    vocabulary: tokens.firstTimestamp + 1501,
  };
  const writing = {
    ...{ endToken: tokens.end, firstTimestamp: tokens.firstTimestamp },
    ...(standIn.endsAt === undefined ? {} : { endsAt: standIn.endsAt }),
  };
  const json = (value: unknown) => hubFile(Buffer.from(JSON.stringify(value)));
  return new Map([
    ['config.json', json(config(sizes, tokens))],
    ['generation_config.json', json(generationConfig(tokens, alignment))],
    ['preprocessor_config.json', json(preprocessor(sizes))],
    ['tokenizer.json', json(tokenizer(tokens))],
    ['tokenizer_config.json', json(tokenizerConfig)],
    ...encoder.map((precision) => {
      const path = `onnx/encoder_model${suffixes[precision]}.onnx`;
      return [path, hubFile(Buffer.from(encoderFile(sizes, precision).buffer))] as const;
    }),
    ...decoder.map((precision) => {
      const path = `onnx/decoder_model_merged${suffixes[precision]}.onnx`;
      const file = decoderFile(sizes, precision, { branches, writing });
      return [path, hubFile(Buffer.from(file.buffer))] as const;
    }),
  ]);
}

type Tokens = ReturnType<typeof specialTokens>;

/** Numbers of the tokens that are no text; `<|yue|>` came with the third version. */
function specialTokens(languages: number) {
  const end = 50257;
  const codes = [...whisperLanguages].filter((code) => languages === 100 || code !== 'yue');
  const firstLanguage = end + 2;
  const translate = firstLanguage + codes.length;
  return {
    ...{ end, start: end + 1, translate, transcribe: translate + 1 },
    ...{ startOfModel: translate + 2, previous: translate + 3, noSpeech: translate + 4 },
    ...{ noTimestamps: translate + 5, firstTimestamp: translate + 6 },
    languages: codes.map((code, index) => [`<|${code}|>`, firstLanguage + index] as const),
  };
}

function config(sizes: Sizes, { end, start }: Tokens) {
  return {
    architectures: ['WhisperForConditionalGeneration'],
    ...{ model_type: 'whisper', is_encoder_decoder: true, d_model: sizes.width },
    ...{ encoder_layers: sizes.encoderLayers, decoder_layers: sizes.decoderLayers },
    ...{ encoder_attention_heads: sizes.heads, decoder_attention_heads: sizes.heads },
    ...{ encoder_ffn_dim: 4 * sizes.width, decoder_ffn_dim: 4 * sizes.width },
    ...{ num_hidden_layers: sizes.encoderLayers, num_mel_bins: sizes.bands },
    ...{ max_source_positions: sizes.frames / 2, max_target_positions: sizes.mostTokens },
    ...{ vocab_size: sizes.vocabulary, activation_function: 'gelu', scale_embedding: false },
    ...{ bos_token_id: end, eos_token_id: end, pad_token_id: end },
    ...{ decoder_start_token_id: start, use_cache: true, median_filter_width: 7 },
  };
}

function generationConfig(tokens: Tokens, alignment: readonly (readonly number[])[]) {
  const { end, start, transcribe, translate, startOfModel, previous, noSpeech } = tokens;
  const marks = [1, 2, 7, 8, 9, 10, 14, 25, 26, 27, 28, 29, 31, 58, 59, 60, 61, 62, 63, 90, 91, 92];
  const rare = [
    359, 503, 522, 542, 873, 893, 902, 918, 922, 931, 1350, 1853, 1982, 2460, 2627, 3246,
  ];
  const commands = [start, translate, transcribe, startOfModel, previous, noSpeech];
  return {
    alignment_heads: alignment,
    begin_suppress_tokens: [220, end],
    ...{ bos_token_id: end, eos_token_id: end, pad_token_id: end, decoder_start_token_id: start },
    forced_decoder_ids: [
      [1, null],
      [2, transcribe],
    ],
    ...{ is_multilingual: true, max_initial_timestamp_index: 50, max_length: 448 },
    ...{ no_timestamps_token_id: tokens.noTimestamps, prev_sot_token_id: previous },
    return_timestamps: false,
    suppress_tokens: [...marks, ...rare, ...commands],
    lang_to_id: Object.fromEntries(tokens.languages),
    task_to_id: { transcribe, translate },
  };
}

function preprocessor({ bands, frames }: Sizes) {
  return {
    ...{ feature_extractor_type: 'WhisperFeatureExtractor', processor_class: 'WhisperProcessor' },
    ...{ feature_size: bands, sampling_rate: 16_000, hop_length: 160, chunk_length: 30 },
    ...{ n_fft: 400, n_samples: frames * 160, nb_max_frames: frames },
    ...{ padding_side: 'right', padding_value: 0, return_attention_mask: false },
  };
}

const tokenizerConfig = {
  ...{ tokenizer_class: 'WhisperTokenizer', bos_token: '<|endoftext|>' },
  ...{ eos_token: '<|endoftext|>', unk_token: '<|endoftext|>', pad_token: '<|endoftext|>' },
  ...{ add_prefix_space: false, clean_up_tokenization_spaces: true, errors: 'replace' },
  ...{ model_max_length: 1024, return_attention_mask: false },
};

/** Byte pairs of made-up words, as many as the real one has. */
function tokenizer(tokens: Tokens) {
  const vocabulary = [...bytesAsLetters()];
  const merges: [string, string][] = [];
  const known = new Set(vocabulary);
  const merge = (one: string, other: string) => {
    if (vocabulary.length >= tokens.end || known.has(one + other)) return;
    vocabulary.push(one + other);
    known.add(one + other);
    merges.push([one, other]);
  };
  const letters = [...'etaoinshrdlucmfwygpbvkxqjz'];
  const starts = ['Ġ', ...letters];
  const pairs = starts.flatMap((one) => letters.map((other) => [one, other] as const));
  for (const [one, other] of pairs) merge(one, other);
  for (const [one, other] of pairs) for (const third of letters) merge(one + other, third);
  for (const [one, other] of pairs)
    for (const [third, last] of pairs.slice(26)) merge(one + other, third + last);
  const special = [
    ['<|endoftext|>', tokens.end],
    ['<|startoftranscript|>', tokens.start],
    ...tokens.languages,
    ['<|translate|>', tokens.translate],
    ['<|transcribe|>', tokens.transcribe],
    ['<|startoflm|>', tokens.startOfModel],
    ['<|startofprev|>', tokens.previous],
    ['<|nospeech|>', tokens.noSpeech],
    ['<|notimestamps|>', tokens.noTimestamps],
  ] as const;
  const times = Array.from({ length: 1501 }, (_, step) => `<|${(step / 50).toFixed(2)}|>`);
  const added = (content: string, id: number, isSpecial: boolean) => ({
    ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false },
    special: isSpecial,
  });
  const byteLevel = {
    type: 'ByteLevel',
    add_prefix_space: false,
    trim_offsets: true,
    use_regex: true,
  };
  return {
    ...{ version: '1.0', truncation: null, padding: null },
    added_tokens: [
      ...special.map(([content, id]) => added(content, id, true)),
      ...times.map((content, step) => added(content, tokens.firstTimestamp + step, false)),
    ],
    ...{ normalizer: null, pre_tokenizer: byteLevel, post_processor: null, decoder: byteLevel },
    model: {
      ...{ type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: '' },
      ...{ end_of_word_suffix: '', fuse_unk: false },
      vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
      merges,
    },
  };
}

/** The letters that stand for each byte in such tokenizers: its own where it has a shape, else one from 256 on. */
function bytesAsLetters(): string[] {
  const shaped = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte !== 173 && byte <= 255);
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const others = bytes.filter((byte) => !shaped(byte));
  return [
    ...bytes.filter(shaped).map((byte) => String.fromCharCode(byte)),
    ...others.map((_, index) => String.fromCharCode(256 + index)),
  ];
}
