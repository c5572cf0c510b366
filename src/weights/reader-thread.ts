import { expose, transfer, wrap } from 'comlink';
import type { FileAhead, ReadAhead } from './read-ahead';

/** Reads files ahead for a thread whose own time is the runtime's. */
export type Reader = {
  /** As `readAhead`; undefined too where no thread can be had. */
  readAhead: ReadAhead;
  /** Frees a chunk's memory. */
  free: (chunk: Uint8Array<ArrayBuffer>) => void;
};

/**
 * A reader in a thread of its own, which lives while there is something to read. The first is started here: once the
 * runtime starts it leaves the browser no time for that.
 */
export function createReader(spawn: () => Worker): Reader {
  let current: ReturnType<typeof start> | undefined = start(spawn);
  let ended: Worker | undefined;
  let asked = 0;
  return {
    async readAhead(file) {
      current ??= start(spawn);
      const { thread, ask } = current;
      asked++;
      try {
        return await ask(file);
      } finally {
        if (--asked === 0) {
          thread.terminate();
          ended = thread;
          current = undefined;
        }
      }
    },
    // What is handed to a thread that has ended is freed at once. The collector would come after the runtime's work, and
    // `transfer(0)` of a buffer that came from another thread frees nothing in Chromium.
    free: ({ buffer }) => ended?.postMessage(undefined, [buffer]),
  };
}

/** What a reader answers. */
type ReaderThread = {
  /** As soon as its script runs. */
  isRunning: () => true;
  readAhead: ReadAhead;
};

/** Milliseconds between two looks whether a script runs, and how many are taken. */
const scriptPause = 1000;
const mostLooks = 10;

function start(spawn: () => Worker): { thread: Worker; ask: ReadAhead } {
  const thread = spawn();
  const { isRunning, readAhead } = wrap<ReaderThread>(thread);
  const withoutIt = (why: unknown) => {
    console.warn('Models are read without a thread of their own:', why);
    return undefined;
  };
  const failed = new Promise<undefined>((resolve) => {
    thread.addEventListener('error', ({ message }) => resolve(withoutIt(message)));
    // Looks are counted instead of seconds, which go by while the runtime blocks this thread.
    let looks = 0;
    const timer = setInterval(() => {
      if (++looks < mostLooks) return;
      clearInterval(timer);
      // A service worker that is ended while it fetches a script leaves the thread without it and without an error.
      resolve(withoutIt('its script did not come in time'));
    }, scriptPause);
    void isRunning().then(() => clearInterval(timer));
  });
  return { thread, ask: (file) => Promise.race([readAhead(file).catch(withoutIt), failed]) };
}

/** Makes this thread a reader. */
export function exposeReader(readAhead: ReadAhead): void {
  const handOver: ReadAhead = async (file) => {
    const found = await readAhead(file);
    return found && transfer(found, buffersOf(found));
  };
  const thread: ReaderThread = { isRunning: () => true, readAhead: handOver };
  expose(thread);
}

function buffersOf({ chunks }: FileAhead): ArrayBuffer[] {
  return chunks.map(({ buffer }) => buffer);
}
