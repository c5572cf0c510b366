/** How the page reaches the local API, as the page shows it. */
export type ConnectionState = {
  /**
   * `starting`: no server yet; `ready`: requests are answered; `direct`: answered, but only through `localFetch` and
   * this page's own interface, since no service worker can be had; `retrying`: no server could be started or reached,
   * which is tried again.
   */
  api: 'starting' | 'ready' | 'direct' | 'retrying';
  /** One sentence for people when something is not as it should be. */
  note: string | undefined;
  /** Whether WASM may use threads (cross-origin isolation). */
  threads: boolean;
};

/** The page's way to the local API. */
export interface Connection {
  /** As `fetch`, for the paths of the local API only; works without a service worker. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>;
  readonly state: ConnectionState;
  /** Calls back at once and at each change; returns the way to stop. */
  watch(listener: (state: ConnectionState) => void): () => void;
}
