import { createApi } from '../src/api/app';
import { spawnEngine } from '../src/host/spawn-engine';
import type { ModelCard } from '../src/catalog/models';
import { createCore } from '../src/jobs/core';
import { EnginePool } from '../src/jobs/engine-pool';
import { defaultLimits } from '../src/jobs/memory-budget';
import { createModelArchives } from '../src/jobs/model-archives';
import { createModelMemory } from '../src/jobs/model-memory';
import type { StartEngine } from '../src/jobs/start-engine';
import { createStoredModels } from '../src/jobs/stored-models';
import { createHubSetting } from '../src/weights/hub-setting';
import { createIdbShelf, openWeightStore } from '../src/weights/idb-store';
import { createKeptSetting } from '../src/weights/kept-setting';
import { connectEngine } from '../src/wire/engine-port';
import type { FromServerThread, ToServerThread } from '../src/wire/host-messages';
import { hold } from '../src/wire/liveness';
import { servePort } from '../src/wire/serve-port';

// The local server: API and jobs, never blocked by a model. One per origin, in the leading tab.

const lockName = `sotto-server-${crypto.randomUUID()}`;
const held = hold(lockName);
const tell = (message: FromServerThread) => postMessage(message);
let active = 0;
// A timer of a worker is not slowed down in a background tab; the page passes this on to the service worker.
setInterval(() => active > 0 && tell({ type: 'busy' }), 8000);

type Start = Extract<ToServerThread, { type: 'start' }>;

function startApi({ base, remembered }: Start): (request: Request) => Promise<Response> {
  const hubSetting = createHubSetting();
  const limits = createKeptSetting('pool', defaultLimits(navigator));
  const start: StartEngine = async (card, device, { report, signal }) => {
    const { load, speaker, lost, end } = connectEngine(spawnEngine(card.id));
    signal.addEventListener('abort', () => end());
    try {
      const request = { model: card.id, hub: await hubSetting.address(), base, device };
      return { placement: await load(request, report), speaker, lost };
    } catch (error) {
      end();
      throw error;
    }
  };
  const pool = new EnginePool({ start, limits: limits.read });
  const places = { hub: hubSetting.address, base };
  const memory = createModelMemory(remembered, (models) => tell({ type: 'stored', models }));
  const stored = createStoredModels({ store: openWeightStore(), memory, ...places });
  const isLoading = (card: ModelCard) => pool.progress(card) !== undefined;
  const archives = createModelArchives({ shelf: createIdbShelf(), isLoading, ...places });
  return createApi(createCore({ pool, stored, hubSetting, limits }), archives).fetch;
}

let api: ReturnType<typeof startApi> | undefined;
onmessage = async ({ data, ports }: MessageEvent<ToServerThread>) => {
  if (data.type === 'start') {
    api = startApi(data);
    tell({ type: 'ready', lock: (await held) ? lockName : undefined });
  }
  const [port] = ports;
  if (data.type === 'connect' && port && api) {
    const lock = (await held) ? lockName : undefined;
    servePort(port, api, { lock, onActive: (change) => (active += change) });
  }
};
