import { SpeechError } from '../../../base/errors';
import type { Core } from '../../../jobs/speak-job';
import type { TranscribeJob } from '../../../jobs/transcribe-job';
import { servedBy } from '../../spoken-answer';
import { bodyOf, type Wanted } from '../../transcription/bodies';
import { readTranscript } from '../../transcription/transcript';
import { unpunctuated } from '../../transcription/punctuation';
import { describeError } from './errors';
import type { TranscriptionJob } from './transcription-schema';

/** Milliseconds that a job is kept after it was asked for, and how many there may be. */
const keptFor = 3_600_000;
const mostJobs = 100;

type Kept = {
  since: number;
  job: TranscriptionJob;
  headers: Record<string, string>;
  work: AbortController;
};

export type JobRequest = { job: TranscribeJob; wanted: Wanted; punctuation: boolean };

/** A job as it is now, and who answered it, for headers. */
export type JobState = Pick<Kept, 'job' | 'headers'>;

/**
 * Recordings that are written down while nobody waits: one at a time, in the order in which they came. They are in
 * the memory of this thread, for an hour.
 */
export function createTranscriptionJobs(core: Core, now: () => number = () => Date.now()) {
  const kept = new Map<string, Kept>();
  let line: Promise<void> = Promise.resolve();

  function expire(): void {
    for (const [id, { since, work }] of kept) {
      if (now() - since < keptFor) continue;
      work.abort();
      kept.delete(id);
    }
  }

  /** The oldest that are done give way. */
  function makeRoom(): void {
    for (const [id, { job }] of kept) {
      if (kept.size < mostJobs) return;
      if (!isOpen(job)) kept.delete(id);
    }
    if (kept.size >= mostJobs) throw tooMany();
  }

  return {
    /** Throws SpeechError `queue_full` when as many as may be are not done yet. */
    add(request: JobRequest): JobState {
      expire();
      makeRoom();
      const id = `job_transcription_${crypto.randomUUID()}`;
      const job: TranscriptionJob = {
        job_id: id,
        status: 'queued',
        poll_url: `/v1/audio/transcriptions?job_id=${id}`,
      };
      const entry = { since: now(), job, headers: {}, work: new AbortController() };
      kept.set(id, entry);
      line = line.then(() => run(entry, request, core));
      return { job: { ...job }, headers: {} };
    },

    /** Undefined for a job that there never was, or that has expired. */
    get(id: string): JobState | undefined {
      expire();
      return kept.get(id);
    },

    /** Stops a job that is not done yet. */
    cancel(id: string): JobState | undefined {
      expire();
      const entry = kept.get(id);
      if (entry && isOpen(entry.job)) {
        entry.job.status = 'cancelled';
        entry.work.abort();
      }
      return entry;
    },
  };
}

export type TranscriptionJobs = ReturnType<typeof createTranscriptionJobs>;

function isOpen({ status }: TranscriptionJob): boolean {
  return status === 'queued' || status === 'processing';
}

function tooMany(): SpeechError {
  return new SpeechError(
    'queue_full',
    `${mostJobs} recordings wait to be written down. Ask again when one is done, or cancel one with DELETE and its job_id.`,
    { retryAfter: 30 },
  );
}

async function run(entry: Kept, request: JobRequest, core: Core): Promise<void> {
  const { job, work } = entry;
  if (work.signal.aborted) return;
  job.status = 'processing';
  try {
    const transcribed = await patiently(request.job, core, work.signal);
    const { punctuation, wanted } = request;
    const heard = punctuation ? transcribed.heard : unpunctuated(transcribed.heard);
    const result = bodyOf(await readTranscript(heard), wanted) as TranscriptionJob['result'];
    if (work.signal.aborted) return;
    Object.assign(entry, { headers: servedBy(transcribed) });
    Object.assign(job, { result, status: 'completed' });
  } catch (failure) {
    if (work.signal.aborted) return;
    Object.assign(job, { ...describeError(failure), status: 'failed' });
  }
}

/** Nobody waits for an answer, so a job waits for its model and for a place as long as that takes. */
async function patiently(job: TranscribeJob, core: Core, signal: AbortSignal) {
  for (;;) {
    try {
      return await core.transcribe(job, signal);
    } catch (error) {
      const passes =
        error instanceof SpeechError &&
        (error.code === 'model_loading' || error.code === 'queue_full');
      if (!passes) throw error;
      await pause(error.retryAfter ?? 5, signal);
    }
  }
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 1000 * seconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
