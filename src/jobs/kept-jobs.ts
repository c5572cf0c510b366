import { SpeechError } from '../base/errors';
import { createJobRunner, isOpen, type JobRunnerOptions } from './job-runner';
import type { KeptJob } from './job-shelf';

/** Milliseconds that an outcome is kept, and that a job may take until it has one. */
export const outcomeKeptFor = 3_600_000;
export const jobKeptFor = 24 * 3_600_000;
/** How many there may be. */
const mostJobs = 100;

export type KeptJobs<Order, Outcome> = {
  /** Throws SpeechError `queue_full` when as many as may be have not ended yet. */
  add: (order: Order, recording: Blob) => Promise<KeptJob<Order, Outcome>>;
  /** Undefined for a job that there never was, or that is too old. */
  get: (id: string) => Promise<KeptJob<Order, Outcome> | undefined>;
  /** As `get`; stops the job if it has not ended yet. */
  cancel: (id: string) => Promise<KeptJob<Order, Outcome> | undefined>;
};

/** `now` is the clock's unless given. */
export type KeptJobsOptions<Order, Outcome> = Omit<JobRunnerOptions<Order, Outcome>, 'now'> & {
  /** What ids begin with. */
  prefix: string;
  now?: () => number;
};

/**
 * Recordings that are worked on while nobody waits: one at a time, in the order in which they came. With what a thread
 * leaves undone the next one that opens the shelf goes on.
 */
export function createKeptJobs<Order, Outcome>(
  options: KeptJobsOptions<Order, Outcome>,
): KeptJobs<Order, Outcome> {
  const { shelf, now = () => Date.now() } = options;
  const runner = createJobRunner({ ...options, now });
  let latest = -Infinity;
  const restored = restore().catch((error: unknown) =>
    console.warn('Transcription jobs of an earlier visit cannot go on.', error),
  );

  async function restore(): Promise<void> {
    for (const { id } of (await current()).filter(isOpen)) runner.begin(id);
  }

  /** All jobs, oldest first; what is too old is dropped. */
  async function current(): Promise<KeptJob[]> {
    const all = await shelf.list();
    const old = all.filter((job) => isOld(job, now()));
    await Promise.all(old.map(drop));
    return all.filter((job) => !old.includes(job)).sort((a, b) => a.since - b.since);
  }

  async function drop({ id }: KeptJob): Promise<void> {
    runner.stop(id);
    await shelf.drop(id);
  }

  /** Of those that have ended, the oldest give way. */
  async function makeRoom(): Promise<void> {
    const all = await current();
    const over = Math.max(0, all.length - mostJobs);
    const ended = all.filter((job) => !isOpen(job)).slice(0, over);
    await Promise.all(ended.map(drop));
  }

  async function young(job: KeptJob | undefined): Promise<KeptJob<Order, Outcome> | undefined> {
    if (!job || !isOld(job, now())) return job as KeptJob<Order, Outcome> | undefined;
    await drop(job);
    return undefined;
  }

  return {
    async add(order, recording) {
      await restored;
      if (runner.open >= mostJobs) throw tooMany();
      // Those of one moment keep their order, too.
      latest = Math.max(now(), latest + 0.001);
      const job = newJob(`${options.prefix}${crypto.randomUUID()}`, order, latest);
      const adding = shelf.add(job, recording);
      runner.begin(job.id, adding);
      const added = await adding;
      await makeRoom();
      return added as KeptJob<Order, Outcome>;
    },

    async get(id) {
      await restored;
      return young(await shelf.get(id));
    },

    async cancel(id) {
      await restored;
      return (await young(await shelf.get(id))) && young(await runner.cancel(id));
    },
  };
}

function newJob(id: string, order: unknown, since: number): KeptJob {
  const nothing = { ended: undefined, outcome: undefined, lasting: false };
  return { ...nothing, id, since, status: 'queued', starts: 0, order };
}

function isOld({ since, ended }: KeptJob, now: number): boolean {
  return now >= (ended === undefined ? since + jobKeptFor : ended + outcomeKeptFor);
}

function tooMany(): SpeechError {
  return new SpeechError(
    'queue_full',
    `${mostJobs} recordings wait to be written down. Ask again when one is done, or cancel one with DELETE and its job_id.`,
    { retryAfter: 30 },
  );
}
