import { hold } from '../wire/liveness';
import { hasThreads, reloadForIsolation } from './isolation';
import { standForLeader } from './leader';
import { createLocalFetch, type LocalFetch } from './local-fetch';
import type { ServerThread } from './server-thread';
import { registerServiceWorker, type ServiceWorkerLink } from './service-worker';
import { createServing } from './serving';

/** How this page reaches the local API; see `ConnectionState` in `client/connection`, which it fits. */
export type HostState = {
  api: 'starting' | 'ready' | 'direct' | 'failed';
  note: string | undefined;
  threads: boolean;
};

export type Host = {
  fetch: LocalFetch;
  readonly state: HostState;
  watch: (listener: (state: HostState) => void) => () => void;
};

/**
 * Joins this page to the origin's local server, and serves when no other page does. `base` is the URL of the app's own
 * files, with a trailing slash.
 */
export function startHost(base: string): Host {
  const status = createStatus({ api: 'starting', note: undefined, threads: hasThreads() });
  const pageLock = `sotto-page-${crypto.randomUUID()}`;
  let worker: ServiceWorkerLink | undefined;
  let lastBusy = 0;

  const attach = (server: ServerThread) =>
    worker?.send({ type: 'attach', id: server.id }, [server.connect()]);
  const serving = createServing({
    base,
    onServer: attach,
    onBusy: () => {
      lastBusy = Date.now();
      worker?.send({ type: 'ping' });
    },
    onGivenUp: (reason) => status.set({ api: 'failed', note: `${reason} Reload the page.` }),
  });
  const localFetch = createLocalFetch({
    lock: hold(pageLock).then((held) => (held ? pageLock : undefined)),
    openPort: async () => {
      if (serving.thread) return (await serving.thread).connect();
      if (!worker) return undefined;
      const { port1, port2 } = new MessageChannel();
      worker.send({ type: 'connect' }, [port2]);
      return port1;
    },
  });

  async function start(): Promise<void> {
    try {
      worker = await registerServiceWorker({
        base,
        onNeedServer: () => void serving.thread?.then(attach),
        isIdle: () => Date.now() - lastBusy > 20_000,
      });
      if (worker.controls && reloadForIsolation()) return;
    } catch (error) {
      console.warn('Sotto works without its service worker.', error);
    }
    takePart(serving, worker !== undefined);
    status.set(await probe(localFetch, worker));
  }
  void start();

  return Object.assign(status.shown, { fetch: localFetch });
}

/** Serves while this page leads. A page that the browser keeps for "back" must not hold the server. */
function takePart(serving: ReturnType<typeof createServing>, shared: boolean): void {
  let left = new AbortController();
  const join = () => {
    // Without a service worker no page can reach another one's server.
    if (shared) standForLeader(serving.start, left.signal);
    else serving.start();
  };
  addEventListener('pagehide', () => {
    left.abort();
    serving.stop();
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    left = new AbortController();
    join();
  });
  join();
}

/** Asks the API both ways, and says in words what works. */
async function probe(
  localFetch: LocalFetch,
  worker: ServiceWorkerLink | undefined,
): Promise<Partial<HostState>> {
  try {
    await localFetch('/v1/health');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { api: 'failed', note: `The local server cannot be reached. ${reason}` };
  }
  const answer = worker?.controls ? await fetch('/v1/health').catch(() => undefined) : undefined;
  if (answer?.ok && answer.headers.has('x-request-id')) return { api: 'ready', note: undefined };
  const why = worker
    ? 'The service worker does not control this page; reload it to let code here call fetch(‘/v1/…’).'
    : 'This browser gives the page no service worker (a private window, or blocked storage).';
  const models = (await hasDatabases())
    ? ''
    : ' It lets the page store nothing, so models stay in memory only, until the page is closed.';
  return {
    api: 'direct',
    note: `${why}${models} Speech works in this page, and code in it can use localFetch instead of fetch.`,
  };
}

async function hasDatabases(): Promise<boolean> {
  try {
    await indexedDB.databases();
    return true;
  } catch {
    return false;
  }
}

function createStatus(first: HostState) {
  const listeners = new Set<(state: HostState) => void>();
  let state = first;
  return {
    set(change: Partial<HostState>): void {
      state = { ...state, ...change };
      for (const listener of listeners) listener(state);
    },
    shown: {
      get state() {
        return state;
      },
      watch(listener: (state: HostState) => void): () => void {
        listeners.add(listener);
        listener(state);
        return () => listeners.delete(listener);
      },
    },
  };
}
