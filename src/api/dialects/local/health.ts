import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Core, Health } from '../../../jobs/speak-job';
import { chooseModel } from '../../model-choice';
import { jsonAnswer } from '../../route-answers';
import { z } from '../../zod';
import { errorBody } from '../openai/schema';
import { health, verdict } from './health-schema';

const checkHealth = createRoute({
  method: 'get',
  path: '/v1/health',
  operationId: 'readHealth',
  summary: 'Whether the API answers, what it is doing, and what it has to do it with',
  responses: { 200: jsonAnswer('It answers.', health) },
});

const checkModel = createRoute({
  method: 'post',
  path: '/v1/models/{model}/check',
  operationId: 'checkModel',
  summary: 'Compare a model on the graphics card with the same on the processor',
  description:
    'Forgets what earlier checks found, and how often the card failed. What is found now is kept, and decides where the model runs.',
  request: {
    params: z.object({ model: z.string().openapi({ example: 'kokoro' }) }),
    query: z.object({
      force: z
        .enum(['true', 'false'])
        .optional()
        .openapi({ description: 'true breaks off the requests that need the model.' }),
    }),
  },
  responses: {
    200: jsonAnswer('What was found.', verdict),
    400: jsonAnswer('No graphics card here, or the model has no use for one.', errorBody),
    404: jsonAnswer('No such model; the message lists the valid ids.', errorBody),
    409: jsonAnswer('The model is speaking, or about to, and `force` is not true.', errorBody),
    503: jsonAnswer(
      'The card could not be tried, or the model is still on its way: the message says which.',
      errorBody,
    ),
  },
});

/** `GET /v1/health` and `POST /v1/models/{model}/check`. */
export function mountHealth(app: OpenAPIHono, core: Core): void {
  app.openapi(checkHealth, async (context) =>
    context.json({ status: 'healthy' as const, sotto: describe(await core.health()) }, 200),
  );

  app.openapi(checkModel, async (context) => {
    const card = chooseModel(context.req.valid('param').model);
    const force = context.req.valid('query').force === 'true';
    const { signal } = context.req.raw;
    return context.json(await core.check(card, { force, signal }), 200);
  });
}

function describe(at: Health): z.infer<typeof health>['sotto'] {
  const { machine, storage, gpu } = at;
  return {
    loaded: at.loaded,
    waiting: at.waiting,
    speaking: at.speaking,
    browser: machine.browser,
    hardware_concurrency: machine.processors,
    threads: machine.threads,
    cross_origin_isolated: machine.isolated,
    device_memory: machine.memory ?? null,
    device: at.preference,
    gpu: gpu ?? null,
    verdicts: at.verdicts.map((found) => ({ ...found, figures: { ...found.figures } })),
    storage: {
      usage: storage.usage ?? null,
      quota: storage.quota ?? null,
      persisted: storage.persisted ?? null,
    },
  };
}
