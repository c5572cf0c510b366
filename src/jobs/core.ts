import { SpeechError } from '../base/errors';
import { whenEnded } from '../base/streams';
import { models, type ModelCard } from '../catalog/models';
import type { Progress } from '../engines/engine';
import type { HubSetting } from '../weights/hub-setting';
import type { KeptSetting } from '../weights/kept-setting';
import { checkGpu, unloadUnlessBusy } from './check-gpu';
import type { BorrowedEngine, EnginePool } from './engine-pool';
import { readHealth, type Devices } from './health';
import type { PoolLimits } from './memory-budget';
import { stateOf } from './model-states';
import { borrow } from './patient-borrow';
import { createSettings } from './settings';
import { speak } from './speak';
import type { Core, SpeakJob, Spoken } from './speak-job';
import type { StoredModels } from './stored-models';

export type CoreOptions = Devices & {
  pool: EnginePool;
  stored: StoredModels;
  hubSetting: HubSetting;
  limits: KeptSetting<PoolLimits>;
  /** Milliseconds that a request waits for a model's download. */
  patience?: number;
  /** Requests that may wait for their first chunk. */
  longestQueue?: number;
};

/** The speech service itself, behind every API dialect. */
export function createCore(options: CoreOptions): Core {
  const { pool, stored, devices, choice } = options;
  const { patience = 4 * 60_000, longestQueue = 16 } = options;
  const state = (card: ModelCard) => stateOf(card, { pool, stored, plan: devices.plan });
  const settings = createSettings({
    ...options,
    device: choice.setting,
    onDevice: () => models.forEach((card) => unloadUnlessBusy(pool, card)),
  });
  // One request is at work, the others wait; both count until their first chunk is spoken.
  let unanswered = 0;
  let speaking = 0;

  return {
    async speak(job: SpeakJob, signal: AbortSignal): Promise<Spoken> {
      signal.throwIfAborted();
      if (unanswered > longestQueue) throw queueFull(longestQueue);
      unanswered++;
      try {
        const borrowed = await borrow(pool, job.model, { signal, patience });
        const spoken = await speakWith(borrowed, job, signal);
        speaking++;
        return {
          ...spoken,
          audio: whenEnded(spoken.audio, () => {
            speaking--;
          }),
        };
      } finally {
        unanswered--;
      }
    },

    prepare: (model, signal) => prepare(pool, model, signal),

    async unload(model, how) {
      pool.unload(model, how);
      return state(model);
    },

    async remove(model, how) {
      if (!model.weights) throw embedded(model);
      pool.unload(model, how);
      await stored.remove(model);
    },

    state,
    states: () => Promise.all(models.map(state)),
    health: async () => ({ ...(await readHealth(pool, options)), waiting: unanswered, speaking }),
    check: (model, { force, signal }) =>
      checkGpu(
        model,
        { pool, devices, choice, borrow: () => borrow(pool, model, { signal, patience }) },
        { force },
      ),
    settings: settings.read,
    changeSettings: settings.change,
  };
}

/** The engine is released when the answer has ended. */
async function speakWith(
  { engine, release }: BorrowedEngine,
  job: SpeakJob,
  signal: AbortSignal,
): Promise<Spoken> {
  try {
    const spoken = await speak(job, engine, signal);
    return { ...spoken, audio: whenEnded(spoken.audio, release) };
  } catch (error) {
    release();
    throw error;
  }
}

function queueFull(longest: number): SpeechError {
  return new SpeechError(
    'queue_full',
    `${longest} requests are waiting already. Try again in a few seconds.`,
    { retryAfter: 2 },
  );
}

function embedded({ id }: ModelCard): SpeechError {
  return new SpeechError(
    'invalid_request',
    `The model '${id}' is part of the app and cannot be deleted. To free its memory, unload it: POST /v1/models/${id}/unload.`,
    { param: 'model' },
  );
}

async function* prepare(
  pool: EnginePool,
  card: ModelCard,
  signal: AbortSignal,
): AsyncGenerator<Progress, void, undefined> {
  let latest = pool.progress(card);
  let ended = false;
  let wake = () => {};
  const unwatch = pool.watch(card, (progress) => {
    latest = progress;
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  const loading = pool.load(card).finally(() => {
    ended = true;
    wake();
  });
  // Awaited below, once the progress is told.
  loading.catch(() => undefined);
  try {
    while (!ended) {
      signal.throwIfAborted();
      if (latest) {
        const progress = latest;
        latest = undefined;
        yield progress;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
    await loading;
  } finally {
    unwatch();
    signal.removeEventListener('abort', onAbort);
  }
}
