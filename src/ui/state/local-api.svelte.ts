import type { Connection, ConnectionState } from '../../client/connection';

/** The page's connection to its local API, as the interface shows it. */
export class LocalApi {
  #state = $state.raw<ConnectionState>({ api: 'starting', note: undefined, threads: false });

  /** Watches until `stop`; `onReachable` is called each time the API becomes reachable. */
  constructor(connection: Connection, onReachable: () => void) {
    this.stop = connection.watch((state) => {
      const before = this.reachable;
      this.#state = state;
      if (this.reachable && !before) onReachable();
    });
  }

  readonly stop: () => void;

  get state(): ConnectionState {
    return this.#state;
  }

  get reachable(): boolean {
    return this.#state.api === 'ready' || this.#state.api === 'direct';
  }
}
