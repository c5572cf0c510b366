/** The lock that the page with the origin's only server holds. */
const lockName = 'sotto-leader';

export type LeaderOptions = {
  /** Takes the role from the page that has it, instead of waiting until that page is gone. */
  take: boolean;
  /** Calls the waiting off. */
  until: AbortSignal;
};

/**
 * Runs `term` when this page is the one to serve: when no other is, or when the one that was is gone. Settles as `term`
 * does, or when the waiting was called off; `deposed` aborts when another page took the role over. Without locks every
 * page serves itself.
 */
export async function asLeader(
  term: (deposed: AbortSignal) => Promise<void>,
  { take, until }: LeaderOptions,
): Promise<void> {
  const deposed = new AbortController();
  const locks = lockManager();
  if (!locks) return term(deposed.signal);
  let running: Promise<void> | undefined;
  const lead = () => (running = term(deposed.signal));
  try {
    // Taking does not wait, and browsers refuse to be given a signal for it.
    await locks.request(lockName, take ? { steal: true } : { signal: until }, lead);
  } catch (error) {
    if (!running && until.aborted) return;
    if (!running) {
      console.warn('Locks cannot be had, so this page serves itself.', error);
      return term(deposed.signal);
    }
    deposed.abort();
    await running;
  }
}

/** Undefined in frames with blocked storage, where it throws, and where there is none. */
function lockManager(): LockManager | undefined {
  try {
    return navigator.locks;
  } catch {
    return undefined;
  }
}
