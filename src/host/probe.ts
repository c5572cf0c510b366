import type { LocalFetch } from './local-fetch';
import type { ServiceWorkerLink } from './service-worker';
import type { HostState } from './status';

export type Finding = Pick<HostState, 'api' | 'note'> & {
  /** Whether it may change by itself, so that it is worth asking again. */
  passing: boolean;
};

/** The two ways to the API; the second one is undefined without a service worker. */
export type Probed = { localFetch: LocalFetch; worker: ServiceWorkerLink | undefined };

/** Asks the API both ways, and says in words what works. */
export async function probe({ localFetch, worker }: Probed): Promise<Finding> {
  const problem = await problemOf(localFetch('/v1/health'));
  if (problem !== undefined) return { api: 'retrying', note: problem, passing: true };
  if (!worker?.controls) {
    return { api: 'direct', note: await withoutFetch(worker !== undefined), passing: false };
  }
  const relayed = await problemOf(fetch('/v1/health'));
  if (relayed === undefined) return { api: 'ready', note: undefined, passing: false };
  const note = `fetch(‘/v1/…’) is not answered, and is tried again. ${relayed}`;
  return { api: 'direct', note, passing: true };
}

/** Undefined when the API itself has answered. */
async function problemOf(asked: Promise<Response>): Promise<string | undefined> {
  try {
    const answer = await asked;
    if (answer.ok && answer.headers.has('x-request-id')) return undefined;
    const { error } = (await answer.json()) as { error: { message: string } };
    return error.message;
  } catch (error) {
    return `The local server cannot be reached. ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function withoutFetch(hasServiceWorker: boolean): Promise<string> {
  const why = hasServiceWorker
    ? 'The service worker does not control this page; reload it to let code here call fetch(‘/v1/…’).'
    : 'This browser gives the page no service worker (a private window, or blocked storage).';
  const models = (await hasDatabases())
    ? ''
    : ' It lets the page store nothing, so models stay in memory only, until the page is closed.';
  return `${why}${models} Speech works in this page, and code in it can use localFetch instead of fetch.`;
}

async function hasDatabases(): Promise<boolean> {
  try {
    await indexedDB.databases();
    return true;
  } catch {
    return false;
  }
}
