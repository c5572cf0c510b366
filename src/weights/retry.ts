import { Passing } from './faults';

/** Milliseconds and counts of everything that waits or tries again. */
export type Timings = {
  /** Without a byte for this long, a request is given up. */
  stall: number;
  /** The same while the hub has not answered at all yet. */
  firstAnswer: number;
  /** Tries in a row without progress. */
  tries: number;
  /** Tries of a hub that has never been reached: the user should know at once. */
  firstTries: number;
  /** Tries in a row of a hub that was reached and is not any more. */
  lostTries: number;
  /** Before the second try; doubles with each further one. */
  delay: number;
  longestDelay: number;
  /** The longest `Retry-After` that is followed to the end. */
  longestRetryAfter: number;
};

export const defaultTimings: Timings = {
  stall: 30_000,
  firstAnswer: 15_000,
  tries: 5,
  firstTries: 3,
  // With the pauses between them about two minutes: a tunnel, or a lid that is opened again.
  lostTries: 20,
  delay: 250,
  longestDelay: 10_000,
  longestRetryAfter: 60_000,
};

type RetryOptions = {
  timings: Timings;
  signal: AbortSignal;
  /** Grows while the attempts get somewhere: one that did starts the count of tries anew. */
  progress?: () => number;
};

/** Attempts until one succeeds, fails with anything but `Passing`, or the tries run out. */
export async function retry<T>(
  attempt: () => Promise<T>,
  { timings, signal, progress = () => 0 }: RetryOptions,
): Promise<T> {
  let failures = 0;
  let best = progress();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      if (progress() > best) failures = 0;
      best = Math.max(best, progress());
      failures++;
      if (failures >= (error.tries ?? timings.tries)) throw error.outcome;
      await pause(error.after ?? backoff(failures, timings), signal);
    }
  }
}

/** Milliseconds that a `Retry-After` header (seconds or a date, RFC 9110 §10.2.3) asks for, within bounds. */
export function retryAfter(header: string | null, longest: number): number | undefined {
  if (header === null) return undefined;
  const wanted = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(wanted) ? undefined : Math.min(Math.max(wanted, 0), longest);
}

/** Doubles with each failure; half of it is random, so that many clients do not come back as one. */
function backoff(failures: number, { delay, longestDelay }: Timings): number {
  const full = Math.min(delay * 2 ** (failures - 1), longestDelay);
  return full * (0.5 + Math.random() / 2);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', leave, { once: true });
  });
}
