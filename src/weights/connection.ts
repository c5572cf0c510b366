import { SpeechError } from '../base/errors';
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
};

export type GetOptions = { span?: Span | undefined; signal: AbortSignal };

/** Requests to one hub, which remembers whether that hub has ever answered. */
export interface Connection {
  /** Throws `Passing` for what may be gone at the next try, else `FileChanged` or SpeechError `hub_failed`. */
  get(url: string, options: GetOptions): Promise<Answer>;
}

export function connect({ fetch, timings }: Net): Connection {
  let reached = false;

  function broken(url: string, watch: Watch, cause: unknown): Passing {
    const what = watch.expired ? 'sent nothing for too long' : 'could not be reached';
    const kept = reached ? ' What has arrived is kept.' : '';
    const outcome = new SpeechError(
      'hub_unreachable',
      `The model hub ${hostOf(url)} ${what}. Check the network, or choose another hub, and try again.${kept}`,
      { cause },
    );
    if (reached) return new Passing(outcome);
    return new Passing(outcome, { tries: watch.expired ? 1 : timings.firstTries });
  }

  return {
    async get(url, { span, signal }) {
      const watch = createWatch(signal);
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
      return { url, status: response.status, headers: response.headers, pieces };
    },
  };
}

export function hostOf(url: string): string {
  return new URL(url).host;
}

/** Aborts a request from outside (`signal`), by silence, or when it is not needed any more. */
type Watch = ReturnType<typeof createWatch>;

function createWatch(outer: AbortSignal) {
  const own = new AbortController();
  const watch = {
    signal: AbortSignal.any([outer, own.signal]),
    expired: false,
    end: () => own.abort(),
    /** Runs one step of the request, which must not take longer than `limit` milliseconds. */
    async over<T>(limit: number, step: () => Promise<T>): Promise<T> {
      const timer = setTimeout(() => {
        watch.expired = true;
        own.abort();
      }, limit);
      try {
        return await step();
      } finally {
        clearTimeout(timer);
      }
    },
  };
  return watch;
}

async function* piecesOf(
  { body }: Response,
  watch: Watch,
  { stall, failed }: { stall: number; failed: (error: unknown) => unknown },
): AsyncGenerator<Uint8Array, void, undefined> {
  if (!body) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const next = await watch
        .over(stall, () => reader.read())
        .catch((error: unknown) => {
          throw failed(error);
        });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    watch.end();
  }
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
