import { fromStream } from '../base/streams';
import { ApiError } from './api-error';
import { createAsk, type Fetch } from './ask';

/** Bytes so far and in all; `total` is undefined where the host does not tell. */
export type FetchProgress = { loaded: number; total: number | undefined };

type Options = { signal?: AbortSignal; onprogress?: (progress: FetchProgress) => void };

/** Recordings that lie on other hosts. */
export type RecordingClient = {
  /**
   * The recording at an address, with the name that the address has for it. The host of the address is asked, by GET,
   * without cookies or referrer. Throws ApiError with the API's own message, or the reason of an aborted signal.
   */
  fetch(url: string, options?: Options): Promise<File>;
};

/** Bytes that are held as they came; browsers may put larger pieces on the disk. */
const pieceBytes = 8 * 1024 ** 2;

/** `base` stands before `/v1/…`, and is empty for the page's own origin. */
export function createRecordingClient(fetch: Fetch, base = ''): RecordingClient {
  const ask = createAsk(fetch, base);
  return {
    async fetch(url, { signal, onprogress } = {}) {
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify({ url }) };
      const response = await ask('audio/fetch', signal ? { ...init, signal } : init, '');
      const length = response.headers.get('content-length');
      const total = length === null ? undefined : Number(length);
      const type = response.headers.get('content-type') ?? '';
      const bytes = fromStream(response.body ?? new Blob().stream());
      const blob = await collect(bytes, (loaded) => onprogress?.({ loaded, total }), signal);
      return new File([blob], nameIn(url), { type });
    },
  };
}

async function collect(
  bytes: AsyncIterable<Uint8Array<ArrayBuffer>>,
  told: (loaded: number) => void,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  const pieces: Blob[] = [];
  let loaded = 0;
  let fresh: Uint8Array<ArrayBuffer>[] = [];
  let freshBytes = 0;
  const settle = () => {
    if (freshBytes > 0) pieces.push(new Blob(fresh));
    fresh = [];
    freshBytes = 0;
  };
  try {
    for await (const some of bytes) {
      signal?.throwIfAborted();
      fresh.push(some);
      freshBytes += some.length;
      loaded += some.length;
      if (freshBytes >= pieceBytes) settle();
      told(loaded);
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new ApiError(error instanceof Error ? error.message : String(error));
  }
  signal?.throwIfAborted();
  settle();
  return new Blob(pieces);
}

/** The last part of its path, else its host. */
function nameIn(url: string): string {
  const { pathname, host } = new URL(url);
  const last = pathname.split('/').findLast((part) => part !== '') ?? host;
  try {
    return decodeURIComponent(last);
  } catch {
    // A percent sign that begins no valid sequence.
    return last;
  }
}
