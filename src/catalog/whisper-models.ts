import type { ModelCard, Weights } from './model-card';

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

/** Both halves in four bits: other precisions fail or loop on one device or another (microsoft/onnxruntime#31626). */
const inFourBits = (bytes: number): Weights['files'] => ({
  q4: {
    path: 'onnx/decoder_model_merged_q4.onnx',
    bytes,
    with: ['onnx/encoder_model_q4.onnx', ...settings],
  },
});

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
    weights: whisper('base', inFourBits(142_391_572)),
  },
  {
    ...listens,
    id: 'whisper-tiny',
    aliases: [],
    name: 'Whisper tiny',
    purpose: 'The smallest Whisper: for dictation on weak machines.',
    weights: whisper('tiny', inFourBits(95_745_518)),
  },
  {
    ...listens,
    id: 'whisper-small',
    aliases: ['gpt-4o-transcribe', 'gpt-transcribe'],
    name: 'Whisper small',
    purpose: 'Makes fewer mistakes than base, and takes twice as long.',
    weights: whisper('small', inFourBits(299_365_053)),
  },
  {
    ...listens,
    id: 'whisper-large-v3-turbo',
    aliases: [],
    name: 'Whisper large v3 turbo',
    purpose: 'The most accurate one. Needs a graphics card.',
    created: 1727654400,
    weights: whisper('large-v3-turbo', inFourBits(759_089_997), { needsGpu: true }),
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
      files: {
        fp32: {
          path: 'onnx/decoder_model_merged.onnx',
          bytes: 6_194_897,
          with: ['onnx/encoder_model.onnx', ...settings],
        },
      },
    },
  },
];
