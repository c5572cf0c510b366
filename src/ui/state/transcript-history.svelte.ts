import { Transcript } from './transcript.svelte';
import type { TranscriptFacts, TranscriptStore } from './transcript-store';

/** The transcripts on this device, as the page shows them. */
export class TranscriptHistory {
  /** The newest first; undefined while nobody has looked. */
  list = $state.raw<readonly TranscriptFacts[]>();
  /** Why the last thing that was asked for did not happen. */
  failure = $state<string>();
  #store: TranscriptStore;
  #onChange: () => void;

  /** `onChange` is called when something was kept, renamed or deleted. */
  constructor(store: TranscriptStore, onChange: () => void = () => {}) {
    this.#store = store;
    this.#onChange = onChange;
  }

  refresh(): Promise<void> {
    return this.#attempt('Transcripts cannot be read here', async () => undefined);
  }

  /** Keeps a transcript, in place of what was kept of it before. */
  keep(transcript: Transcript): Promise<void> {
    return this.#change('This transcript is not kept on this device', () =>
      this.#store.keep(transcript.kept()),
    );
  }

  /** Undefined when it is not there any more, or cannot be read. */
  async open(id: string): Promise<Transcript | undefined> {
    let found: Transcript | undefined;
    await this.#attempt('The transcript cannot be read', async () => {
      const kept = await this.#store.read(id);
      found = kept && Transcript.of(kept);
    });
    return found;
  }

  rename(id: string, title: string): Promise<void> {
    return this.#change('The name is not kept', () => this.#store.rename(id, title));
  }

  delete(id: string): Promise<void> {
    return this.#change('The transcript is not deleted', () => this.#store.delete(id));
  }

  deleteAll(): Promise<void> {
    return this.#change('The transcripts are not deleted', () => this.#store.deleteAll());
  }

  #change(failing: string, action: () => Promise<void>): Promise<void> {
    return this.#attempt(failing, async () => {
      await action();
      this.#onChange();
    });
  }

  async #attempt(failing: string, action: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    try {
      await action();
      this.list = await this.#store.list();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.failure = `${failing}: ${reason}`;
    }
  }
}
