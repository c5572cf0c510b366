import type { FromServerThread, ToServerThread } from '../wire/host-messages';
import { readRememberedModels, rememberModels } from './remembered-models';
import { spawnServer } from './spawn-server';

/** The local server, running in a thread of this page. */
export type ServerThread = {
  /** Tells this server from others before and after it. */
  id: string;
  /** A new control port to it. */
  connect: () => MessagePort;
  end: () => void;
};

/** Milliseconds for the thread to start; it loads no model. */
const patience = 30_000;

export type ServerThreadOptions = {
  /** URL of the app's own files, with a trailing slash. */
  base: string;
  /** Called every few seconds while it answers requests. */
  onBusy: () => void;
  /** Called when it failed after it had started. */
  onLost: (reason: string) => void;
};

/** Starts the server's thread; rejects when it cannot start. */
export function startServerThread({
  base,
  onBusy,
  onLost,
}: ServerThreadOptions): Promise<ServerThread> {
  const worker = spawnServer();
  const send = (message: ToServerThread, transfer: Transferable[] = []) =>
    worker.postMessage(message, transfer);
  send({ type: 'start', base, remembered: readRememberedModels() });
  return new Promise((resolve, reject) => {
    let started = false;
    const fail = (message: string) => {
      worker.terminate();
      clearTimeout(timer);
      if (started) onLost(message);
      else reject(new Error(message));
    };
    const timer = setTimeout(() => fail('The local server did not start.'), patience);
    worker.onerror = (event) => fail(`The local server failed: ${event.message || 'unknown'}`);
    worker.onmessageerror = () => fail('The local server sent something unreadable.');
    worker.onmessage = ({ data }: MessageEvent<FromServerThread>) => {
      if (data.type === 'busy') return onBusy();
      if (data.type === 'stored') return rememberModels(data.models);
      started = true;
      clearTimeout(timer);
      resolve({
        id: crypto.randomUUID(),
        connect: () => {
          const { port1, port2 } = new MessageChannel();
          send({ type: 'connect' }, [port2]);
          return port1;
        },
        end: () => worker.terminate(),
      });
    };
  });
}
