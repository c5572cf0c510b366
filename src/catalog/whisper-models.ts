import type { FilePrecision, ModelCard, Precision, Weights } from './model-card';

/** Beside the encoder and the decoder a Whisper needs its settings and its tokens. */
const settings = [
  'config.json',
  'generation_config.json',
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
];

/** The exports that tell times of words; their twins do not. Bytes: encoder and decoder, as the hub lists them. */
function whisper(size: string, files: Weights['files'], more: Partial<Weights> = {}): Weights {
  return {
    hub: 'chosen',
    repo: `onnx-community/whisper-${size}_timestamped`,
    twin: `onnx-community/whisper-${size}`,
    revision: 'main',
    files,
    ...more,
  };
}

/** Bytes of each half, in the precisions that are used. */
type Halves = {
  encoder: Partial<Record<FilePrecision, number>>;
  decoder: Partial<Record<FilePrecision, number>>;
};

const suffixes = { fp32: '', fp16: '_fp16', q8: '_quantized', q4: '_q4', q4f16: '_q4f16' } as const;

/** Paths of both halves in a precision. */
export function whisperFiles(precision: Precision): { encoder: string; decoder: string } {
  const [encoder, decoder = encoder] = precision.split('+') as FilePrecision[];
  return {
    encoder: `onnx/encoder_model${encoder ? suffixes[encoder] : ''}.onnx`,
    decoder: `onnx/decoder_model_merged${decoder ? suffixes[decoder] : ''}.onnx`,
  };
}

/** The files of a Whisper whose encoder and decoder are stored as told. */
function filesOf(
  { encoder, decoder }: Halves,
  pairs: readonly (readonly [encoder: FilePrecision, decoder: FilePrecision])[],
): Weights['files'] {
  return Object.fromEntries(
    pairs.map(([first, second]) => {
      const precision = first === second ? first : (`${first}+${second}` as const);
      const paths = whisperFiles(precision);
      const bytes = (encoder[first] ?? 0) + (decoder[second] ?? 0);
      return [precision, { path: paths.decoder, bytes, with: [paths.encoder, ...settings] }];
    }),
  );
}

/**
 * A decoder in four bits is the one that works everywhere; the encoder may be exact where a graphics card computes it.
 * Others fail or loop on one device or another (microsoft/onnxruntime#31626).
 */
const inFourBits = (halves: Halves) =>
  filesOf(halves, [
    ['q4', 'q4'],
    ['fp32', 'q4'],
  ]);

/** Its exact encoder has 2.5 GB, which no page is given. */
const turbo: Halves = { encoder: { q4: 424_942_775 }, decoder: { q4: 334_147_222 } };

const listens = {
  kind: 'transcription',
  engine: 'whisper',
  licence: 'MIT',
  ownedBy: 'openai',
  created: 1663718400,
  sampleRate: 16000,
  defaultVoice: '',
} as const;

export const whisperModels: readonly ModelCard[] = [
  {
    ...listens,
    id: 'whisper-base',
    aliases: ['whisper-1', 'gpt-4o-mini-transcribe', 'gpt-4o-mini-transcribe-2025-12-15'],
    name: 'Whisper base',
    purpose: 'Writes down 99 languages, quickly and well enough for clear speech.',
    weights: whisper(
      'base',
      inFourBits({
        encoder: { fp32: 82_500_000, q4: 18_749_674 },
        decoder: { q4: 123_641_874 },
      }),
    ),
  },
  {
    ...listens,
    id: 'whisper-tiny',
    aliases: [],
    name: 'Whisper tiny',
    purpose: 'The smallest Whisper: for dictation on weak machines.',
    weights: whisper(
      'tiny',
      inFourBits({
        encoder: { fp32: 32_900_000, q4: 9_006_044 },
        decoder: { q4: 86_739_474 },
      }),
    ),
  },
  {
    ...listens,
    id: 'whisper-small',
    aliases: ['gpt-4o-transcribe', 'gpt-transcribe'],
    name: 'Whisper small',
    purpose: 'Makes fewer mistakes than base, and takes twice as long.',
    weights: whisper(
      'small',
      inFourBits({
        encoder: { fp32: 353_000_000, q4: 66_134_815 },
        decoder: { q4: 233_230_238 },
      }),
    ),
  },
  {
    ...listens,
    id: 'whisper-large-v3-turbo',
    aliases: [],
    name: 'Whisper large v3 turbo',
    purpose: 'The most accurate one. Needs a graphics card.',
    created: 1727654400,
    weights: whisper('large-v3-turbo', filesOf(turbo, [['q4', 'q4']]), { needsGpu: true }),
  },
  {
    ...listens,
    id: 'sample-whisper',
    aliases: [],
    name: 'Sample Whisper',
    purpose: 'A miniature with Whisper’s contract, part of the app. It knows 43 words.',
    licence: 'GPL-3.0-or-later',
    ownedBy: 'sotto',
    created: 1790812800,
    weights: {
      hub: 'own',
      repo: 'sotto/sample-whisper',
      revision: 'main',
      files: filesOf({ encoder: { fp32: 2_982_207 }, decoder: { fp32: 3_212_690 } }, [
        ['fp32', 'fp32'],
      ]),
    },
  },
];
