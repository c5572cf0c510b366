import { toS16, wavHeader } from '../../client/wav-file';
import type { Block } from './recorder.svelte';
import type { RecordingFacts, RecordingStore } from './recording-store';

/** As much as is lost when a tab ends without warning. */
const pieceSeconds = 5;
const lockPrefix = 'sotto-recording-';

/**
 * What is recorded, in pieces of 16 bits a sample that are stored while it goes on: the memory stays small, and a tab
 * that is closed or breaks down loses seconds. Until it is let go, no tab is offered it.
 */
export class Recording {
  /** Why it is in the memory of this tab only. */
  failure = $state<string>();
  #facts: RecordingFacts;
  #store: RecordingStore;
  #pieces: Blob[];
  #fresh: Block[] = [];
  #freshFrames = 0;
  #storing = Promise.resolve();
  #unlock = () => {};
  #released: Promise<void>;

  private constructor(facts: RecordingFacts, store: RecordingStore, pieces: Blob[] = []) {
    this.#facts = facts;
    this.#store = store;
    this.#pieces = pieces;
    // Held as long as this tab lives, or until it is let go.
    const held = new Promise<void>((resolve) => (this.#unlock = resolve));
    this.#released = locks()?.request(lockPrefix + facts.id, () => held) ?? held;
  }

  static begin(name: string, store: RecordingStore): Recording {
    const begun = Date.now();
    const id = `${begun.toString(36)}-${Math.random().toString(36).slice(2)}`;
    return new Recording({ id, name, begun, sampleRate: 1, seconds: 0 }, store);
  }

  /** One that was stored before; undefined when it is not there any more. */
  static async open(id: string, store: RecordingStore): Promise<Recording | undefined> {
    const stored = await store.read(id);
    return stored && new Recording(stored.facts, store, stored.pieces);
  }

  readonly add = (block: Block, sampleRate: number): void => {
    this.#facts = { ...this.#facts, sampleRate };
    this.#fresh.push(block);
    this.#freshFrames += block.length;
    if (this.#freshFrames >= pieceSeconds * sampleRate) this.#settle();
  };

  get empty(): boolean {
    return this.#pieces.length === 0 && this.#freshFrames === 0;
  }

  /** All of it so far, as WAV. */
  file(): File {
    this.#settle();
    return recordingFile(this.#facts, this.#pieces);
  }

  /** It stays on this device, to be offered. */
  async letGo(): Promise<void> {
    await this.#storing;
    this.#unlock();
    await this.#released;
  }

  /** It is not needed any more. */
  async forget(): Promise<void> {
    try {
      await this.#storing;
      await this.#store.delete(this.#facts.id);
    } finally {
      await this.letGo();
    }
  }

  #settle(): void {
    if (this.#freshFrames === 0) return;
    const { sampleRate, seconds } = this.#facts;
    this.#facts = { ...this.#facts, seconds: seconds + this.#freshFrames / sampleRate };
    const index = this.#pieces.push(new Blob(this.#fresh.map(toS16))) - 1;
    this.#fresh = [];
    this.#freshFrames = 0;
    const facts = this.#facts;
    this.#storing = this.#storing.then(() => this.#keep(facts, index));
  }

  async #keep(facts: RecordingFacts, index: number): Promise<void> {
    const piece = this.#pieces[index];
    // With a gap it would be of no use later.
    if (!piece || this.failure !== undefined) return;
    try {
      // The stored one is on the disk, and takes the place of the one in memory.
      this.#pieces[index] = await this.#store.add(facts, index, piece);
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }
}

/** Pieces of 16 bits a sample as WAV. */
export function recordingFile({ name, sampleRate }: RecordingFacts, pieces: readonly Blob[]): File {
  const bytes = pieces.reduce((sum, { size }) => sum + size, 0);
  return new File([wavHeader(bytes, sampleRate), ...pieces], `${name}.wav`, { type: 'audio/wav' });
}

/** The recordings that some tab makes, or writes down, right now. */
export async function recordingsAtWork(): Promise<string[]> {
  const { held = [] } = (await locks()?.query()) ?? {};
  return held.flatMap(({ name }) =>
    name?.startsWith(lockPrefix) ? [name.slice(lockPrefix.length)] : [],
  );
}

/** Absent in an insecure context, where nothing can be recorded. */
function locks(): LockManager | undefined {
  return navigator.locks;
}
