import { SpeechError } from '../../../base/errors';
import type { JobShelf, KeptJob } from '../../../jobs/job-shelf';
import { createKeptJobs, type KeptJobs } from '../../../jobs/kept-jobs';
import type { Core } from '../../../jobs/speak-job';
import type { TranscribeJob } from '../../../jobs/transcribe-job';
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
    work: (order, recording, signal) => writeDown(core, order, recording, signal),
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
  core: Core,
  order: TranscriptionOrder,
  recording: Blob,
  signal: AbortSignal,
): Promise<Outcome> {
  const transcribed = await patiently(await jobOf(order, recording, core), core, signal);
  const heard = order.punctuation ? transcribed.heard : unpunctuated(transcribed.heard);
  const result = bodyOf(await readTranscript(heard), wantedOf(order));
  return {
    headers: servedBy(transcribed),
    body: { status: 'completed', result: result as TranscriptionJob['result'] },
  };
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
