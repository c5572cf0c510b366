import { SpeechError } from '../base/errors';
import { whenEnded } from '../base/streams';
import { models, type ModelCard } from '../catalog/models';
import type { Progress } from '../engines/engine';
import type { HubSetting } from '../weights/hub-setting';
import type { KeptSetting } from '../weights/kept-setting';
import { checkGpu, unloadUnlessBusy } from './check-gpu';
import type { EnginePool } from './engine-pool';
import { readHealth, type Devices } from './health';
import type { PoolLimits } from './memory-budget';
import { stateOf } from './model-states';
import { borrow } from './patient-borrow';
import { phonemize } from './phonemize';
import { createSettings } from './settings';
import { speak } from './speak';
import type { Core } from './speak-job';
import type { StoredModels } from './stored-models';
import { transcribe } from './transcribe';
import { createWorkQueue } from './work-queue';

export type CoreOptions = Devices & {
  pool: EnginePool;
  stored: StoredModels;
  hubSetting: HubSetting;
  limits: KeptSetting<PoolLimits>;
  /** Milliseconds that a request waits for a model's download. */
  patience?: number;
  /** Requests that may wait for the first part of their answer. */
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
  const queue = createWorkQueue({ pool, patience, longest: longestQueue });

  return {
    async speak(job, signal) {
      const { answer, release } = await queue.begin(job, signal, speak);
      return { ...answer, audio: whenEnded(answer.audio, release) };
    },

    async transcribe(job, signal) {
      const { answer, release } = await queue.begin(job, signal, transcribe);
      return { ...answer, heard: whenEnded(answer.heard, release) };
    },

    async phonemize(job, signal) {
      const { answer, release } = await queue.begin(job, signal, phonemize);
      release();
      return answer;
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
    health: async () => ({ ...(await readHealth(pool, options)), ...queue.activity() }),
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
