import { SpeechError } from '../../../base/errors';
import type { TranscribeJob } from '../../../jobs/transcribe-job';
import { chooseModel } from '../../model-choice';
import { check, FieldError } from '../../request-body';
import { streamedAnswer, wholeAnswer } from '../../transcription/answer';
import type { Wanted } from '../../transcription/bodies';
import type { TranscriptionDialect } from '../../transcription/dialect';
import { checkSize, type Fields } from '../../transcription/form';
import { unpunctuated } from '../../transcription/punctuation';
import { describeError, refuse } from './errors';
import type { JobState, TranscriptionJobs } from './transcription-jobs';
import {
  listeningModels,
  transcriptionRequest,
  type TranscriptionRequest,
} from './transcription-schema';

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
      const request = check(transcriptionRequest, fields);
      const { stream, sync, punctuation } = request;
      checkMode(request);
      const wanted = wantedOf(request, task);
      const job = jobOf(request, wanted);
      if (form === 'query' && !stream && !sync) {
        const { job: added } = jobs.add({ job, wanted, punctuation });
        return Response.json(added, { status: 202, headers: { location: added.poll_url } });
      }
      const transcribed = await core.transcribe(job, signal);
      const heard = punctuation ? transcribed.heard : unpunctuated(transcribed.heard);
      const answer = { ...transcribed, heard };

      return stream
        ? streamedAnswer(answer, wanted, { describe: describeError, end: '[DONE]' })
        : wholeAnswer(answer, wanted);
    },

    refuse,
  };
}

/** PolarGrid's answer to who polls, or cancels a job. */
export function answerJob(id: string, found: JobState | undefined): Response {
  if (found) return Response.json(found.job, { headers: found.headers });
  if (id === '') {
    const message = "Missing required parameter: 'job_id'. It is in the answer to the POST.";
    return refuse(new FieldError('missing', message, 'job_id'));
  }
  const message = `There is no job '${id.slice(0, 80)}'. Jobs are kept for an hour, and lost when this page's server restarts.`;
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

function checkMode({ stream, sync, response_format: format }: TranscriptionRequest): void {
  if (stream && sync) {
    throw new FieldError('value', "Use either 'stream' or 'sync', not both.", 'sync');
  }
  if (stream && (format === 'srt' || format === 'vtt')) {
    throw new FieldError(
      'value',
      `The response_format '${format}' cannot be streamed. Use json, or 'sync'.`,
      'response_format',
    );
  }
}

function wantedOf(request: TranscriptionRequest, task: Wanted['task']): Wanted {
  const granularities = request.timestamp_granularities;
  return {
    format: request.response_format,
    task,
    words: granularities.includes('word'),
    segments: granularities.includes('segment'),
    logprobs: false,
    nameLanguage: (code) => code,
  };
}

function jobOf(request: TranscriptionRequest, { task, words }: Wanted): TranscribeJob {
  const { file, prompt, temperature } = request;
  if (request.model.toLowerCase() === 'cohere-transcribe-03-2026') {
    throw new SpeechError(
      'model_not_loaded',
      `Model not loaded: '${request.model}' cannot run here. Use 'whisper-large-v3-turbo'.`,
      { param: 'model' },
    );
  }
  const model = chooseModel(request.model, 'transcription');
  checkSize(file);
  const language = task === 'translate' ? undefined : request.language;
  return { model, audio: file, language, task, prompt, temperature, words, seed: 0 };
}
