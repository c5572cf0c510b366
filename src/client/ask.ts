import { ApiError, errorOf } from './api-error';

/** Any `fetch` that reaches the API: the page's own, `localFetch`, or one over a port. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** Asks for a path under `/v1/`; throws ApiError for a failure, and for an answer that is not of `type`. */
export type Ask = (path: string, init: RequestInit, type: string) => Promise<Response>;

/** `base` stands before `/v1/…`, and is empty for the page's own origin. */
export function createAsk(fetch: Fetch, base: string): Ask {
  return async (path, init, type) => {
    const response = await fetch(`${base}/v1/${path}`, init);
    if (!response.ok) throw await errorOf(response);
    const found = response.headers.get('content-type') ?? 'nothing';
    if (found.startsWith(type)) return response;
    await response.body?.cancel();
    throw new ApiError(
      `No speech API answers at ${base}/v1/${path}: ${found} came instead of ${type}. Reload the page.`,
      { status: response.status },
    );
  };
}
