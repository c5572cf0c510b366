import { SpeechError } from '../../../base/errors';
import type { JobLog } from '../../../jobs/job-runner';
import type { JobShelf, KeptJob } from '../../../jobs/job-shelf';
import { createKeptJobs, type KeptJobs } from '../../../jobs/kept-jobs';
import { resumeTranscription } from '../../../jobs/resumed-transcription';
import type { Core } from '../../../jobs/speak-job';
import { servedBy } from '../../spoken-answer';
import { bodyOf } from '../../transcription/bodies';
import { readTranscript } from '../../transcription/transcript';
import { unpunctuated } from '../../transcription/punctuation';
import { describeError } from './errors';
import { jobOf, wantedOf, type TranscriptionOrder } from './transcription-request';
import type { TranscriptionJob } from './transcription-schema';

type Outcome = {
  /** Who has answered, for the headers of the answer to who polls. */
  headers: Record<string, string>;
  body: Pick<TranscriptionJob, 'status' | 'result' | 'detail' | 'error'>;
};

export type TranscriptionJobs = KeptJobs<TranscriptionOrder, Outcome>;

/** PolarGrid's jobs. `now` gives Unix milliseconds. */
export function createTranscriptionJobs(
  core: Core,
  shelf: JobShelf,
  now?: () => number,
): TranscriptionJobs {
  return createKeptJobs({
    shelf,
    ...(now ? { now } : {}),
    prefix: 'job_transcription_',
    work: (order, recording, log, signal) => writeDown(order, recording, { core, log, signal }),
    fail: (failure) => ({ headers: {}, body: { status: 'failed', ...describeError(failure) } }),
  });
}

/** A job as PolarGrid's answer has it, and the headers of that. */
export function toAnswer(job: KeptJob<TranscriptionOrder, Outcome>): {
  body: TranscriptionJob;
  headers: Record<string, string>;
} {
  const { id, status, outcome, lasting } = job;
  const body: TranscriptionJob = {
    job_id: id,
    status: status === 'ended' ? 'failed' : status,
    poll_url: `/v1/audio/transcriptions?job_id=${id}`,
    ...outcome?.body,
    ...(lasting ? {} : { sotto: { note: notLasting } }),
  };
  return { body, headers: outcome?.headers ?? {} };
}

const notLasting =
  'This browser stores nothing here, or has no room: the job is in memory, and lost when the page that serves is closed.';

async function writeDown(
  order: TranscriptionOrder,
  recording: Blob,
  { core, log, signal }: { core: Core; log: JobLog; signal: AbortSignal },
): Promise<Outcome> {
  const job = await jobOf(order, recording, core);
  const transcribed = await patiently(
    () => resumeTranscription(job, core, { log, signal }),
    signal,
  );
  const heard = order.punctuation ? transcribed.heard : unpunctuated(transcribed.heard);
  const result = bodyOf(await readTranscript(heard), wantedOf(order));
  return {
    headers: servedBy(transcribed),
    body: { status: 'completed', result: result as TranscriptionJob['result'] },
  };
}

/** Nobody waits for an answer, so a job waits for its model and for a place as long as that takes. */
async function patiently<T>(begin: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await begin();
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
