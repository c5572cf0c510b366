/**
 * What `work` gives, and between that the newest of what it tells with `say`: older ones that nobody has pulled yet are
 * forgotten. Leaving the loop ends the work: its signal aborts, and it is waited for.
 */
export async function* withPartials<Whole, Partial>(
  work: (say: (partial: Partial) => void, signal: AbortSignal) => AsyncGenerator<Whole, void>,
  signal: AbortSignal,
): AsyncGenerator<{ whole: Whole } | { partial: Partial }, void, undefined> {
  const left = new AbortController();
  const fresh = new Newest<Partial>();
  const wholes = work((partial) => fresh.set(partial), AbortSignal.any([signal, left.signal]));
  let pending = wholes.next();
  try {
    for (;;) {
      const result = await Promise.race([pending, fresh.arrival()]);
      if (result) {
        if (result.done) return;
        fresh.take();
        yield { whole: result.value };
        pending = wholes.next();
      } else {
        const partial = fresh.take();
        if (partial) yield partial;
      }
    }
  } finally {
    left.abort();
    // A failure was thrown above already; after leaving it is the abort's own.
    await pending.catch(() => undefined);
    await wholes.return();
  }
}

/** Keeps the last one only. */
class Newest<T> {
  #kept: { partial: T } | undefined;
  #waiting: (() => void) | undefined;

  set(partial: T): void {
    this.#kept = { partial };
    this.#waiting?.();
  }

  /** Settles when there is one. */
  arrival(): Promise<void> {
    if (this.#kept) return Promise.resolve();
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  take(): { partial: T } | undefined {
    const kept = this.#kept;
    this.#kept = undefined;
    return kept;
  }
}
