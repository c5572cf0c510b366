import { SpeechError } from '../base/errors';
import { createSerial } from '../base/serial';
import { exclusively } from '../weights/lock';
import type { JobShelf, KeptJob } from './job-shelf';

/** Times that a job is begun without coming on: its recording may be what brings the thread down. */
const mostStarts = 5;

/** What is done of a job. */
export type JobLog = {
  /** What was kept of it by threads that were lost, in order. */
  parts: readonly unknown[];
  /** Keeps a part for the next thread; of any shape that can be cloned. */
  keep: (part: unknown) => Promise<void>;
};

export type JobRunnerOptions<Order, Outcome> = {
  shelf: JobShelf;
  work: (order: Order, recording: Blob, log: JobLog, signal: AbortSignal) => Promise<Outcome>;
  /** The outcome of a job whose work has failed. */
  fail: (failure: unknown) => Outcome;
  /** Unix milliseconds. */
  now: () => number;
};

/**
 * Does the jobs of a shelf, one at a time. A lock for each tells whether another thread is still at it; that thread's
 * end is waited for, however long it takes.
 */
export function createJobRunner<Order, Outcome>(options: JobRunnerOptions<Order, Outcome>) {
  const { shelf, now } = options;
  const open = new Map<string, AbortController>();
  const turns = createSerial();

  async function attempt(id: string, signal: AbortSignal): Promise<void> {
    const job = await shelf.change(id, (job) => {
      if (!isOpen(job)) return;
      job.status = 'processing';
      job.starts++;
    });
    if (!job || !isOpen(job)) return;
    const outcome = await outcomeOf(job as KeptJob<Order, Outcome>, options, signal);
    if (!signal.aborted) await end(id, 'ended', outcome);
  }

  function end(id: string, status: 'ended' | 'cancelled', outcome?: Outcome) {
    return shelf.change(id, (job) => {
      if (isOpen(job)) Object.assign(job, { status, outcome, ended: now() });
    });
  }

  return {
    /** Those of this thread that have not ended. */
    get open() {
      return open.size;
    },

    /** `added` settles when the job lies on the shelf. */
    begin(id: string, added: Promise<unknown> = Promise.resolve()): void {
      const stop = new AbortController();
      const { signal } = stop;
      open.set(id, stop);
      const inTurn = () => turns.run(() => attempt(id, signal), { signal });
      const work = () =>
        exclusively(`sotto-job ${id}`, signal, inTurn).catch((error: unknown) => {
          if (!signal.aborted) console.error('A transcription job was lost.', error);
        });
      // That it could not be added is told by who adds it.
      void added.then(work, () => undefined).finally(() => open.delete(id));
    },

    /** Whatever the job is at stops; on the shelf it stays as it is. */
    stop(id: string): void {
      open.get(id)?.abort();
    },

    /** Marks a job that has not ended, and stops it; returns it as it is then. */
    async cancel(id: string): Promise<KeptJob | undefined> {
      const job = await end(id, 'cancelled');
      if (job?.status === 'cancelled') open.get(id)?.abort();
      return job;
    },
  };
}

export function isOpen({ status }: KeptJob): boolean {
  return status === 'queued' || status === 'processing';
}

async function outcomeOf<Order, Outcome>(
  { id, order, starts }: KeptJob<Order, Outcome>,
  { shelf, work, fail }: JobRunnerOptions<Order, Outcome>,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    if (starts > mostStarts) throw interrupted();
    const recording = await shelf.recording(id);
    if (!recording) throw lost();
    return await work(order, recording, await openLog(id, shelf), signal);
  } catch (failure) {
    return fail(failure);
  }
}

async function openLog(id: string, shelf: JobShelf): Promise<JobLog> {
  const parts = await shelf.parts(id);
  let number = parts.length;
  return {
    parts,
    async keep(part) {
      await shelf.keep(id, number, part);
      if (number++ === parts.length) await shelf.change(id, (job) => (job.starts = 1));
    },
  };
}

function interrupted(): SpeechError {
  return new SpeechError(
    'engine_failed',
    `The page was closed, or its thread was lost, ${mostStarts} times at the same place of this recording. Send it again, in shorter parts.`,
  );
}

function lost(): SpeechError {
  return new SpeechError(
    'engine_failed',
    'The recording of this job is not on this device any more: the browser removed it to free space. Send it again.',
  );
}
