/** How this page reaches the local API; see `ConnectionState` in `client/connection`, which it fits. */
export type HostState = {
  api: 'starting' | 'ready' | 'direct' | 'retrying';
  note: string | undefined;
  threads: boolean;
};

/** The state, as the page sets it and as others watch it. */
export class Status {
  readonly #listeners = new Set<(state: HostState) => void>();
  #state: HostState;

  constructor(first: HostState) {
    this.#state = first;
  }

  get state(): HostState {
    return this.#state;
  }

  set(change: Partial<HostState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }

  /** Calls back at once and at each change; returns the way to stop. */
  watch(listener: (state: HostState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }
}
