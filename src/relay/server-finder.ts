import { SpeechError } from '../base/errors';
import type { FromServiceWorker } from '../wire/host-messages';
import { openLink, type ServerLink } from '../wire/port-fetch';

export type ServerFinderOptions = {
  /** The lock that the service worker holds for life. */
  lock: Promise<string | undefined>;
  pages: () => Promise<readonly WindowClient[]>;
};

/** Milliseconds that a request waits for some tab to offer a server. */
const patience = 8000;
/** Milliseconds between two calls for a server. */
const repeat = 500;
/** Milliseconds of silence after which another tab is asked to serve: a frozen one keeps its role, and answers nobody. */
const silence = 3000;

/** The server of the leading tab, as the service worker reaches it. */
export class ServerFinder {
  readonly #options: ServerFinderOptions;
  #server: (ServerLink & { id: string }) | undefined;
  #active = 0;
  readonly #joining = new Set<string>();
  readonly #waiting = new Set<(link: ServerLink) => void>();
  /** When a page last said that it is about to serve, or was asked to, and how many were asked. */
  #heard = 0;
  #asked = 0;
  #failure: string | undefined;

  constructor(options: ServerFinderOptions) {
    this.#options = options;
  }

  /** Requests whose answers are under way. */
  get active(): number {
    return this.#active;
  }

  /** The leader hands over a port to its server; `id` tells servers apart. */
  async attach(id: string, port: MessagePort): Promise<void> {
    const isKnown = this.#server?.id === id && !this.#server.left.aborted;
    // A call for a server may be answered twice.
    if (isKnown || this.#joining.has(id)) return port.close();
    this.#joining.add(id);
    try {
      const lock = await this.#options.lock;
      const onActive = (change: 1 | -1) => (this.#active += change);
      const link = await openLink(port, { lock, patience, onActive });
      this.#server = { id, ...link };
      this.#failure = undefined;
      for (const give of this.#waiting) give(link);
      for (const page of await this.#options.pages()) tell(page, { type: 'served' });
    } finally {
      this.#joining.delete(id);
    }
  }

  /** A page is about to serve; `failure` says why it could not yet. */
  trying(failure: string | undefined): void {
    this.#heard = Date.now();
    this.#failure = failure;
  }

  /** Asks the tabs for a server when there is none; throws SpeechError `server_lost` when no tab answers. */
  find(): Promise<ServerLink> {
    if (this.#server && !this.#server.left.aborted) return Promise.resolve(this.#server);
    if (this.#waiting.size === 0) {
      this.#heard = Date.now();
      this.#asked = 0;
    }
    return new Promise((resolve, reject) => {
      const end = () => {
        clearInterval(timer);
        clearTimeout(limit);
        this.#waiting.delete(give);
      };
      const give = (link: ServerLink) => {
        end();
        resolve(link);
      };
      const timer = setInterval(() => void this.#call(), repeat);
      const limit = setTimeout(() => {
        end();
        reject(notFound(this.#failure));
      }, patience);
      this.#waiting.add(give);
      void this.#call();
    });
  }

  async #call(): Promise<void> {
    const pages = await this.#options.pages();
    for (const page of pages) tell(page, { type: 'need-server' });
    if (Date.now() - this.#heard < silence) return;
    this.#heard = Date.now();
    // One after the other, since some may be frozen, or no page of the app.
    const page = inSight(pages)[this.#asked++ % pages.length];
    if (page) tell(page, { type: 'lead' });
  }
}

function tell(page: WindowClient, message: FromServiceWorker): void {
  page.postMessage(message);
}

/** The page that people look at comes first. */
function inSight(pages: readonly WindowClient[]): WindowClient[] {
  const rank = ({ focused, visibilityState }: WindowClient) =>
    Number(focused) + Number(visibilityState === 'visible');
  return [...pages].sort((one, other) => rank(other) - rank(one));
}

function notFound(failure: string | undefined): SpeechError {
  const message =
    failure === undefined
      ? `No open tab of this app answered. Open ${location.origin} in a tab, and ask again.`
      : `The app’s tab could not start its server yet, and tries again. ${failure} Ask again.`;
  return new SpeechError('server_lost', message, { retryAfter: 1 });
}
