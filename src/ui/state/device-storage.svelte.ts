/**
 * Whether the browser keeps what this site stores when room runs short. `refused`: it was asked just now, and said no;
 * `unknown`: it does not tell; `nothing`: this site may not store anything.
 */
export type Persistence = 'unknown' | 'kept' | 'evictable' | 'refused' | 'nothing';

/** The room that this browser gives to this site. */
export class DeviceStorage {
  /** Bytes; undefined when the browser does not tell. */
  usage = $state<number>();
  quota = $state<number>();
  persistence = $state<Persistence>('unknown');
  #manager: StorageManager | undefined;

  constructor() {
    // Absent on plain HTTP.
    this.#manager = 'storage' in navigator ? navigator.storage : undefined;
  }

  async refresh(): Promise<void> {
    if (!(await mayStore())) {
      this.persistence = 'nothing';
      return;
    }
    if (!this.#manager) return;
    try {
      const { usage, quota } = await this.#manager.estimate();
      this.usage = usage;
      this.quota = quota;
      const isKept = await this.#manager.persisted();
      if (isKept || this.persistence !== 'refused')
        this.persistence = isKept ? 'kept' : 'evictable';
    } catch (error) {
      console.warn('The browser does not tell about its storage.', error);
    }
  }

  /** Asks the browser to keep what is stored; only a page can. Firefox passes the question on to the user. */
  async ask(): Promise<void> {
    if (!this.#manager || this.persistence === 'kept') return;
    try {
      const isKept = await this.#manager.persist();
      this.persistence = isKept ? 'kept' : 'refused';
    } catch (error) {
      console.warn('Persistent storage could not be asked for.', error);
    }
  }
}

/** Where a browser blocks storage, it still tells of room. */
async function mayStore(): Promise<boolean> {
  try {
    // Firefox before 126 has no such list, and is asked nothing.
    if ('databases' in indexedDB) await indexedDB.databases();
    return true;
  } catch {
    return false;
  }
}
