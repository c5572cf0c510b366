import { createRoute } from '@hono/zod-openapi';
import { errorBody } from '../dialects/openai/schema';
import * as openAi from '../dialects/openai/transcription-schema';
import * as polarGridErrors from '../dialects/polargrid/schema';
import * as polarGrid from '../dialects/polargrid/transcription-schema';
import { jsonAnswer } from '../route-answers';
import { z } from '../zod';
import { transcriptionBody, transcriptionEvent, verboseBody } from './schema';

const failure = z.union([errorBody, polarGridErrors.errorBody]);
const notFound = jsonAnswer('No such job: it never was, or ended more than an hour ago.', failure);

const answers = {
  200: {
    description: 'The transcript; as events it is sent while it is heard.',
    headers: z.object({
      'x-sotto-model': z.string().openapi({ description: 'The model that really listened.' }),
      'x-sotto-device': z.enum(['webgpu', 'wasm']),
      'x-request-id': z.string(),
    }),
    content: {
      'application/json': { schema: z.union([transcriptionBody, verboseBody]) },
      'text/plain': { schema: z.string() },
      'application/x-subrip': { schema: z.string() },
      'text/vtt': { schema: z.string() },
      'text/event-stream': { schema: transcriptionEvent },
    },
  },
  202: jsonAnswer(
    'PolarGrid’s query form without `stream` and `sync`.',
    polarGrid.transcriptionJob,
  ),
  400: jsonAnswer(
    'A field is missing or wrong, or the file has no audio that can be read.',
    failure,
  ),
  404: jsonAnswer('No such model, or one that does not transcribe.', failure),
  429: jsonAnswer('Too many requests wait already.', failure),
  500: jsonAnswer('The model failed (OpenAI’s words).', errorBody),
  502: jsonAnswer('The model failed (PolarGrid’s words), or the hub did.', failure),
  503: jsonAnswer('The model is on its way, or its hub cannot be reached.', failure),
  507: jsonAnswer('There is no room on this device for the model.', failure),
};

const description =
  'OpenAI’s form. PolarGrid’s newer clients send the file alone in the form, and all else in the query: with a `model`, `stream` or `sync` there, the request is in their words, and unless `stream` or `sync` is true the answer is a job. The model `whisper-large-v3-turbo` is asked for in PolarGrid’s words by the form, too.';

/** For the document only: which of the bodies a request has is known when it is read. */
export const transcriptions = createRoute({
  method: 'post',
  path: '/v1/audio/transcriptions',
  operationId: 'createTranscription',
  summary: 'Write a recording down',
  description,
  request: {
    query: polarGrid.options.partial().omit({ timestamp_granularities: true }),
    body: {
      required: true,
      content: { 'multipart/form-data': { schema: openAi.transcriptionRequest } },
    },
  },
  responses: answers,
});

export const translations = createRoute({
  method: 'post',
  path: '/v1/audio/translations',
  operationId: 'createTranslation',
  summary: 'Write a recording down in English',
  description: 'As the transcription, into English from any language.',
  request: {
    body: {
      required: true,
      content: { 'multipart/form-data': { schema: openAi.translationRequest } },
    },
  },
  responses: answers,
});

const query = z.object({ job_id: z.string() });

export const pollTranscription = createRoute({
  method: 'get',
  path: transcriptions.path,
  operationId: 'pollTranscription',
  summary: 'How far a transcription job is (PolarGrid)',
  description:
    'A job and its recording are stored on this device until it ends, and go on after the page was closed; its outcome is kept for an hour. One that has not ended after a day is dropped. There may be 100.',
  request: { query },
  responses: {
    200: jsonAnswer('The job, with its `result` when it is completed.', polarGrid.transcriptionJob),
    400: jsonAnswer('There is no job_id.', failure),
    404: notFound,
  },
});

export const cancelTranscription = createRoute({
  method: 'delete',
  path: transcriptions.path,
  operationId: 'cancelTranscription',
  summary: 'Stop a transcription job',
  description: 'Not in PolarGrid’s contract. A job that is done stays as it is.',
  request: { query },
  responses: {
    200: jsonAnswer('The job.', polarGrid.transcriptionJob),
    400: jsonAnswer('There is no job_id.', failure),
    404: notFound,
  },
});
