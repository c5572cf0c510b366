import { Recording, recordingFile, recordingsAtWork } from './recording.svelte';
import type { RecordingFacts, RecordingStore } from './recording-store';

/** The recordings on this device that are not written down, as the page shows them. */
export class Recordings {
  /** The newest first, without those that some tab makes, or writes down. */
  list = $state.raw<readonly RecordingFacts[]>([]);
  /** Why the last thing that was asked for did not happen. */
  failure = $state<string>();
  #store: RecordingStore;

  constructor(store: RecordingStore) {
    this.#store = store;
  }

  async refresh(): Promise<void> {
    try {
      const [all, atWork] = await Promise.all([this.#store.list(), recordingsAtWork()]);
      this.list = all.filter(({ id }) => !atWork.includes(id));
    } catch (error) {
      // Where nothing is kept, nothing is offered; the transcripts say why.
      console.warn('The recordings on this device cannot be listed.', error);
    }
  }

  begin(name: string): Recording {
    return Recording.begin(name, this.#store);
  }

  /** Undefined when it is not there any more, or cannot be read. */
  async open(id: string): Promise<Recording | undefined> {
    let found: Recording | undefined;
    await this.#attempt('The recording cannot be read', async () => {
      found = await Recording.open(id, this.#store);
    });
    return found;
  }

  /** Its sound; undefined when it is not there any more, or cannot be read. */
  async file(id: string): Promise<File | undefined> {
    let file: File | undefined;
    await this.#attempt('The recording cannot be read', async () => {
      const stored = await this.#store.read(id);
      file = stored && recordingFile(stored.facts, stored.pieces);
    });
    return file;
  }

  /** What was written down to its end goes; anything else is offered. */
  close(recording: Recording, written: boolean): Promise<void> {
    return this.#attempt('The recording is not deleted', async () => {
      if (written) await recording.forget();
      else await recording.letGo();
    });
  }

  delete(id: string): Promise<void> {
    return this.#attempt('The recording is not deleted', () => this.#store.delete(id));
  }

  async #attempt(failing: string, action: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    try {
      await action();
      await this.refresh();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.failure = `${failing}: ${reason}`;
    }
  }
}
