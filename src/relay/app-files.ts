import { isolated } from './isolation';
import { cacheName, createFileKeeper, isFile } from './kept-files';

/** Milliseconds after which a page is served from what is kept, though the network has not failed yet. */
const patience = 4000;

/** Work that outlives its answer, as `event.waitUntil` takes it. */
type KeepAlive = (work: Promise<unknown>) => void;

/**
 * Answers requests for the app's own files, from what is kept when the network fails, and keeps further ones when they
 * are first used. `scope` is the app's base URL.
 */
export function createAppFiles(scope: string) {
  const url = (path: string) => new URL(path, scope).href;
  const inFolder = (request: Request, folder: string) => request.url.startsWith(url(folder));
  /** Files whose names change with their content. */
  const neverChanges = (request: Request) =>
    ['assets/', 'espeak/', 'kuromoji/'].some((folder) => inFolder(request, folder));
  const startsDocument = ({ destination, mode }: Request) =>
    mode === 'navigate' || destination === 'worker' || destination === 'sharedworker';

  async function fromNetwork(request: Request): Promise<Response> {
    const cache = await caches.open(cacheName);
    const kept = await cache.match(request.mode === 'navigate' ? url('index.html') : request);
    if (!kept) return fetch(request);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(kept), patience);
      fetch(request)
        .then(resolve, () => resolve(kept))
        .finally(() => clearTimeout(timer));
    });
  }

  async function fromCache(request: Request, alive: KeepAlive): Promise<Response> {
    const cache = await caches.open(cacheName);
    const kept = await cache.match(request.url);
    if (kept) return kept;
    const answer = await fetch(request);
    if (isFile(request.url, answer)) {
      // Without room for it the file still serves this visit.
      alive(cache.put(request.url, answer.clone()).catch(() => undefined));
    }
    return answer;
  }

  return {
    keep: createFileKeeper(url),

    answers(request: Request): boolean {
      return (
        request.method === 'GET' &&
        request.url.startsWith(scope) &&
        !inFolder(request, 'hub/') &&
        !inFolder(request, 'sw.js')
      );
    },

    async answer(request: Request, alive: KeepAlive): Promise<Response> {
      const found = await (neverChanges(request)
        ? fromCache(request, alive)
        : fromNetwork(request));
      return startsDocument(request) ? isolated(found, request) : found;
    },
  };
}
