/** A recording that is worked on while nobody waits. All of it can be cloned, and is in nobody's class. */
export type KeptJob<Order = unknown, Outcome = unknown> = {
  id: string;
  /** Unix milliseconds at which it was asked for, and at which it ended. */
  since: number;
  ended: number | undefined;
  status: 'queued' | 'processing' | 'ended' | 'cancelled';
  /** How often it was begun: more than once where a thread was lost. */
  starts: number;
  /** It outlives this thread. */
  lasting: boolean;
  order: Order;
  /** When it ended. */
  outcome: Outcome | undefined;
};

/** Where jobs lie; their recordings until they end. */
export interface JobShelf {
  list(): Promise<KeptJob[]>;
  get(id: string): Promise<KeptJob | undefined>;
  recording(id: string): Promise<Blob | undefined>;
  /** Returns the job as it lies there. */
  add(job: KeptJob, recording: Blob): Promise<KeptJob>;
  /** Changes a job where it lies, in one step; returns it, or undefined when it is not there any more. */
  change(id: string, edit: (job: KeptJob) => void): Promise<KeptJob | undefined>;
  drop(id: string): Promise<void>;
}

/** Lasts as long as this thread. */
export function createMemoryJobShelf(): JobShelf {
  const jobs = new Map<string, KeptJob>();
  const recordings = new Map<string, Blob>();
  return {
    list: async () => structuredClone([...jobs.values()]),
    get: async (id) => structuredClone(jobs.get(id)),
    recording: async (id) => recordings.get(id),
    async add(job, recording) {
      const here = { ...job, lasting: false };
      jobs.set(job.id, structuredClone(here));
      recordings.set(job.id, recording);
      return here;
    },
    async change(id, edit) {
      const job = jobs.get(id);
      if (!job) return undefined;
      edit(job);
      if (job.ended !== undefined) recordings.delete(id);
      return structuredClone(job);
    },
    async drop(id) {
      jobs.delete(id);
      recordings.delete(id);
    },
  };
}

/** `device`, and for what that does not take (private windows, no room) the memory of this thread. */
export function withMemory(device: JobShelf): JobShelf {
  const memory = createMemoryJobShelf();

  async function readable<T>(read: Promise<T>, fallback: T): Promise<T> {
    try {
      return await read;
    } catch (error) {
      console.warn('Transcription jobs on this device cannot be read.', error);
      return fallback;
    }
  }

  return {
    list: async () => [...(await readable(device.list(), [])), ...(await memory.list())],
    get: async (id) => (await memory.get(id)) ?? readable(device.get(id), undefined),
    recording: async (id) =>
      (await memory.recording(id)) ?? readable(device.recording(id), undefined),
    async add(job, recording) {
      try {
        return await device.add(job, recording);
      } catch (error) {
        console.warn('A transcription job is kept in memory only.', error);
        return memory.add(job, recording);
      }
    },
    async change(id, edit) {
      if (await memory.get(id)) return memory.change(id, edit);
      try {
        return await device.change(id, edit);
      } catch (error) {
        console.warn('A transcription job is kept in memory only from now on.', error);
        const [job, recording] = [await device.get(id), await device.recording(id)];
        if (!job) return undefined;
        await memory.add(job, recording ?? new Blob());
        return memory.change(id, edit);
      }
    },
    async drop(id) {
      await memory.drop(id);
      await readable(device.drop(id), undefined);
    },
  };
}
