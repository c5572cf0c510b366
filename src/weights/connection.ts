import { SpeechError } from '../base/errors';
import { createSilenceWatch, piecesOf, type SilenceWatch } from '../base/silence-watch';
import type { HubAnswer } from './store';
import { FileChanged, Passing } from './faults';
import { retryAfter, type Timings } from './retry';

/** What the network needs; tests bring their own. */
export type Net = { fetch: typeof fetch; timings: Timings };

/** Bytes of a file: from the first, up to but without the second. */
export type Span = { start: number; end: number };

export type Answer = {
  url: string;
  status: number;
  headers: Headers;
  /** The body; fails with `Passing` when the connection breaks or falls silent. Leaving it ends the request. */
  pieces: AsyncIterable<Uint8Array>;
  /** Ends the request of a body that is not wanted: an open one takes one of a host's six connections. */
  leave: () => void;
};

export type GetOptions = { span?: Span | undefined; signal: AbortSignal };

/** Requests to one hub, which remembers whether that hub has ever answered. */
export interface Connection {
  /** Throws `Passing` for what may be gone at the next try, else `FileChanged` or SpeechError `hub_failed`. */
  get(url: string, options: GetOptions): Promise<Answer>;
}

export function connect({ fetch, timings }: Net): Connection {
  let reached = false;

  function broken(url: string, watch: SilenceWatch, cause: unknown): Passing {
    const what = watch.expired ? 'sent nothing for too long' : 'could not be reached';
    const kept = reached ? ' What has arrived is kept.' : '';
    const outcome = new SpeechError(
      'hub_unreachable',
      `The model hub ${hostOf(url)} ${what}. Check the network${reached ? '' : hindrance(url)}, or choose another hub, and try again.${kept}`,
      { cause },
    );
    if (reached && !watch.expired) return new Passing(outcome, { tries: timings.lostTries });
    if (reached) return new Passing(outcome);
    return new Passing(outcome, { tries: watch.expired ? 1 : timings.firstTries });
  }

  return {
    async get(url, { span, signal }) {
      const watch = createSilenceWatch(signal);
      // The HTTP cache would keep a second copy, and may answer a later whole request with a stored part.
      const init: RequestInit = { cache: 'no-store', signal: watch.signal };
      if (span) init.headers = { range: `bytes=${span.start}-${span.end - 1}` };
      const failed = (error: unknown) => {
        signal.throwIfAborted();
        return broken(url, watch, error);
      };
      let response: Response;
      try {
        const limit = reached ? timings.stall : timings.firstAnswer;
        response = await watch.over(limit, () => fetch(url, init));
      } catch (error) {
        throw failed(error);
      }
      reached = true;
      try {
        checkAnswer(url, response, timings);
      } catch (error) {
        watch.end();
        throw error;
      }
      const pieces = piecesOf(response, watch, { stall: timings.stall, failed });
      const { status, headers } = response;
      return { url, status, headers, pieces, leave: () => watch.end() };
    },
  };
}

/** What may keep a page from another host though that is there; browsers do not tell pages which of it. */
function hindrance(url: string): string {
  const { origin, hostname } = new URL(url);
  if ('location' in globalThis && origin === globalThis.location.origin) return '';
  if (isThisMachine(hostname)) {
    return ', whether its server runs and allows other sites to read it (CORS), and whether this browser lets the site ask this computer';
  }
  return ' and whether it allows other sites to read it (CORS)';
}

/** Whether a host is this computer itself, which plain HTTP may be used with. */
export function isThisMachine(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

export function hostOf(url: string): string {
  return new URL(url).host;
}

/** Statuses that may be gone at the next try. */
const passingStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);
/** What Hugging Face says, with a 401 for anonymous callers, about a repository that does not exist. */
const missingCodes = new Set(['RepoNotFound', 'EntryNotFound', 'RevisionNotFound']);

function checkAnswer(url: string, { status, ok, headers }: Response, timings: Timings): void {
  const host = hostOf(url);
  const missing =
    status === 404 || status === 410 || missingCodes.has(headers.get('x-error-code') ?? '');
  const failed = (message: string) =>
    new SpeechError('hub_failed', `The model hub ${host} ${message}`, {
      cause: { status, missing } satisfies HubAnswer,
    });
  if (ok) {
    if (!headers.get('content-type')?.startsWith('text/html')) return;
    throw failed(
      `answered with a web page instead of ${url}. Sign in to the network, or choose another hub.`,
    );
  }
  if (missing) throw failed(`has no ${url} (HTTP ${status}). Choose another hub.`);
  if (status === 416) throw new FileChanged(failed(`has less of ${url} than before. Try again.`));
  if (passingStatuses.has(status)) {
    const after = retryAfter(headers.get('retry-after'), timings.longestRetryAfter);
    const next = 'Try again later; what has arrived is kept.';
    throw new Passing(failed(`answered HTTP ${status} for ${url}. ${next}`), { after });
  }
  const gated = status === 401 || status === 403;
  const why = gated ? 'gives it to signed-in users only' : 'refuses it';
  throw failed(`does not give ${url}: it ${why} (HTTP ${status}). Choose a hub that is open.`);
}
