import {
  createStore,
  delMany,
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

/** A job and its recording lie beside each other, so that asking for the one does not read the other. */
export function createIdbJobShelf(store: UseStore = createStore(jobDatabase, 'jobs')): JobShelf {
  return {
    async list() {
      const all = await getMany<KeptJob | undefined>((await keys(store)).filter(isJobKey), store);
      return all.filter((job) => job !== undefined);
    },
    get: (id) => get<KeptJob>(jobKey(id), store),
    recording: (id) => get<Blob>(recordingKey(id), store),

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
          if (changed.ended !== undefined) objects.delete(recordingKey(id));
        };
        await done;
        return changed;
      }),

    drop: (id) => delMany([jobKey(id), recordingKey(id)], store),
  };
}

function jobKey(id: string): [string, string] {
  return [id, 'job'];
}

function recordingKey(id: string): [string, string] {
  return [id, 'recording'];
}

function isJobKey(key: IDBValidKey): boolean {
  return Array.isArray(key) && key[1] === 'job';
}
