/** When to try again what failed: after 1 s, 2 s, 4 s … 60 s, and sooner when there is reason to. */
export type Backoff = {
  /** Resolves when it is time; each pause is twice as long as the one before it. */
  pause: () => Promise<void>;
  /** Ends the pause under way, or the next one, once its first second is over. */
  hurry: () => void;
  /** It worked: the next pause is the shortest again. */
  reset: () => void;
  /** Resolves at the next `hurry`; at once when there was one since the last pause. */
  call: () => Promise<void>;
  /** Milliseconds of the next pause. */
  readonly next: number;
};

/** Milliseconds. */
const shortest = 1000;
const longest = 60_000;

export function createBackoff(): Backoff {
  let failures = 0;
  let hurried = false;
  let wake = () => {};
  const next = () => Math.min(shortest * 2 ** failures, longest);

  async function wait(milliseconds?: number): Promise<void> {
    if (!hurried) {
      await new Promise<void>((resolve) => {
        const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    hurried = false;
  }

  return {
    async pause() {
      const rest = next() - shortest;
      failures++;
      await new Promise((resolve) => setTimeout(resolve, shortest));
      if (rest > 0) await wait(rest);
      hurried = false;
    },
    hurry() {
      hurried = true;
      wake();
    },
    reset() {
      failures = 0;
    },
    call: () => wait(),
    get next() {
      return next();
    },
  };
}
