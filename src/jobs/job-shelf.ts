import { SpeechError } from '../base/errors';
import { isQuotaError } from '../weights/quota';

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

/** Where jobs lie; their recordings, and the parts that are done of them, until they end. */
export interface JobShelf {
  list(): Promise<KeptJob[]>;
  get(id: string): Promise<KeptJob | undefined>;
  recording(id: string): Promise<Blob | undefined>;
  /** What `keep` was given, in its order. */
  parts(id: string): Promise<unknown[]>;
  /** Adds to what is done of a job, under the number that follows the last one, from 0; nothing for one that has ended. */
  keep(id: string, number: number, part: unknown): Promise<void>;
  /** Returns the job as it lies there. Throws SpeechError `storage_full`. */
  add(job: KeptJob, recording: Blob): Promise<KeptJob>;
  /** Changes a job where it lies, in one step; returns it, or undefined when it is not there any more. */
  change(id: string, edit: (job: KeptJob) => void): Promise<KeptJob | undefined>;
  drop(id: string): Promise<void>;
}

/** Lasts as long as this thread. */
export function createMemoryJobShelf(): JobShelf {
  const jobs = new Map<string, KeptJob>();
  const recordings = new Map<string, Blob>();
  const parts = new Map<string, unknown[]>();
  const forget = (id: string) => {
    recordings.delete(id);
    parts.delete(id);
  };
  return {
    list: async () => structuredClone([...jobs.values()]),
    get: async (id) => structuredClone(jobs.get(id)),
    recording: async (id) => recordings.get(id),
    parts: async (id) => structuredClone(parts.get(id) ?? []),
    async keep(id, number, part) {
      const kept = parts.get(id);
      if (kept) kept[number] = structuredClone(part);
    },
    async add(job, recording) {
      const here = { ...job, lasting: false };
      jobs.set(job.id, structuredClone(here));
      recordings.set(job.id, recording);
      parts.set(job.id, []);
      return here;
    },
    async change(id, edit) {
      const job = jobs.get(id);
      if (!job) return undefined;
      edit(job);
      if (job.ended !== undefined) forget(id);
      return structuredClone(job);
    },
    async drop(id) {
      jobs.delete(id);
      forget(id);
    },
  };
}

/**
 * `device`, and where that takes nothing (private windows) the memory of this thread; also for an outcome that there is
 * no room for. A recording that there is no room for is refused: a queue of them has none in the memory either.
 */
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
    parts: async (id) =>
      (await memory.get(id)) ? memory.parts(id) : readable(device.parts(id), []),
    async keep(id, number, part) {
      if (await memory.get(id)) return memory.keep(id, number, part);
      try {
        await device.keep(id, number, part);
      } catch (error) {
        console.warn('A part of a transcription job is not kept.', error);
      }
    },
    async add(job, recording) {
      try {
        return await device.add(job, recording);
      } catch (error) {
        if (isQuotaError(error)) throw noRoom(recording, error);
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

function noRoom({ size }: Blob, cause: unknown): SpeechError {
  return new SpeechError(
    'storage_full',
    `There is no room on this device to keep a recording of ${Math.ceil(size / 1e6)} MB until it is written down: this browser gives this site no more. Remove a model, free space on this device, or ask for the text at once instead of a job.`,
    { cause },
  );
}
