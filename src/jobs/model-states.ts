import type { ModelCard } from '../catalog/models';
import type { Placement } from '../engines/engine';
import type { EnginePool } from './engine-pool';
import type { ModelState } from './speak-job';
import type { StoredModels } from './stored-models';

type Sources = {
  pool: EnginePool;
  stored: StoredModels;
  plan: (card: ModelCard) => Promise<Placement>;
};

/** Where a model is and what it does at this moment. */
export async function stateOf(
  card: ModelCard,
  { pool, stored, plan }: Sources,
): Promise<ModelState> {
  const [isStored, storedBytes, evicted, planned] = await Promise.all([
    stored.isStored(card),
    stored.size(card),
    stored.isEvicted(card),
    plan(card),
  ]);
  const progress = pool.progress(card);
  const placement = pool.placement(card);
  const facts = { card, progress, placement, planned, storedBytes, evicted };
  if (placement) return { ...facts, state: 'loaded' };
  if (progress?.phase === 'download') return { ...facts, state: 'downloading' };
  if (!card.weights) return { ...facts, state: 'embedded' };
  return { ...facts, state: isStored ? 'stored' : 'absent' };
}
