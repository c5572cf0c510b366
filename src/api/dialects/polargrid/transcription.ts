import { check, FieldError } from '../../request-body';
import { streamedAnswer } from '../../transcription/streamed-answer';
import { wholeAnswer } from '../../transcription/whole-answer';
import { writtenAs, type Wanted } from '../../transcription/bodies';
import type { TranscriptionDialect } from '../../transcription/dialect';
import type { Fields } from '../../transcription/form';
import { unpunctuated } from '../../transcription/punctuation';
import { describeError, refuse } from './errors';
import { toAnswer, type TranscriptionJobs } from './transcription-jobs';
import { checkMode, jobOf, wantedOf, type TranscriptionOrder } from './transcription-request';
import { listeningModels, transcriptionRequest } from './transcription-schema';

/** What a client sends where: the file alone in the form, or all fields as older ones. */
type Form = 'query' | 'fields';

/**
 * PolarGrid's contract. Newer clients have their options in the query, and a job to poll unless they ask for `stream`
 * or `sync`; older ones have all in the form, and the answer at once.
 */
export function polarGridTranscriptions(
  jobs: TranscriptionJobs,
  { form, task }: { form: Form; task: Wanted['task'] },
): TranscriptionDialect {
  return {
    async transcribe(fields, core, signal) {
      const { file, ...options } = check(transcriptionRequest, fields);
      const order = { ...options, task };
      checkMode(order);
      const { stream, sync } = order;
      // All that is wrong with it is told at once, also of a job.
      const job = await jobOf(order, file, core);
      if (form === 'query' && !stream && !sync) return startJob(jobs, order, file, signal);
      const transcribed = await core.transcribe(job, signal);
      const heard = order.punctuation ? transcribed.heard : unpunctuated(transcribed.heard);
      const answer = { ...transcribed, heard };
      return stream
        ? streamedAnswer(answer, wantedOf(order), { describe: describeError, end: '[DONE]' })
        : wholeAnswer(answer, writtenAs(wantedOf(order)));
    },

    refuse,
  };
}

async function startJob(
  jobs: TranscriptionJobs,
  order: TranscriptionOrder,
  file: Blob,
  signal: AbortSignal,
): Promise<Response> {
  const job = await jobs.add(order, file);
  // Who has left does not know its id.
  if (signal.aborted) await jobs.cancel(job.id);
  signal.throwIfAborted();
  const { body } = toAnswer(job);
  return Response.json(body, { status: 202, headers: { location: body.poll_url } });
}

/** PolarGrid's answer to who polls a job, or cancels one. */
export async function answerJob(
  id: string | undefined,
  find: (id: string) => ReturnType<TranscriptionJobs['get']>,
): Promise<Response> {
  try {
    if (!id) {
      const message = "Missing required parameter: 'job_id'. It is in the answer to the POST.";
      throw new FieldError('missing', message, 'job_id');
    }
    const job = await find(id);
    if (!job) return unknownJob(id);
    const { body, headers } = toAnswer(job);
    return Response.json(body, { headers });
  } catch (reason) {
    return refuse(reason);
  }
}

function unknownJob(id: string): Response {
  const message = `There is no job '${id.slice(0, 80)}'. A job is kept on its device, for an hour after its end.`;
  const error = { message, type: 'not_found_error', code: 'job_not_found' };
  return Response.json({ detail: message, error }, { status: 404 });
}

/** How a request is in PolarGrid's words; undefined where it is in OpenAI's. */
export function polarGridForm(
  query: URLSearchParams,
  fields: Fields | undefined,
): Form | undefined {
  if (query.has('model') || query.has('sync') || query.has('stream')) return 'query';
  const model = fields?.model;
  const isOurs = listeningModels.some(
    (id) => typeof model === 'string' && id === model.toLowerCase(),
  );
  return isOurs ? 'fields' : undefined;
}
