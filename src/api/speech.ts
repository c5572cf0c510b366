import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { formats } from '../audio/formats';
import type { Core } from '../jobs/speak-job';
import type { SpeechDialect } from './dialect';
import * as openAi from './dialects/openai/schema';
import { openAiSpeech } from './dialects/openai/speech';
import * as polarGrid from './dialects/polargrid/schema';
import { isPolarGrid, polarGridSpeech } from './dialects/polargrid/speech';
import { readJson } from './request-body';
import { jsonAnswer } from './route-answers';
import { z } from './zod';

const audio = { schema: z.string().openapi({ format: 'binary' }) };
const failure = z.union([openAi.errorBody, polarGrid.errorBody]);

/** For the document only: which of the two bodies a request has is known when its model is read. */
const speech = createRoute({
  method: 'post',
  path: '/v1/audio/speech',
  operationId: 'createSpeech',
  summary: 'Speak a text',
  description:
    'The models `kokoro-82m` and `tada-3b-ml` are asked for in PolarGrid’s words, all others in OpenAI’s. A stream that cannot be finished fails; it never ends as if it were complete.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: z.union([openAi.speechRequest, polarGrid.speechRequest]) },
      },
    },
  },
  responses: {
    200: {
      description: 'The speech, sent while it is spoken where the format allows.',
      headers: z.object({
        'x-sotto-model': z.string(),
        'x-sotto-device': z.enum(['webgpu', 'wasm']),
        'x-request-id': z.string(),
      }),
      content: {
        ...Object.fromEntries(
          Object.values(formats).map(({ contentType }) => [contentType, audio]),
        ),
        'text/event-stream': { schema: openAi.speechEvent },
      },
    },
    400: jsonAnswer(
      'A field is missing or wrong; the message names it, its value and what may be there.',
      failure,
    ),
    404: jsonAnswer('No such model, or one that cannot run here.', failure),
    429: jsonAnswer(
      'Too many requests wait already; ask again after `Retry-After` seconds.',
      failure,
    ),
    500: jsonAnswer('The model failed (OpenAI’s words).', openAi.errorBody),
    502: jsonAnswer(
      'The synthesis failed (PolarGrid’s words), or the model hub sent a broken file.',
      failure,
    ),
    503: jsonAnswer('The model is on its way, or its hub cannot be reached.', failure),
    507: jsonAnswer('There is no room on this device for the model.', failure),
  },
});

/** `POST /v1/audio/speech`, in the dialect of the model. */
export function mountSpeech(app: OpenAPIHono, core: Core): void {
  app.openAPIRegistry.registerPath(speech);
  app.post(speech.path, ({ req }) => answer(req.raw, core));
}

async function answer(request: Request, core: Core): Promise<Response> {
  let dialect: SpeechDialect = openAiSpeech;
  try {
    const body = await readJson(request);
    if (isPolarGrid(body)) dialect = polarGridSpeech;
    return await dialect.speak(body, core, request.signal);
  } catch (reason) {
    return dialect.refuse(reason);
  }
}
