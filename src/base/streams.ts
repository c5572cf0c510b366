/** An iterable as a stream that computes nothing before it is read; cancelling it leaves the loop (`finally` runs). */
export function toStream<T>(items: AsyncIterable<T>): ReadableStream<T> {
  const iterator = items[Symbol.asyncIterator]();
  return new ReadableStream<T>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** A stream as an iterable; leaving the loop early cancels the stream. Not every browser iterates streams itself. */
export async function* fromStream<T>(
  stream: ReadableStream<T>,
): AsyncGenerator<T, void, undefined> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        ended = true;
        return;
      }
      yield value;
    }
  } catch (error) {
    ended = true;
    throw error;
  } finally {
    if (!ended) await reader.cancel();
    reader.releaseLock();
  }
}

/**
 * The same items, with the next one already under way while the current one is in use. Work starts with the first
 * pull; leaving the loop waits for the item under way and drops it.
 */
export async function* oneAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  const iterator = items[Symbol.asyncIterator]();
  let pending: Promise<IteratorResult<T>> | undefined;
  const ask = () => {
    const next = iterator.next();
    // A failure belongs to the reader's next pull, even when nobody waits for it yet.
    next.catch(() => undefined);
    return next;
  };
  try {
    pending = ask();
    for (;;) {
      const next = await pending;
      if (next.done) return;
      pending = ask();
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** The same items; `ended` runs once: when they end, fail or are left, even by a reader that never pulled. */
export function whenEnded<T>(
  items: AsyncIterable<T>,
  ended: () => void | Promise<void>,
): AsyncIterableIterator<T, void, undefined> {
  const iterator = items[Symbol.asyncIterator]();
  let over = false;
  async function end(): Promise<void> {
    if (over) return;
    over = true;
    await ended();
  }
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const next = await iterator.next();
        if (!next.done) return next;
        await end();
        return { done: true, value: undefined };
      } catch (error) {
        await end();
        throw error;
      }
    },
    async return() {
      await iterator.return?.();
      await end();
      return { done: true, value: undefined };
    },
  };
}
