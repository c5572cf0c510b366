import { SpeechError } from '../base/errors';
import { createSerial } from '../base/serial';
import { exclusively } from '../weights/lock';
import type { JobShelf, KeptJob } from './job-shelf';

/** Times that a job is begun: its recording may be what brings the thread down. */
const mostStarts = 5;

export type JobRunnerOptions<Order, Outcome> = {
  shelf: JobShelf;
  work: (order: Order, recording: Blob, signal: AbortSignal) => Promise<Outcome>;
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
      added
        .then(() => exclusively(`sotto-job ${id}`, signal, inTurn))
        .catch((error: unknown) => {
          if (!signal.aborted) console.error('A transcription job was lost.', error);
        })
        .finally(() => open.delete(id));
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
    return await work(order, recording, signal);
  } catch (failure) {
    return fail(failure);
  }
}

function interrupted(): SpeechError {
  return new SpeechError(
    'engine_failed',
    `The page was closed, or its thread was lost, ${mostStarts} times while this recording was written down. Send it again, in shorter parts.`,
  );
}

function lost(): SpeechError {
  return new SpeechError(
    'engine_failed',
    'The recording of this job is not on this device any more: the browser removed it to free space. Send it again.',
  );
}
