import type { ModelCard } from './model-card';
import { whisperModels } from './whisper-models';

export type {
  FilePrecision,
  LexiconFile,
  ModelCard,
  ModelFile,
  Precision,
  Weights,
} from './model-card';

/** The default model hub. */
export const defaultHub = 'https://huggingface.co';

/** Where the default hub, and most mirrors, have a file of a repository. */
export const defaultHubPath = '{hub}/{repo}/resolve/{revision}/{path}';

/** Sizes: the blob table of `onnx-community/Kokoro-82M-v1.0-ONNX` (q8 is as listed by kokoro-web, rounded). */
const kokoroFiles = {
  fp32: { path: 'onnx/model.onnx', bytes: 325_532_232 },
  q8: { path: 'onnx/model_quantized.onnx', bytes: 92_400_000 },
} as const;

/** https://github.com/hexgrad/misaki: what Kokoro v1.0 learned to read from. */
const misaki =
  'https://raw.githubusercontent.com/hexgrad/misaki/fba1236595f2d2bf21d414ba6e57d25256afada3/misaki/data/';

const kokoroLexicons = {
  'en-US': {
    path: 'lexicon/us_gold.json',
    bytes: 3_000_469,
    sha256: 'dc414872a49a28ae6c141463d502fd945f3b2fde040484fdc47d00cc4612686f',
    url: `${misaki}us_gold.json`,
  },
  'en-GB': {
    path: 'lexicon/gb_gold.json',
    bytes: 2_838_552,
    sha256: '29e62f4b60261c88f7f3c2c7811ca3825978948090b72d2b27d565b729282f71',
    url: `${misaki}gb_gold.json`,
  },
} as const;

/** Those that speak; the first one needs no download. */
export const speechModels: readonly ModelCard[] = [
  {
    id: 'espeak-ng',
    kind: 'speech',
    aliases: ['espeak'],
    name: 'eSpeak NG',
    purpose:
      'Instant and small, in over a hundred languages. Sounds like a machine, and needs no download.',
    engine: 'espeak',
    licence: 'GPL-3.0-or-later',
    ownedBy: 'espeak-ng',
    created: 1449446400,
    sampleRate: 22050,
    defaultVoice: 'en-us',
    weights: undefined,
  },
  {
    id: 'kokoro',
    kind: 'speech',
    aliases: ['kokoro-82m', 'tts-1', 'tts-1-hd', 'gpt-4o-mini-tts', 'gpt-4o-mini-tts-2025-12-15'],
    name: 'Kokoro 82M',
    purpose: 'Natural voices in eight languages. Downloads once, then works offline.',
    engine: 'kokoro',
    licence: 'Apache-2.0',
    ownedBy: 'hexgrad',
    created: 1735344000,
    sampleRate: 24000,
    defaultVoice: 'af_heart',
    weights: {
      hub: 'chosen',
      repo: 'onnx-community/Kokoro-82M-v1.0-ONNX-timestamped',
      twin: 'onnx-community/Kokoro-82M-v1.0-ONNX',
      revision: 'main',
      files: kokoroFiles,
      lexicons: kokoroLexicons,
    },
  },
  {
    id: 'sample-kokoro',
    kind: 'speech',
    aliases: [],
    name: 'Sample Kokoro',
    purpose:
      'A miniature with Kokoro’s contract, part of the app: the whole road without a download.',
    engine: 'kokoro',
    licence: 'GPL-3.0-or-later',
    ownedBy: 'sotto',
    created: 1790812800,
    sampleRate: 24000,
    defaultVoice: 'af_sample',
    weights: {
      hub: 'own',
      repo: 'sotto/sample-kokoro',
      revision: 'main',
      files: { fp32: { path: 'onnx/model.onnx', bytes: 121_999 } },
      lexicons: {
        'en-US': {
          path: 'lexicon/en-us.json',
          bytes: 3_649,
          sha256: 'c8bea906169031f3589fc518494b16b889df088a789f90fe1666deb40bbec5b2',
        },
      },
    },
  },
];

export const models: readonly ModelCard[] = [...speechModels, ...whisperModels];

/** The model that an id or alias names, in any case. */
export function findModel(id: string): ModelCard | undefined {
  const wanted = id.toLowerCase();
  return models.find((card) => card.id === wanted || card.aliases.includes(wanted));
}
