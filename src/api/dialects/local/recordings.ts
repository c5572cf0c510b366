import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { toStream } from '../../../base/streams';
import { fetchRecording } from '../../../jobs/fetch-recording';
import { check, readJson } from '../../request-body';
import { jsonAnswer } from '../../route-answers';
import { largestFile } from '../../transcription/form';
import { z } from '../../zod';
import { errorBody } from '../openai/schema';

const path = '/v1/audio/fetch';

const fetchRequest = z.object({
  url: z
    .string()
    .max(8000, 'expected at most 8000 characters')
    .openapi({ example: 'https://example.org/talk.mp3' }),
});

const fetchAudio = createRoute({
  method: 'post',
  path,
  operationId: 'fetchAudio',
  summary: 'A recording from another host',
  description:
    'The page may ask its own origin only; this asks the host of the address for it, once, by GET, without cookies and without a referrer. The host has to allow it (CORS).',
  request: {
    body: { required: true, content: { 'application/json': { schema: fetchRequest } } },
  },
  responses: {
    200: {
      description: 'The bytes of the recording, while they come.',
      content: {
        'application/octet-stream': {
          schema: z.any().openapi({ type: 'string', format: 'binary' }),
        },
      },
    },
    400: jsonAnswer('The address cannot be read, and why.', errorBody),
  },
});

/** `POST /v1/audio/fetch`. */
export function mountRecordings(app: OpenAPIHono): void {
  app.openAPIRegistry.registerPath(fetchAudio);
  app.post(path, async ({ req }) => {
    const { url } = check(fetchRequest, await readJson(req.raw));
    const { signal } = req.raw;
    const { type, size, pieces } = await fetchRecording(url, { largest: largestFile }, signal);
    return new Response(toStream(pieces), {
      headers: {
        // It is foreign: nothing that a browser would show as a document of this origin.
        'content-type': /^(audio|video)\/[\w.+-]+/.exec(type)?.[0] ?? 'application/octet-stream',
        'content-disposition': 'attachment',
        'x-content-type-options': 'nosniff',
        ...(size === undefined ? {} : { 'content-length': String(size) }),
      },
    });
  });
}
