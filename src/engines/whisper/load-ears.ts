import type { FeatureExtractor, PreTrainedTokenizer } from '@huggingface/transformers';
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Precision } from '../../catalog/models';
import { whisperFiles } from '../../catalog/whisper-models';
import type { FileRef, WeightStore } from '../../weights/store';
import type { DeviceWatch } from '../device-watch';
import { inTurn, loadRuntime, startRuntime, startSession, watchGpu } from '../session';
import { openTransformers, type LibraryOptions } from '../transformers';
import type { Ears } from './hear-window';
import type { ModelFacts } from './model';
import { createOnnxModel, type Runner } from './onnx-model';
import { readSpecialTokens, type GenerationConfig } from './special-tokens';
import { createSpectrum, type SpectrumShape } from './spectrum';
import type { Tokenizer } from './words';

export type EarsOptions = LibraryOptions & {
  weights: Pick<WeightStore, 'read' | 'open'>;
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
  decoder_layers: number;
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

/**
 * Loads a Whisper: its tokenizer and features with transformers.js, its sessions without, which would hold the whole files
 * in memory for them. Throws what the store and the runtime throw.
 */
export async function loadEars(options: EarsOptions): Promise<OnnxEars> {
  const { repo, revision, device } = options;
  const library = await openTransformers(options);
  const { Tensor } = await loadRuntime('webgpu');
  const settings = readJson<Config>('config.json', options);
  const [sessions, tokenizer, extractor, config, generation] = await Promise.all([
    startSessions(options, settings),
    library.AutoTokenizer.from_pretrained(repo, { revision }),
    library.AutoFeatureExtractor.from_pretrained(repo, { revision }),
    settings,
    readJson<Generation>('generation_config.json', options),
  ]);
  const { encoder, decoder } = sessions;
  const watch = device === 'webgpu' ? await watchGpu() : undefined;
  const preprocessor = extractor.config as Preprocessor;
  const facts = factsOf(generation, config, preprocessor);
  const features = createSpectrum(shapeOf(extractor));
  const dispose = async () => {
    await encoder.release();
    await decoder.release();
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

/** Both files are read while the runtime starts; one session after the other, as each needs room for a while. */
async function startSessions(
  options: EarsOptions,
  settings: Promise<Config>,
): Promise<{ encoder: InferenceSession; decoder: InferenceSession }> {
  const { device, precision, weights, report } = options;
  const open = (path: string) =>
    weights.open(fileOf(path, options), report ? { report: report(path) } : {});
  const paths = whisperFiles(precision);
  const [ofEncoder, ofDecoder, config] = await Promise.all([
    open(paths.encoder),
    open(paths.decoder),
    settings,
    startRuntime('webgpu'),
  ]);
  const onCard = device === 'webgpu' ? staysOnCard(config) : [];
  const encoder = await startSession(ofEncoder, device, { runtime: 'webgpu', onCard });
  // Its embeddings are also, turned about, what its last layer multiplies with; a processor reads them as they are.
  const asStored = device === 'wasm';
  const decoder = await startSession(ofDecoder, device, { runtime: 'webgpu', onCard, asStored });
  return { encoder, decoder };
}

/** What comes of the audio, which each step of the decoder takes, and keys and values, which the next one does. */
function staysOnCard({ decoder_layers }: Config): string[] {
  const kept = Array.from({ length: decoder_layers }, (_, layer) =>
    ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map(
      (name) => `present.${layer}.${name}`,
    ),
  );
  return ['last_hidden_state', ...kept.flat()];
}

const fileOf = (path: string, { hub, repo, revision }: EarsOptions): FileRef => ({
  ...{ hub, repo, revision, path },
});

async function readJson<T>(path: string, options: EarsOptions): Promise<T> {
  const { weights, report } = options;
  const file = await weights.read(fileOf(path, options), report ? { report: report(path) } : {});
  return JSON.parse(await file.text()) as T;
}

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
