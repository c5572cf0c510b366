import { createStore, delMany, get, getMany, keys, setMany } from 'idb-keyval';

/** What a list of recordings shows. */
export type RecordingFacts = {
  id: string;
  name: string;
  /** Milliseconds since 1970. */
  begun: number;
  /** Hz. */
  sampleRate: number;
  seconds: number;
};

type PieceKey = ['piece', string, number];
type Key = ['facts', string] | PieceKey;

const factsKey = (id: string): Key => ['facts', id];

/** Recordings in IndexedDB, while they are made; everything rejects where the browser keeps nothing. */
export function openRecordingStore() {
  const store = createStore('sotto-recordings', 'recordings');

  /** In the order of time, as keys are. */
  async function pieceKeys(id: string): Promise<PieceKey[]> {
    return (await keys<Key>(store)).filter(
      (key): key is PieceKey => key[0] === 'piece' && key[1] === id,
    );
  }

  return {
    /** The newest first. */
    async list(): Promise<RecordingFacts[]> {
      const known = (await keys<Key>(store)).filter(([kind]) => kind === 'facts');
      const facts = await getMany<RecordingFacts | undefined>(known, store);
      return facts.filter((each) => each !== undefined).sort((a, b) => b.begun - a.begun);
    },

    /** Adds the next piece, 16-bit little-endian mono; `facts` are those with it. Gives the piece as it is stored. */
    async add(facts: RecordingFacts, index: number, piece: Blob): Promise<Blob> {
      const key: Key = ['piece', facts.id, index];
      await setMany(
        [
          [key, piece],
          [factsKey(facts.id), facts],
        ],
        store,
      );
      return (await get<Blob>(key, store)) ?? piece;
    },

    /** Undefined when it is not there any more. */
    async read(id: string): Promise<{ facts: RecordingFacts; pieces: Blob[] } | undefined> {
      const facts = await get<RecordingFacts>(factsKey(id), store);
      if (!facts) return undefined;
      const pieces = await getMany<Blob | undefined>(await pieceKeys(id), store);
      return { facts, pieces: pieces.filter((piece) => piece !== undefined) };
    },

    async delete(id: string): Promise<void> {
      await delMany([factsKey(id), ...(await pieceKeys(id))], store);
    },
  };
}

export type RecordingStore = ReturnType<typeof openRecordingStore>;
