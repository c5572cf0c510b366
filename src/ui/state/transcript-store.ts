import { clear, createStore, delMany, get, getMany, keys, set, setMany } from 'idb-keyval';
import type { TimedSegment } from './timed-segments';

/** What a list of transcripts shows. */
export type TranscriptFacts = {
  id: string;
  title: string;
  /** Milliseconds since 1970: when it was begun. */
  begun: number;
  /** Of the recording. */
  seconds: number;
  /** As the API names it. */
  language: string | undefined;
  /** False when it was stopped, or the page went while it was written down; those kept before this was told have none. */
  complete?: boolean;
};

/** The rest; the recording itself is not kept. */
export type TranscriptContent = {
  languageProbability: number | undefined;
  interpolated: boolean;
  /** Those kept before this was told have none. */
  translated?: boolean;
  segments: readonly TimedSegment[];
};

export type KeptTranscript = TranscriptFacts & TranscriptContent;

/** Facts and content apart, so that a list of long transcripts is read quickly. */
const factsKey = (id: string): [string, string] => ['facts', id];
const contentKey = (id: string): [string, string] => ['content', id];

/** Transcripts in IndexedDB; everything rejects where the browser keeps nothing. */
export function openTranscriptStore() {
  const store = createStore('sotto-transcripts', 'transcripts');
  return {
    /** The newest first. */
    async list(): Promise<TranscriptFacts[]> {
      const known = (await keys<[string, string]>(store)).filter(([kind]) => kind === 'facts');
      const facts = await getMany<TranscriptFacts | undefined>(known, store);
      return facts.filter((each) => each !== undefined).sort((a, b) => b.begun - a.begun);
    },

    async read(id: string): Promise<KeptTranscript | undefined> {
      const [facts, content] = await getMany<unknown>([factsKey(id), contentKey(id)], store);
      if (!facts || !content) return undefined;
      return { ...(facts as TranscriptFacts), ...(content as TranscriptContent) };
    },

    keep(kept: KeptTranscript): Promise<void> {
      const { id, title, begun, seconds, language, complete = true, ...content } = kept;
      const facts: TranscriptFacts = { id, title, begun, seconds, language, complete };
      return setMany(
        [
          [factsKey(id), facts],
          [contentKey(id), content],
        ],
        store,
      );
    },

    async rename(id: string, title: string): Promise<void> {
      const facts = await get<TranscriptFacts>(factsKey(id), store);
      if (facts) await set(factsKey(id), { ...facts, title }, store);
    },

    delete: (id: string): Promise<void> => delMany([factsKey(id), contentKey(id)], store),

    deleteAll: (): Promise<void> => clear(store),
  };
}

export type TranscriptStore = ReturnType<typeof openTranscriptStore>;
