export type Serial = {
  /**
   * Runs `task` when its turn has come: the smallest `due` first (0 unless told), of equals who asked first. An aborted
   * signal takes it out of the line.
   */
  run<T>(task: () => Promise<T>, options?: { due?: number; signal?: AbortSignal }): Promise<T>;
  /** Tasks that wait; the running one is not counted. */
  readonly waiting: number;
};

/** One at a time. */
export function createSerial(): Serial {
  const line: { due: number; start: () => void }[] = [];
  let busy = false;

  function next(): void {
    const first = line.shift();
    if (first) first.start();
    else busy = false;
  }

  function turn(due: number, signal: AbortSignal | undefined): Promise<void> {
    if (!busy) {
      busy = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        line.splice(line.indexOf(place), 1);
        reject(signal?.reason as Error);
      };
      const place = { due, start };
      const later = line.findIndex((other) => other.due > due);
      line.splice(later === -1 ? line.length : later, 0, place);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  return {
    async run(task, { due = 0, signal } = {}) {
      signal?.throwIfAborted();
      await turn(due, signal);
      try {
        signal?.throwIfAborted();
        return await task();
      } finally {
        next();
      }
    },
    get waiting() {
      return line.length;
    },
  };
}
