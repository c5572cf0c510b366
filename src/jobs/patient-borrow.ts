import { SpeechError } from '../base/errors';
import type { ModelCard } from '../catalog/models';
import type { Progress } from '../engines/engine';
import type { BorrowedEngine, EnginePool } from './engine-pool';

/**
 * The loaded model; loading goes on when the caller leaves, or when `patience` milliseconds are over, which throws
 * SpeechError `model_loading`.
 */
export async function borrow(
  pool: EnginePool,
  card: ModelCard,
  { signal, patience }: { signal: AbortSignal; patience: number },
): Promise<BorrowedEngine> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(stillLoading(card, pool.progress(card))), patience);
  try {
    return await pool.borrow(card, AbortSignal.any([signal, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}

function stillLoading(card: ModelCard, progress: Progress | undefined): SpeechError {
  const share = progress?.total
    ? ` (${Math.floor((100 * progress.loaded) / progress.total)} %)`
    : '';
  return new SpeechError(
    'model_loading',
    `The model '${card.id}' is still on its way to this device${share}. Ask again; nothing of it is lost.`,
    { retryAfter: 30 },
  );
}
