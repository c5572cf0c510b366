import { createSerial, type Serial } from '../base/serial';

/** Where the browser has no Web Locks, only callers of the same thread wait for each other. */
const lines = new Map<string, Serial>();

/** One task at a time for a name, in all tabs and threads of the origin. `signal` ends the waiting only. */
export async function exclusively<T>(
  name: string,
  signal: AbortSignal,
  task: () => Promise<T>,
): Promise<T> {
  if ('navigator' in globalThis && 'locks' in navigator) {
    let begun = false;
    const begin = () => {
      begun = true;
      return task();
    };
    try {
      return await navigator.locks.request(name, { signal }, begin);
    } catch (error) {
      // A site that may store nothing gets no locks either, and has no other thread's files to guard.
      if (begun || !isRefusal(error)) throw error;
    }
  }
  let line = lines.get(name);
  if (!line) lines.set(name, (line = createSerial()));
  return line.run(task, { signal });
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'SecurityError';
}
