/**
 * Who is still there, by Web Locks: a closed MessagePort tells nobody, but a thread's locks are released when it ends,
 * however it ends.
 */

/**
 * Takes the lock `name` until this thread ends or `signal` aborts; resolves when it is held. Resolves to false where
 * locks cannot be had (storage is blocked): then nobody can watch this thread.
 */
export async function hold(name: string, signal?: AbortSignal): Promise<boolean> {
  if (!locksWork()) return false;
  return new Promise((resolve) => {
    const released = new Promise<void>((release) => {
      signal?.addEventListener('abort', () => release(), { once: true });
    });
    navigator.locks
      .request(name, () => {
        resolve(true);
        return released;
      })
      .catch(() => resolve(false));
  });
}

/**
 * A signal that aborts when the holder of `name` is gone. The lock must be held already. Stops watching when `until`
 * aborts.
 */
export function watch(name: string, until?: AbortSignal): AbortSignal {
  const gone = new AbortController();
  if (!locksWork()) return gone.signal;
  const options: LockOptions = { mode: 'shared' };
  if (until) options.signal = until;
  navigator.locks
    .request(name, options, () => gone.abort())
    // Rejects only when the watch itself was called off.
    .catch(() => undefined);
  return gone.signal;
}

function locksWork(): boolean {
  // Throws or is absent in frames whose storage is blocked, and outside secure contexts.
  try {
    return typeof navigator.locks.request === 'function';
  } catch {
    return false;
  }
}
