import {
  createStore,
  get,
  getMany,
  keys,
  promisifyRequest,
  setMany,
  type UseStore,
} from 'idb-keyval';
import { withMemory, type JobShelf, type KeptJob } from './job-shelf';

export const jobDatabase = 'sotto-jobs';

/** The jobs of this origin; where the browser stores nothing, they last as long as this thread. */
export function openJobShelf(): JobShelf {
  return withMemory(createIdbJobShelf());
}

/** What there is of a job lies side by side, so that asking for the one does not read the other. */
export function createIdbJobShelf(store: UseStore = createStore(jobDatabase, 'jobs')): JobShelf {
  return {
    async list() {
      const all = await getMany<KeptJob | undefined>((await keys(store)).filter(isJobKey), store);
      return all.filter((job) => job !== undefined);
    },
    get: (id) => get<KeptJob>(jobKey(id), store),
    recording: (id) => get<Blob>(recordingKey(id), store),
    parts: (id) =>
      store('readonly', (objects) =>
        promisifyRequest(objects.getAll(partsOf(id)) as IDBRequest<unknown[]>),
      ),
    keep: (id, number, part) =>
      store('readwrite', async (objects) => {
        const done = promisifyRequest(objects.transaction);
        const request = objects.get(jobKey(id)) as IDBRequest<KeptJob | undefined>;
        request.onsuccess = () => {
          if (request.result && request.result.ended === undefined) {
            objects.put(part, [id, 'part', number]);
          }
        };
        await done;
      }),

    async add(job, recording) {
      const here = { ...job, lasting: true };
      const entries: [IDBValidKey, unknown][] = [
        [jobKey(job.id), here],
        [recordingKey(job.id), recording],
      ];
      await setMany(entries, store);
      return here;
    },

    change: (id, edit) =>
      store('readwrite', async (objects) => {
        const done = promisifyRequest(objects.transaction);
        const request = objects.get(jobKey(id)) as IDBRequest<KeptJob | undefined>;
        let changed: KeptJob | undefined;
        request.onsuccess = () => {
          changed = request.result;
          if (!changed) return;
          edit(changed);
          objects.put(changed, jobKey(id));
          if (changed.ended === undefined) return;
          objects.delete(recordingKey(id));
          objects.delete(partsOf(id));
        };
        await done;
        return changed;
      }),

    drop: (id) =>
      store('readwrite', (objects) => {
        objects.delete(allBelow([id]));
        return promisifyRequest(objects.transaction);
      }),
  };
}

function jobKey(id: string): [string, string] {
  return [id, 'job'];
}

function recordingKey(id: string): [string, string] {
  return [id, 'recording'];
}

function partsOf(id: string): IDBKeyRange {
  return allBelow([id, 'part']);
}

/** Of all keys an array is the last one. */
function allBelow(key: string[]): IDBKeyRange {
  return IDBKeyRange.bound(key, [...key, []]);
}

function isJobKey(key: IDBValidKey): boolean {
  return Array.isArray(key) && key[1] === 'job';
}
