import { SpeechError } from '../base/errors';
import type { FromServiceWorker } from '../wire/host-messages';
import { openLink, type ServerLink } from '../wire/port-fetch';

export type ServerFinderOptions = {
  /** The lock that the service worker holds for life. */
  lock: Promise<string | undefined>;
  pages: () => Promise<readonly Client[]>;
};

/** Milliseconds that a request waits for some tab to offer a server. */
const patience = 8000;
/** Milliseconds between two calls for a server. */
const repeat = 500;
/** The server of the leading tab, as the service worker reaches it. */
export type ServerFinder = {
  /** The leader hands over a port to its server; `id` tells servers apart. */
  attach: (id: string, port: MessagePort) => Promise<void>;
  /** Asks the tabs for a server when there is none; throws SpeechError `server_lost` when no tab answers. */
  find: () => Promise<ServerLink>;
};

export function createServerFinder({ lock, pages }: ServerFinderOptions): ServerFinder {
  let server: (ServerLink & { id: string }) | undefined;
  const waiting = new Set<(link: ServerLink) => void>();

  async function attach(id: string, port: MessagePort): Promise<void> {
    // A call for a server may be answered twice.
    if (server?.id === id && !server.lost.aborted) return port.close();
    const link = await openLink(port, { lock: await lock, patience });
    server = { id, ...link };
    for (const give of waiting) give(link);
    waiting.clear();
  }

  function find(): Promise<ServerLink> {
    if (server && !server.lost.aborted) return Promise.resolve(server);
    return new Promise((resolve, reject) => {
      const call = async () => {
        const message: FromServiceWorker = { type: 'need-server' };
        for (const page of await pages()) page.postMessage(message);
      };
      const end = () => {
        clearInterval(timer);
        clearTimeout(limit);
        waiting.delete(give);
      };
      const give = (link: ServerLink) => {
        end();
        resolve(link);
      };
      const timer = setInterval(() => void call(), repeat);
      const limit = setTimeout(() => {
        end();
        reject(new SpeechError('server_lost', 'No open tab of this app answered.'));
      }, patience);
      waiting.add(give);
      void call();
    });
  }

  return { attach, find };
}
