import type { Fault } from './faults';
import type { HubRequest, RandomFile } from './server';

/** One repository of a running hub, told over HTTP what to do, so that tests in a browser can too. */
export type HubRepo = {
  /** `owner/name`. */
  name: string;
  /** Adds or replaces a file of random bytes; gives its SHA-256. */
  put: (file: RandomFile) => Promise<string>;
  fail: (fault: Fault) => Promise<void>;
  /** Resets every connection on which a file is being sent now. */
  cut: () => Promise<void>;
  /** Ends all faults, and forgets the requests so far. */
  heal: () => Promise<void>;
  /** What has been asked so far, and of files only when so told. */
  requests: (at?: HubRequest['at']) => Promise<HubRequest[]>;
};

/** A repository of its own for one test: nothing in it until something is put. */
export function newRepo(hubUrl: string): HubRepo {
  return openRepo(hubUrl, `tests/r${crypto.randomUUID()}`);
}

export function openRepo(hubUrl: string, name: string): HubRepo {
  async function tell(method: string, what: string, body?: unknown): Promise<unknown> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${hubUrl}/_hub/${name}/${what}`, init);
    if (!response.ok) throw new Error(`The hub answered ${response.status} to ${method} ${what}.`);
    return response.json();
  }
  return {
    name,
    async put(file) {
      return ((await tell('PUT', 'file', file)) as { sha256: string }).sha256;
    },
    async fail(fault) {
      await tell('POST', 'faults', fault);
    },
    async cut() {
      await tell('POST', 'cut');
    },
    async heal() {
      await tell('DELETE', 'faults');
      await tell('DELETE', 'requests');
    },
    async requests(at) {
      const all = (await tell('GET', 'requests')) as HubRequest[];
      return all.filter((request) => at === undefined || request.at === at);
    },
  };
}
