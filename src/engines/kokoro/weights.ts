import { pathsNeededFor, voicePath } from '../../catalog/model-files';
import {
  defaultHub,
  type LexiconFile,
  type ModelCard,
  type Precision,
  type Weights,
} from '../../catalog/models';
import { isMissingFile, type FileBytes, type PinnedContent } from '../../weights/store';
import { assert } from '../../base/assert';
import { precisionsFor } from '../device-policy';
import { addProgress } from '../download-sum';
import type { LoadOptions } from '../engine';

/** The files of a model, from one repository. */
export type KokoroWeights = {
  precision: Precision;
  model: FileBytes;
  /** Checks a model that could not be started: gives it anew when it was damaged, undefined when it is as it should be. */
  recheck: () => Promise<FileBytes | undefined>;
  /** The file of a voice, from this device or the hub. */
  voice: (id: string) => Promise<Blob>;
  /** The lexicon of a language, from this device or from where it is published; undefined when the card has none. */
  lexicon: (language: string) => Promise<Blob> | undefined;
};

/**
 * Fetches the model in the precision that suits the device; voices are fetched when they are asked for. When the hub
 * does not have the card's repository, its twin is asked for the same.
 */
export async function fetchWeights(card: ModelCard, options: LoadOptions): Promise<KokoroWeights> {
  const { weights } = card;
  assert(weights, `the model '${card.id}' has weights`);
  const { precisions = precisionsFor(card.engine, options.device) } = options;
  const { precision, path } = chooseFile(weights, precisions);
  const report = addProgress((loaded, total) =>
    options.report({ phase: 'download', loaded, total }),
  );
  const { revision } = weights;
  const hub = weights.hub === 'own' ? `${options.base}hub` : options.hub;

  let { repo } = weights;
  const file = (path: string) => ({ hub, repo, revision, path });
  const read = (path: string) => options.weights.read(file(path), { report: report(path) });
  const open = () => options.weights.open(file(path), { report: report(path) });
  const fetchModel = async () => {
    await options.weights.settle(pathsNeededFor(card, precision).map(file));
    return open();
  };
  let model: FileBytes;
  try {
    model = await fetchModel();
  } catch (error) {
    if (weights.twin === undefined || !isMissingFile(error)) throw error;
    repo = weights.twin;
    model = await fetchModel();
  }
  return {
    precision,
    model,
    async recheck() {
      const anew = await options.weights.recheck(file(path), { report: report(path) });
      return anew && open();
    },
    voice: (id) => read(voicePath(id)),
    lexicon(language) {
      const lexicon = weights.lexicons?.[language];
      if (!lexicon) return undefined;
      const { path } = lexicon;
      const pinned = pinnedContent(lexicon, hub);
      return options.weights.read({ ...file(path), pinned }, { report: report(path) });
    },
  };
}

/** Whoever chose a hub asks nobody else. */
function pinnedContent({ bytes, sha256, url }: LexiconFile, hub: string): PinnedContent {
  const content = { size: bytes, sha256 };
  return url !== undefined && hub === defaultHub ? { ...content, url } : content;
}

/** The first of the wanted precisions that the model has. */
function chooseFile(
  { files }: Weights,
  precisions: readonly Precision[],
): { precision: Precision; path: string } {
  for (const precision of precisions) {
    const file = files[precision];
    if (file) return { precision, path: file.path };
  }
  throw new Error(`The model has none of ${precisions.join(', ')}.`);
}
