import { pathsNeededFirst, repositoriesOf } from '../catalog/model-files';
import type { ModelCard, Weights } from '../catalog/models';
import type { WeightStore } from '../weights/store';
import type { ModelMemory } from './model-memory';

/** What of the models is on this device. */
export type StoredModels = {
  /** Whether the model could be loaded without a network, in one precision at least. */
  isStored(card: ModelCard): Promise<boolean>;
  /** Bytes on this device, an unfinished download included. */
  size(card: ModelCard): Promise<number>;
  /** Whether the model was stored, and all of it is gone though nobody removed it. */
  isEvicted(card: ModelCard): Promise<boolean>;
  /** Removes every file of the model. */
  remove(card: ModelCard): Promise<void>;
};

/** Where models come from. */
export type Places = {
  /** The base URL of the hub that the user chose. */
  hub: () => Promise<string>;
  /** Base URL of the app's own files, ending in a slash. */
  base: string;
};

type Options = Places & {
  store: Pick<WeightStore, 'has' | 'size' | 'delete'>;
  memory: ModelMemory;
};

/** The base URL of the hub that a model's files come from, without a trailing slash. */
export async function hubOf(weights: Weights, { hub, base }: Places): Promise<string> {
  return weights.hub === 'own' ? `${base}hub` : hub();
}

export function createStoredModels({ store, memory, ...places }: Options): StoredModels {
  const repositories = ({ weights }: ModelCard) => (weights ? repositoriesOf(weights) : []);
  async function size(card: ModelCard): Promise<number> {
    const sizes = await Promise.all(repositories(card).map((repo) => store.size(repo)));
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
  }

  return {
    async isStored(card) {
      const { weights } = card;
      if (!weights) return true;
      const source = { hub: await hubOf(weights, places), revision: weights.revision };
      const sets = repositories(card).flatMap((repo) =>
        pathsNeededFirst(card).map((paths) => paths.map((path) => ({ ...source, repo, path }))),
      );
      const whole = await Promise.all(
        sets.map(async (files) => {
          const had = await Promise.all(files.map((file) => store.has(file)));
          return !had.includes(false);
        }),
      );
      const isStored = whole.includes(true);
      if (isStored) memory.add(card.id);
      return isStored;
    },

    size,
    isEvicted: async (card) => memory.has(card.id) && (await size(card)) === 0,

    async remove(card) {
      await Promise.all(repositories(card).map((repo) => store.delete(repo)));
      memory.forget(card.id);
    },
  };
}
