import { SpeechError } from '../base/errors';
import { lexiconPaths, repositoriesOf, voicePath } from '../catalog/model-files';
import type { ModelCard, Weights } from '../catalog/models';
import { voicesOf } from '../catalog/voices';
import { exportArchive } from '../weights/export';
import { importPart, type ImportedPart } from '../weights/import';
import type { Shelf } from '../weights/shelf';
import { hubOf, type Places } from './stored-models';

/** A part of a file of a model, from an archive. */
export type ArchivePart = Omit<ImportedPart, 'file'> & { repo: string; path: string };

/** Models on their way from one device to another without a hub. */
export interface ModelArchives {
  /**
   * Every whole file of the model as one zip, whose bytes stay on disk until they are read. Throws SpeechError
   * `model_not_loaded` when there is none, `invalid_request` for an embedded model, or `unsupported`.
   */
  export(card: ModelCard): Promise<Blob>;
  /**
   * Stores a part of a file; true when that file is whole now. Throws SpeechError `invalid_request` for what is not a
   * part of the model, `model_busy` while it is loaded or downloaded, `storage_full`, or `unsupported`.
   */
  importPart(card: ModelCard, part: ArchivePart): Promise<boolean>;
}

type Options = Places & {
  shelf: Shelf;
  /** Whether the model is being downloaded or loaded. */
  isLoading: (card: ModelCard) => boolean;
};

export function createModelArchives({ shelf, isLoading, ...places }: Options): ModelArchives {
  return {
    async export(card) {
      const weights = weightsOf(card);
      const hub = await hubOf(weights, places);
      await checkStorage(shelf);
      const repos = repositoriesOf(weights);
      return exportArchive(shelf, card.id, { hub, revision: weights.revision, repos });
    },

    async importPart(card, { repo, path, ...part }) {
      const weights = weightsOf(card);
      checkFile(card, weights, { repo, path });
      if (isLoading(card)) throw busy(card);
      await checkStorage(shelf);
      const hub = await hubOf(weights, places);
      return importPart(shelf, { ...part, file: { hub, repo, revision: weights.revision, path } });
    },
  };
}

function weightsOf({ id, weights }: ModelCard): Weights {
  if (weights) return weights;
  throw new SpeechError(
    'invalid_request',
    `The model '${id}' is part of the app: it has no files to export or import.`,
    { param: 'model' },
  );
}

/** An archive must not fill this device with files that no model reads. */
function checkFile(
  card: ModelCard,
  weights: Weights,
  { repo, path }: Pick<ArchivePart, 'repo' | 'path'>,
): void {
  const repos = repositoriesOf(weights);
  if (!repos.includes(repo)) {
    throw new SpeechError(
      'invalid_request',
      `The model '${card.id}' has no files of '${repo}'. Its repository is ${repos.join(' or ')}.`,
      { param: 'repo' },
    );
  }
  const paths = new Set(
    Object.values(weights.files).flatMap((file) => [file.path, ...(file.with ?? [])]),
  );
  const voices = voicesOf(card).map(({ id }) => voicePath(id));
  if ([...paths, ...voices, ...lexiconPaths(weights)].includes(path)) return;
  const eachVoice = card.kind === 'speech' ? ', and a voices/<id>.bin for each voice' : '';
  throw new SpeechError(
    'invalid_request',
    `The model '${card.id}' has no file '${path}'. It has ${[...paths].join(', ')}${eachVoice}.`,
    { param: 'path' },
  );
}

/** Without IndexedDB the threads of this page share no files. */
async function checkStorage(shelf: Shelf): Promise<void> {
  try {
    await shelf.manifests();
  } catch (cause) {
    throw new SpeechError(
      'unsupported',
      'This browser keeps no files here, so that models cannot be exported or imported. Leave the private window, or allow this site to store data.',
      { cause },
    );
  }
}

function busy({ id }: ModelCard): SpeechError {
  return new SpeechError(
    'model_busy',
    `The model '${id}' is being downloaded or loaded. Stop that first: POST /v1/models/${id}/unload.`,
  );
}
