import { SpeechError } from '../base/errors';
import { openLink, type ServerLink } from '../wire/port-fetch';

export type LocalFetch = (input: Request | URL | string, init?: RequestInit) => Promise<Response>;

export type LocalFetchOptions = {
  /** A port whose other end is on its way to the server; undefined while there is no way to one. */
  openPort: () => Promise<MessagePort | undefined>;
  /** The lock that this page holds for life. */
  lock: Promise<string | undefined>;
};

/** Milliseconds for one handshake, how many are tried, and the pause between them. */
const handshake = 3000;
const handshakes = 10;
const pause = 200;
/** Times that a request is asked again when its server is lost before it answered. */
const retries = 3;

/**
 * `fetch` for the local API, straight to the server's thread: it needs no service worker, and an abort arrives at any
 * time. A request whose server is lost before it answered is asked again of the next one.
 */
export function createLocalFetch({ openPort, lock }: LocalFetchOptions): LocalFetch {
  let link: Promise<ServerLink> | undefined;

  function reach(): Promise<ServerLink> {
    if (!link) {
      const opening = open(openPort, lock);
      const forget = () => {
        if (link === opening) link = undefined;
      };
      opening.then((server) => server.lost.addEventListener('abort', forget), forget);
      link = opening;
    }
    return link;
  }

  return async (input, init) => {
    const request =
      input instanceof Request
        ? new Request(input, init)
        : new Request(new URL(input, location.href), init);
    for (let attempt = 0; ; attempt++) {
      const server = await reach();
      try {
        return await server.fetch(request.clone());
      } catch (error) {
        if (!server.lost.aborted || attempt === retries) throw error;
      }
    }
  };
}

async function open(
  openPort: LocalFetchOptions['openPort'],
  lock: LocalFetchOptions['lock'],
): Promise<ServerLink> {
  const held = await lock;
  for (let attempt = 1; ; attempt++) {
    try {
      const port = await openPort();
      if (!port) throw new SpeechError('server_lost', 'No tab of this app serves requests.');
      return await openLink(port, { lock: held, patience: handshake });
    } catch (error) {
      if (attempt === handshakes) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
