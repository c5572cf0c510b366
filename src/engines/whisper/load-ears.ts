import type { FeatureExtractor, PreTrainedTokenizer } from '@huggingface/transformers';
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { SpeechError } from '../../base/errors';
import type { Precision } from '../../catalog/models';
import type { DeviceWatch } from '../device-watch';
import { inTurn, loadRuntime, watchGpu } from '../session';
import { openTransformers, type LibraryOptions } from '../transformers';
import type { Ears } from './hear-window';
import type { ModelFacts } from './model';
import { createOnnxModel, type Runner } from './onnx-model';
import { readSpecialTokens, type GenerationConfig } from './special-tokens';
import { createSpectrum, type SpectrumShape } from './spectrum';
import type { Tokenizer } from './words';

export type EarsOptions = LibraryOptions & {
  repo: string;
  revision: string;
  device: 'webgpu' | 'wasm';
  precision: Precision;
};

export type OnnxEars = Ears<Tensor> & {
  /** Of the graphics card, where it runs on one: what its sessions compute fails with it. */
  watch: DeviceWatch | undefined;
};

/** What is read of a model's `config.json` and `preprocessor_config.json`. */
type Config = {
  max_source_positions: number;
  max_target_positions: number;
  median_filter_width?: number;
};
type Preprocessor = {
  sampling_rate: number;
  n_samples: number;
  /** Ours: what a miniature was taught with. */
  sotto?: {
    /** The longest speech. */
    speech_seconds?: number;
    /** Whether it knows what to do with text from before. */
    previous_text?: boolean;
  };
};

/** Loads a Whisper with transformers.js: its sessions, tokenizer and features; throws what the store throws. */
export async function loadEars(options: EarsOptions): Promise<OnnxEars> {
  const { repo, revision, device, precision } = options;
  const library = await openTransformers(options);
  const { Tensor } = await loadRuntime('webgpu');
  const [ofEncoder, ofDecoder = ofEncoder] = precision.split('+');
  const dtype = { encoder_model: ofEncoder, decoder_model_merged: ofDecoder };
  const [tokenizer, extractor, model] = await Promise.all([
    library.AutoTokenizer.from_pretrained(repo, { revision }),
    library.AutoFeatureExtractor.from_pretrained(repo, { revision }),
    library.WhisperForConditionalGeneration.from_pretrained(repo, {
      ...{ revision, device },
      // The library's types know the names of precisions only.
      dtype: dtype as never,
      // What comes of the audio is an input of every step of the decoder. Of that the library itself keeps keys and values.
      ...(device === 'webgpu' ? { session_options: staysOnCard } : {}),
    }),
  ]);
  const sessions = model.sessions as Record<string, InferenceSession>;
  const { model: encoder, decoder_model_merged: decoder } = sessions;
  if (!encoder || !decoder) {
    throw new SpeechError('engine_failed', `${repo} has no encoder, or no merged decoder.`);
  }
  const watch = device === 'webgpu' ? await watchGpu() : undefined;
  const generation = model.generation_config as unknown as Generation;
  const preprocessor = extractor.config as Preprocessor;
  const facts = factsOf(generation, model.config as unknown as Config, preprocessor);
  const features = createSpectrum(shapeOf(extractor));
  const dispose = async () => {
    await model.dispose();
  };
  const vocabulary = tokenizer.get_vocab();
  const tokens = readSpecialTokens(generation, (token) => vocabulary.get(token));
  return {
    model: createOnnxModel({
      ...{ encoder: runnerOf(encoder, watch), decoder: runnerOf(decoder, watch) },
      ...{ Tensor, features, facts, dispose },
    }),
    tokens:
      preprocessor.sotto?.previous_text === false ? { ...tokens, previous: undefined } : tokens,
    tokenizer: createTokenizer(tokenizer),
    watch,
  };
}

const staysOnCard = { preferredOutputLocation: { last_hidden_state: 'gpu-buffer' } } as const;

function runnerOf(session: InferenceSession, watch: DeviceWatch | undefined): Runner {
  const { inputNames, outputNames, inputMetadata } = session;
  const run: Runner['run'] = (inputs, outputs = outputNames) => session.run(inputs, outputs);
  return {
    ...{ inputNames, outputNames, inputMetadata },
    run: (...given) => inTurn(() => (watch ? watch.during(() => run(...given)) : run(...given))),
  };
}

type Generation = GenerationConfig & { alignment_heads?: [layer: number, head: number][] };

/** The library tells its window and its filters, as it made them from the model's settings. */
export function shapeOf(extractor: FeatureExtractor): SpectrumShape {
  const { window: taper } = extractor as unknown as { window: Float64Array };
  const { n_samples, hop_length, nb_max_frames, mel_filters } = extractor.config as {
    n_samples: number;
    hop_length: number;
    nb_max_frames: number;
    mel_filters: number[][];
  };
  return {
    ...{ windowSamples: n_samples, hop: hop_length, frames: nb_max_frames },
    ...{ taper, filters: mel_filters },
  };
}

function factsOf(generation: Generation, config: Config, preprocessor: Preprocessor): ModelFacts {
  const { sampling_rate: sampleRate, n_samples: windowSamples, sotto = {} } = preprocessor;
  return {
    sampleRate,
    windowSamples,
    speechSamples: Math.min(windowSamples, (sotto.speech_seconds ?? Infinity) * sampleRate),
    timeStep: windowSamples / sampleRate / config.max_source_positions,
    mostTokens: config.max_target_positions,
    alignmentHeads: generation.alignment_heads ?? [],
    medianWidth: config.median_filter_width ?? 7,
  };
}

function createTokenizer(tokenizer: PreTrainedTokenizer): Tokenizer {
  const plain = { skip_special_tokens: true, clean_up_tokenization_spaces: false };
  return {
    decode: (ids) => (ids.length === 0 ? '' : tokenizer.decode([...ids], plain)),
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }),
  };
}
