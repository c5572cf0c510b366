/** Ends a request from outside, when the other side falls silent, or when it is not needed any more. */
export type SilenceWatch = {
  /** For the request. */
  readonly signal: AbortSignal;
  /** The other side was silent for too long. */
  readonly expired: boolean;
  end: () => void;
  /** Runs one step of the request, which must not take longer than `limit` milliseconds. */
  over: <T>(limit: number, step: () => Promise<T>) => Promise<T>;
};

export function createSilenceWatch(outer: AbortSignal): SilenceWatch {
  const own = new AbortController();
  const watch = {
    signal: AbortSignal.any([outer, own.signal]),
    expired: false,
    end: () => own.abort(),
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

/**
 * The body of an answer, of which each piece comes within `stall` milliseconds. `failed` says what to throw when the
 * connection breaks or falls silent. Leaving the loop ends the request.
 */
export async function* piecesOf(
  { body }: Response,
  watch: SilenceWatch,
  { stall, failed }: { stall: number; failed: (error: unknown) => unknown },
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
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
