import { createBackoff } from './backoff';
import { asLeader } from './leader';
import type { ServerThread } from './server-thread';

export type ServingOptions = {
  /** Starts a server in a thread of this page; rejects when it cannot be started. */
  startThread: () => Promise<ServerThread>;
  /** The page serves with that thread until `over` aborts. */
  onServer: (thread: ServerThread, over: AbortSignal) => void;
  /** The server did not start, or is gone; it is tried again in so many milliseconds at the latest. */
  onFailure: (reason: string, milliseconds: number) => void;
  /** Another page serves from now on; the answers that the server here began still come to their end. */
  onDeposed: () => void;
};

/** Milliseconds after which a server that is lost has not failed again, but anew. */
const forgiven = 60_000;

/** A page's part in serving the origin: it waits for its turn, and then keeps a server running. */
export class Serving {
  readonly #options: ServingOptions;
  #thread: Promise<ServerThread> | undefined;
  #failure: string | undefined;
  #backoff = createBackoff();
  /** Aborts when this page takes no part any more, or anew. */
  #left = new AbortController();
  /** Aborts to call off the waiting for the role. */
  #queue = new AbortController();

  constructor(options: ServingOptions) {
    this.#options = options;
  }

  /** The server here, running or starting; undefined while there is none. */
  get thread(): Promise<ServerThread> | undefined {
    return this.#thread;
  }

  /** Why there is none, while it is to be tried again. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** `shared`: only one page of the origin serves, and reaches the others through the service worker. */
  start(shared: boolean): void {
    this.#leave((server) => server.retire());
    this.#left = new AbortController();
    this.#backoff = createBackoff();
    void this.#serve(shared, this.#left.signal);
  }

  /** Ends the server at once. */
  stop(): void {
    this.#leave((server) => server.end());
  }

  /** Somebody waits: what is to be tried again is tried now. */
  hurry(): void {
    this.#backoff.hurry();
  }

  /**
   * Starts a server here and takes the role from the page that has it. Resolves when the server runs or has failed, and
   * then all is as it was.
   */
  async takeOver(): Promise<void> {
    if (this.#thread || this.#failure !== undefined) return this.hurry();
    const starting = this.#options.startThread();
    this.#thread = starting;
    try {
      await starting;
      this.#queue.abort();
    } catch (error) {
      console.warn('This page could not take over from another one.', error);
      if (this.#thread === starting) this.#thread = undefined;
    }
  }

  #leave(end: (server: ServerThread) => void): void {
    // One that does not start needs no end.
    this.#thread?.then(end, () => undefined);
    this.#thread = undefined;
    this.#failure = undefined;
    this.#left.abort();
  }

  async #serve(shared: boolean, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      this.#queue = new AbortController();
      const until = AbortSignal.any([over, this.#queue.signal]);
      // What runs already was started to take over with.
      const take = this.#thread !== undefined;
      try {
        if (shared) await asLeader((deposed) => this.#term(deposed, over), { take, until });
        else await this.#term(over, over);
      } catch (error) {
        if (over.aborted) return;
        await this.#fail(error instanceof Error ? error.message : String(error), over);
      }
    }
  }

  /** From the start of a server to its end, or to the end of this page's role. Throws when it fails. */
  async #term(deposed: AbortSignal, over: AbortSignal): Promise<void> {
    const server = await (this.#thread ??= this.#options.startThread());
    const began = Date.now();
    const ended = AbortSignal.any([server.gone, deposed, over]);
    if (!ended.aborted) this.#options.onServer(server, ended);
    await aborted(ended);
    if (over.aborted) return;
    if (Date.now() - began > forgiven) this.#backoff.reset();
    if (server.gone.aborted) throw server.gone.reason;
    this.#thread = undefined;
    server.retire();
    this.#options.onDeposed();
  }

  /** Until it is time for the next try; meanwhile another page may serve. */
  async #fail(reason: string, over: AbortSignal): Promise<void> {
    const backoff = this.#backoff;
    this.#thread = undefined;
    this.#failure = reason;
    this.#options.onFailure(reason, backoff.next);
    await backoff.pause();
    if (!over.aborted) this.#failure = undefined;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
