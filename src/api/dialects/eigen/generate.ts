import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { SpeechError } from '../../../base/errors';
import type { ModelCard } from '../../../catalog/models';
import type { Core } from '../../../jobs/speak-job';
import { chooseModel } from '../../model-choice';
import { check, FieldError, readJson } from '../../request-body';
import { jsonAnswer } from '../../route-answers';
import { textTypes } from '../../transcription/bodies';
import { checkSize, readForm } from '../../transcription/form';
import { withinReach } from '../../transcription/stand-in';
import { wholeAnswer } from '../../transcription/whole-answer';
import { z } from '../../zod';
import { refuse } from './errors';
import {
  errorBody,
  listeningModel,
  modelField,
  otherModels,
  transcription,
  transcriptionRequest,
} from './schema';

export const eigenPath = '/api/v1/generate';

/** For the document only: which contract a request has is known when its model is read. */
const generate = createRoute({
  method: 'post',
  path: eigenPath,
  operationId: 'generateEigen',
  summary: 'Write a recording down (Eigen AI)',
  description: `Eigen AI’s one address for all its models; \`${listeningModel}\` is served. Where no graphics card can carry that one, a smaller Whisper listens; \`x-sotto-model\` says which.`,
  request: {
    body: {
      required: true,
      content: { 'multipart/form-data': { schema: transcriptionRequest } },
    },
  },
  responses: {
    200: {
      description: 'The text.',
      headers: z.object({
        'x-sotto-model': z.string(),
        'x-sotto-device': z.enum(['webgpu', 'wasm']),
        'x-request-id': z.string(),
      }),
      content: {
        'application/json': { schema: transcription },
        'text/plain': { schema: z.string() },
      },
    },
    400: jsonAnswer('A field is missing or wrong, or the file has no audio.', errorBody),
    404: jsonAnswer('No such model.', errorBody),
    429: jsonAnswer('Too many requests wait already.', errorBody),
    500: jsonAnswer('The model failed.', errorBody),
    501: jsonAnswer('A model of Eigen AI’s that cannot run here yet.', errorBody),
    502: jsonAnswer('The model hub sent a broken file.', errorBody),
    503: jsonAnswer('The model is on its way, or its hub cannot be reached.', errorBody),
    507: jsonAnswer('There is no room on this device for the model.', errorBody),
  },
});

/** `POST /api/v1/generate`. */
export function mountEigen(app: OpenAPIHono, core: Core): void {
  app.openAPIRegistry.registerPath(generate);
  app.post(generate.path, ({ req }) => answer(req.raw, core));
}

async function answer(request: Request, core: Core): Promise<Response> {
  try {
    const fields = await readFields(request);
    const model = modelOf(check(modelField, fields).model);
    const { file, language, response_format } = check(transcriptionRequest, fields);
    checkSize(file);
    const usual = {
      task: 'transcribe',
      prompt: '',
      temperature: 0,
      words: false,
      seed: 0,
    } as const;
    const transcribed = await core.transcribe(
      { ...usual, model: await withinReach(model, core), audio: file, language },
      request.signal,
    );
    return await wholeAnswer(
      transcribed,
      response_format === 'json'
        ? { type: 'application/json', write: ({ text }) => JSON.stringify({ text }) }
        : { type: textTypes.text, write: ({ text }) => text },
    );
  } catch (reason) {
    return refuse(reason);
  }
}

/** Some clients send all but files as JSON, which is read to find their model; forms without files are not taken. */
async function readFields(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) return readJson(request);
  if (!type.startsWith('application/x-www-form-urlencoded')) return readForm(request);
  throw new FieldError(
    'type',
    "A form that is 'application/x-www-form-urlencoded' has no files. Send multipart/form-data.",
    undefined,
  );
}

function modelOf(name: string): ModelCard {
  const id = name.toLowerCase();
  if (id === listeningModel) return chooseModel('whisper-large-v3-turbo', 'transcription');
  if (!otherModels.some((other) => other === id)) return chooseModel(name, 'transcription');
  throw new SpeechError(
    'model_not_loaded',
    `The model '${name}' is not available here. This address has '${listeningModel}'; to speak, ask POST /v1/audio/speech for 'kokoro'.`,
    { param: 'model' },
  );
}
