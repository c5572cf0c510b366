import { abortable } from '../base/abortable';
import { SpeechError } from '../base/errors';
import { openLink, toWireRequest, type ServerLink } from '../wire/port-fetch';
import { unavailable } from '../wire/unavailable';

export type LocalFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

export type LocalFetchOptions = {
  /** A port whose other end is on its way to the server; undefined while there is no way to one. */
  openPort: () => Promise<MessagePort | undefined>;
  /** The lock that this page holds for life. */
  lock: Promise<string | undefined>;
  /** Why this page has no server, when it should have one. */
  failure: () => string | undefined;
};

/** Milliseconds for one handshake, for all of them, and the pause between them. */
const handshake = 8000;
const patience = 8000;
const pause = 200;
/** Times that a request is asked again when its server is lost before it answered. */
const retries = 3;

/**
 * `fetch` for the local API, straight to the server's thread: it needs no service worker, and an abort arrives at any
 * time. A request whose server is lost before it answered is asked again of the next one; while there is none, the
 * answer is 503, as through the service worker.
 */
export function createLocalFetch(options: LocalFetchOptions): LocalFetch {
  let link: Promise<ServerLink> | undefined;

  function reach(): Promise<ServerLink> {
    if (!link) {
      const opening = open(options);
      const forget = () => {
        if (link === opening) link = undefined;
      };
      opening.then((server) => {
        if (server.left.aborted) forget();
        else server.left.addEventListener('abort', forget);
      }, forget);
      link = opening;
    }
    return link;
  }

  return async (input, init) => {
    const request =
      input instanceof Request
        ? new Request(input, init)
        : new Request(new URL(input, location.href), init);
    const { signal } = request;
    // A body that is a stream may never end.
    const asked = await abortable(toWireRequest(request), signal);
    for (let attempt = 0; ; attempt++) {
      let server: ServerLink | undefined;
      try {
        server = await abortable(reach(), signal);
        return await server.ask(asked, signal);
      } catch (error) {
        if (server?.lost.aborted && !signal.aborted && attempt < retries) continue;
        if (error instanceof SpeechError && error.code === 'server_lost') return unavailable(error);
        throw error;
      }
    }
  };
}

async function open({ openPort, lock, failure }: LocalFetchOptions): Promise<ServerLink> {
  const held = await lock;
  const began = Date.now();
  for (;;) {
    try {
      const port = await openPort();
      if (!port) throw new Error('No tab of this app serves requests.');
      return await openLink(port, { lock: held, patience: handshake });
    } catch (error) {
      if (Date.now() - began > patience) {
        const reason = failure() ?? (error as Error).message;
        throw new SpeechError('server_lost', `${reason} Ask again.`, { retryAfter: 1 });
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
