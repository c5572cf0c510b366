import { startServerThread, type ServerThread } from './server-thread';

export type ServingOptions = {
  /** URL of the app's own files, with a trailing slash. */
  base: string;
  /** A server is there; called again when it had to be replaced. */
  onServer: (thread: ServerThread) => void;
  /** Called every few seconds while requests are being answered. */
  onBusy: () => void;
  /** It failed too often. */
  onGivenUp: (reason: string) => void;
};

/** What the leading page does: keeps a server running. */
export type Serving = {
  start: () => void;
  stop: () => void;
  /** The server, or undefined while this page does not serve. */
  readonly thread: Promise<ServerThread> | undefined;
};

/** Failures in a row before this page gives up, and the milliseconds after which one is forgotten. */
const mostFailures = 3;
const forgiven = 60_000;

export function createServing({ base, onServer, onBusy, onGivenUp }: ServingOptions): Serving {
  let thread: Promise<ServerThread> | undefined;
  let failures = 0;
  let startedAt = 0;

  function start(): void {
    startedAt = Date.now();
    const starting = startServerThread({ base, onBusy, onLost: (reason) => replace(reason) });
    const replace = (reason: string) => {
      if (thread !== starting) return;
      failures = Date.now() - startedAt > forgiven ? 1 : failures + 1;
      if (failures < mostFailures) return start();
      thread = undefined;
      onGivenUp(reason);
    };
    thread = starting;
    starting.then(
      (server) => {
        // Stopped while it started.
        if (thread === starting) onServer(server);
        else server.end();
      },
      (error: Error) => replace(error.message),
    );
  }

  return {
    start,
    stop() {
      thread?.then((server) => server.end()).catch(() => undefined);
      thread = undefined;
    },
    get thread() {
      return thread;
    },
  };
}
