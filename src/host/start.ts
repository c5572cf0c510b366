import { hold } from '../wire/liveness';
import { lockOfBuild } from './build';
import { hasThreads, reloadForIsolation } from './isolation';
import { createLocalFetch, type LocalFetch } from './local-fetch';
import { createReachability } from './reachability';
import { startServerThread, type ServerThread } from './server-thread';
import { registerServiceWorker, withLimit, type ServiceWorkerLink } from './service-worker';
import { Serving } from './serving';
import { buildUrl } from './spawn-server';
import { Status } from './status';

export type Host = { fetch: LocalFetch; status: Status };

/** Milliseconds after which this page serves itself until there is a service worker. */
const patience = 8000;

/**
 * Joins this page to the origin's local server, and serves when no other page does. `base` is the URL of the app's own
 * files, with a trailing slash.
 */
export function startHost(base: string): Host {
  const status = new Status({ api: 'starting', note: undefined, threads: hasThreads() });
  const build = buildUrl.startsWith(base) ? buildUrl.slice(base.length) : buildUrl;
  let worker: ServiceWorkerLink | undefined;

  const attach = (server: ServerThread) =>
    worker?.send({ type: 'attach', id: server.id }, [server.connect()]);
  const serving = new Serving({
    startThread: () => startServerThread({ base, onBusy: () => worker?.send({ type: 'ping' }) }),
    onServer(server, over) {
      void hold(lockOfBuild(build), over);
      attach(server);
      reachability.look();
    },
    onFailure(reason, milliseconds) {
      const note = `${reason} It is tried again in ${milliseconds / 1000} s.`;
      status.set({ api: 'retrying', note });
      worker?.send({ type: 'trying', failure: reason });
    },
    onDeposed: () => reachability.look(),
  });
  const localFetch = createPageFetch(serving, () => worker);
  const ways = () => ({ localFetch, worker });
  const reachability = createReachability({ status, serving, ways, build, base });

  function onNeedServer(): void {
    const { thread, failure } = serving;
    if (!thread && failure === undefined) return;
    serving.hurry();
    worker?.send({ type: 'trying', failure });
    // `onFailure` tells of its failure.
    thread?.then(attach, () => undefined);
  }
  function tryNow(): void {
    serving.hurry();
    reachability.look();
  }

  const registering = registerServiceWorker({
    base,
    onNeedServer,
    onLead: () => void serving.takeOver(),
    onServed: reachability.look,
    onChange: tryNow,
  }).then(
    (link) => (worker = link),
    (error: unknown) => console.warn('Sotto works without its service worker.', error),
  );
  void withLimit(registering, patience).then(() => {
    if (worker?.controls && reloadForIsolation()) return;
    takePart(serving, registering, () => worker !== undefined);
    void registering.then(reachability.look);
    void reachability.keepLooking();
    onReturn(tryNow);
  });

  return {
    fetch(input, init) {
      serving.hurry();
      return localFetch(input, init);
    },
    status,
  };
}

/** The way to the server of this page, or through the service worker to that of another one. */
function createPageFetch(
  serving: Serving,
  worker: () => ServiceWorkerLink | undefined,
): LocalFetch {
  const pageLock = `sotto-page-${crypto.randomUUID()}`;
  return createLocalFetch({
    lock: hold(pageLock).then((held) => (held ? pageLock : undefined)),
    failure: () => serving.failure,
    async openPort() {
      if (serving.thread) return (await serving.thread).connect();
      const relay = worker();
      if (!relay) return undefined;
      const { port1, port2 } = new MessageChannel();
      relay.send({ type: 'connect' }, [port2]);
      return port1;
    },
  });
}

/** Serves while this page is open. A page that the browser keeps for "back" must not hold the server. */
function takePart(serving: Serving, registering: Promise<unknown>, isShared: () => boolean): void {
  // Without a service worker no page can reach another one's server.
  const wasShared = isShared();
  serving.start(wasShared);
  addEventListener('pagehide', () => serving.stop());
  addEventListener('pageshow', (event) => {
    if (event.persisted) serving.start(isShared());
  });
  void registering.then(() => {
    if (isShared() && !wasShared) serving.start(true);
  });
}

/** Calls `look` when somebody looks at the page again, and when the network is back. */
function onReturn(look: () => void): void {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) look();
  });
  addEventListener('online', look);
}
