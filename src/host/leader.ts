/** The lock that the page with the origin's only server holds. */
const lockName = 'sotto-leader';

/**
 * Calls `lead` when this page is the one to serve: when no other is, or when the one that was is gone. Without locks
 * every page serves itself. `until` gives the role up again.
 */
export function standForLeader(lead: () => void, until: AbortSignal): void {
  let locks: LockManager | undefined;
  try {
    locks = navigator.locks;
  } catch {
    // Frames with blocked storage throw here: they serve themselves.
    locks = undefined;
  }
  if (!locks) return lead();
  const stepDown = new Promise<void>((resolve) =>
    until.addEventListener('abort', () => resolve(), { once: true }),
  );
  locks
    .request(lockName, { signal: until }, () => {
      lead();
      return stepDown;
    })
    .catch((error: unknown) => {
      // Called off before its turn came.
      if (!until.aborted) {
        console.warn('Locks cannot be had, so this page serves itself.', error);
        lead();
      }
    });
}
