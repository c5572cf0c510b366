import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { SpeechError } from '../base/errors';
import { createMemoryJobShelf, type JobShelf } from '../jobs/job-shelf';
import type { ModelArchives } from '../jobs/model-archives';
import type { Core } from '../jobs/speak-job';
import { mountCaptions } from './captions';
import { refuseMethod as refuseEigenMethod } from './dialects/eigen/errors';
import { eigenPath, mountEigen } from './dialects/eigen/generate';
import { mountArchives } from './dialects/local/archives';
import { mountLocal } from './dialects/local/routes';
import { refuse, refuseMethod, refusePath } from './dialects/openai/errors';
import { mountModels } from './dialects/openai/models';
import { mountModelStatus } from './dialects/polargrid/models';
import { jsonAnswer } from './route-answers';
import { mountSpeech } from './speech';
import { mountTranscription } from './transcription';
import { z } from './zod';

/**
 * The whole API as one function. Where no vendor's contract is asked for, it answers in OpenAI's words. `shelf` is where
 * jobs lie: in memory unless told.
 */
export function createApi(
  core: Core,
  archives: ModelArchives,
  shelf: JobShelf = createMemoryJobShelf(),
): { fetch(this: void, request: Request): Promise<Response> } {
  const app = new OpenAPIHono({
    defaultHook: (result) => (result.success ? undefined : refuse(badParameter(result.error))),
  });
  app.use(async (context, next) => {
    await next();
    context.res.headers.set('x-request-id', `req_${crypto.randomUUID()}`);
  });
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed({ req }, methods) {
        if (req.method === 'OPTIONS') {
          return new Response(null, { status: 204, headers: { allow: methods.join(', ') } });
        }
        return req.path === eigenPath ? refuseEigenMethod(req.raw) : refuseMethod(req.raw, methods);
      },
    }),
  );
  app.notFound(({ req }) => refusePath(req.raw));
  app.onError((failure) => refuse(failure));
  mountSpeech(app, core);
  mountCaptions(app, core);
  mountTranscription(app, core, shelf);
  mountEigen(app, core);
  mountModelStatus(app, core);
  mountModels(app, core);
  mountLocal(app, core);
  mountArchives(app, archives);
  mountDocument(app);
  return { fetch: async (request) => app.fetch(request) };
}

/** Of a path or query; bodies are checked by their dialects. */
function badParameter({ issues }: z.ZodError): SpeechError {
  const param = issues[0]?.path.join('.') ?? '';
  return new SpeechError('invalid_request', `Invalid '${param}': ${issues[0]?.message}.`, {
    param,
  });
}

const describeApi = createRoute({
  method: 'get',
  path: '/v1/openapi.json',
  operationId: 'describeApi',
  summary: 'This document',
  responses: { 200: jsonAnswer('OpenAPI 3.1.', z.record(z.string(), z.unknown())) },
});

/** `GET /v1/openapi.json`, made from the schemas that check the requests. */
function mountDocument(app: OpenAPIHono): void {
  app.openAPIRegistry.registerPath(describeApi);
  app.doc31(describeApi.path, {
    openapi: '3.1.0',
    info: {
      title: 'Sotto',
      version: '1.0.0',
      description: 'Speech models in the page, behind the APIs that people already use.',
    },
    servers: [{ url: '/' }],
  });
}
