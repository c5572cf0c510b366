/**
 * Runs a task for each item, `limit` at a time. The first failure aborts the others, and is thrown when all have ended.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  limit: number,
  task: (item: T, signal: AbortSignal) => Promise<void>,
  outer?: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const signal = outer ? AbortSignal.any([outer, stop.signal]) : stop.signal;
  const left = [...items];
  const lane = async () => {
    try {
      for (let item = left.shift(); item !== undefined; item = left.shift())
        await task(item, signal);
    } catch (error) {
      left.length = 0;
      stop.abort(error);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, left.length) }, lane));
  stop.signal.throwIfAborted();
}
