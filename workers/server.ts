import { createApi } from '../src/api/app';
import { createEngineThreads } from '../src/host/engine-threads';
import type { ModelCard } from '../src/catalog/models';
import { machineFacts } from '../src/engines/device-machine';
import { createDeviceSurvey } from '../src/engines/device-survey';
import type { DevicePreference } from '../src/engines/engine';
import { createCore } from '../src/jobs/core';
import { createDeviceChoice } from '../src/jobs/device-choice';
import { openJobShelf } from '../src/jobs/idb-job-shelf';
import { EnginePool } from '../src/jobs/engine-pool';
import { defaultLimits } from '../src/jobs/memory-budget';
import { createModelArchives } from '../src/jobs/model-archives';
import { createModelMemory } from '../src/jobs/model-memory';
import { createStoredModels } from '../src/jobs/stored-models';
import { createHubSetting } from '../src/weights/hub-setting';
import { createIdbShelf, openWeightStore } from '../src/weights/idb-store';
import { createKeptSetting } from '../src/weights/kept-setting';
import { storageFacts } from '../src/weights/storage-facts';
import type { FromServerThread, ToServerThread } from '../src/wire/host-messages';
import { hold } from '../src/wire/liveness';
import { serveClients, type Clients } from '../src/wire/serve-clients';

// The local server: API and jobs, never blocked by a model. One per origin, in the leading tab.

const lockName = `sotto-server-${crypto.randomUUID()}`;
const held = hold(lockName);
const tell = (message: FromServerThread) => postMessage(message);
let clients: Clients | undefined;
// A timer of a worker is not slowed down in a background tab; the page passes this on to the service worker.
setInterval(() => clients && clients.active > 0 && tell({ type: 'busy' }), 8000);

type Start = Extract<ToServerThread, { type: 'start' }>;

function startApi({ base, remembered }: Start): (request: Request) => Promise<Response> {
  const hubSetting = createHubSetting();
  const limits = createKeptSetting('pool', defaultLimits(navigator));
  const choice = createDeviceChoice(createKeptSetting<DevicePreference>('device', 'auto'));
  const start = createEngineThreads({ hub: hubSetting.address, base, device: choice.of });
  const pool = new EnginePool({ start, limits: limits.read });
  const places = { hub: hubSetting.address, base };
  const memory = createModelMemory(remembered, (models) => tell({ type: 'stored', models }));
  const stored = createStoredModels({ store: openWeightStore(), memory, ...places });
  const isLoading = (card: ModelCard) => pool.progress(card) !== undefined;
  const archives = createModelArchives({ shelf: createIdbShelf(), isLoading, ...places });
  const devices = createDeviceSurvey({ preference: choice.of });
  const around = { choice, devices, machine: machineFacts, storage: storageFacts };
  const core = createCore({ pool, stored, hubSetting, limits, ...around });
  return createApi(core, archives, openJobShelf()).fetch;
}

onmessage = async ({ data, ports }: MessageEvent<ToServerThread>) => {
  const [port] = ports;
  if (data.type === 'connect' && port) clients?.serve(port);
  if (data.type === 'check') tell({ type: 'alive' });
  if (data.type === 'retire') clients?.retire();
  if (data.type !== 'start') return;
  const api = startApi(data);
  const lock = (await held) ? lockName : undefined;
  clients = serveClients(api, { lock, onLeft: close });
  tell({ type: 'ready', lock });
};
