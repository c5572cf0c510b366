import type { FromServerThread, ToServerThread } from '../wire/host-messages';
import { watch } from '../wire/liveness';
import { readRememberedModels, rememberModels } from './remembered-models';
import { spawnServer } from './spawn-server';

/** The local server, running in a thread of this page. */
export type ServerThread = {
  /** Tells this server from others before and after it. */
  id: string;
  /** A new control port to it. */
  connect: () => MessagePort;
  /** Aborts when it has ended, with an Error that says why. */
  gone: AbortSignal;
  /** It sends its clients to the server that took its place, and ends after the answers that it began. */
  retire: () => void;
  /** Ends it at once. */
  end: () => void;
};

/** Milliseconds for the thread to start; it loads no model. */
const patience = 30_000;
/** Milliseconds between two checks, and how many stay unanswered until the thread is taken for hung. */
const checkPause = 5000;
const mostUnanswered = 5;

export type ServerThreadOptions = {
  /** URL of the app's own files, with a trailing slash. */
  base: string;
  /** Called every few seconds while it answers requests. */
  onBusy: () => void;
};

/** Starts the server's thread; rejects when it cannot start. */
export function startServerThread({ base, onBusy }: ServerThreadOptions): Promise<ServerThread> {
  const worker = spawnServer();
  const send = (message: ToServerThread, transfer: Transferable[] = []) =>
    worker.postMessage(message, transfer);
  const gone = new AbortController();
  const end = (message = 'The local server was ended.') => {
    worker.terminate();
    gone.abort(new Error(message));
  };
  worker.onerror = (event) => end(`The local server failed: ${event.message || notFetched}.`);
  worker.onmessageerror = () => end('The local server sent something unreadable.');
  const hung = () => end('The local server hung, and was ended.');
  const heard = keepChecking(() => send({ type: 'check' }), hung, gone.signal);
  send({ type: 'start', base, remembered: readRememberedModels() });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end('The local server did not start in time.'), patience);
    gone.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(gone.signal.reason as Error);
    });
    worker.onmessage = ({ data }: MessageEvent<FromServerThread>) => {
      if (data.type === 'busy') return onBusy();
      if (data.type === 'stored') return rememberModels(data.models);
      if (data.type === 'alive') return heard();
      clearTimeout(timer);
      if (data.lock !== undefined) {
        // A browser may end a thread without a word.
        watch(data.lock, gone.signal).addEventListener('abort', () => end());
      }
      resolve({
        id: crypto.randomUUID(),
        connect: () => {
          const { port1, port2 } = new MessageChannel();
          send({ type: 'connect' }, [port2]);
          return port1;
        },
        gone: gone.signal,
        retire: () => send({ type: 'retire' }),
        end,
      });
    };
  });
}

/** Calls `hung` when checks stay unanswered; returns what is to be called for an answer. */
function keepChecking(check: () => void, hung: () => void, until: AbortSignal): () => void {
  // Checks are counted instead of seconds, which go by while a device sleeps.
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered++ < mostUnanswered) check();
    else hung();
  }, checkPause);
  until.addEventListener('abort', () => clearInterval(timer));
  return () => (unanswered = 0);
}

/** The error of a script that did not come has no message. */
const notFetched = 'its script could not be fetched';
