import type { Fetch } from './fetch';
import { servePort } from './serve-port';

/** All clients of one server. */
export type Clients = {
  serve: (port: MessagePort) => void;
  /** Sends them to the next server. */
  retire: () => void;
  /** Answers under way. */
  readonly active: number;
};

export type ClientsOptions = {
  /** The lock that this server's thread holds for life. */
  lock: string | undefined;
  /** Called some time after `retire`, when no answer is under way. */
  onLeft: () => void;
  /** Milliseconds without an answer until then: the last bytes, and requests that were sent here, may be on their way. */
  grace?: number;
};

export function serveClients(fetch: Fetch, options: ClientsOptions): Clients {
  const { lock, onLeft, grace = 5000 } = options;
  const moved = new AbortController();
  let active = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onActive = (change: number) => {
    active += change;
    clearTimeout(timer);
    if (moved.signal.aborted && active === 0) timer = setTimeout(onLeft, grace);
  };
  return {
    serve: (port) => servePort(port, fetch, { lock, onActive, moved: moved.signal }),
    retire() {
      moved.abort();
      onActive(0);
    },
    get active() {
      return active;
    },
  };
}
