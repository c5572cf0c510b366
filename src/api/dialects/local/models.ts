import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { SpeechError } from '../../../base/errors';
import { toStream } from '../../../base/streams';
import type { ModelCard } from '../../../catalog/models';
import type { Core } from '../../../jobs/speak-job';
import { chooseModel } from '../../model-choice';
import { jsonAnswer } from '../../route-answers';
import { eventHeaders, eventLines } from '../../server-sent-events';
import { z } from '../../zod';
import { describeError } from '../openai/errors';
import { toModel } from '../openai/models';
import { errorBody, model } from '../openai/schema';
import { deletedModel, modelEvent, type ModelEvent } from './schema';

const path = '/v1/models/{model}';
const params = z.object({ model: z.string().openapi({ example: 'kokoro' }) });
const query = z.object({
  force: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: 'true breaks off the requests that need the model.' }),
});
const unknownModel = jsonAnswer('No such model; the message lists the valid ids.', errorBody);
const busyModel = jsonAnswer(
  'The model is speaking, or about to, and `force` is not true.',
  errorBody,
);

const prepareModel = createRoute({
  method: 'post',
  path,
  operationId: 'prepareModel',
  summary: 'Download and load a model, and tell the progress',
  description:
    'Ends with `model.ready`, or with an event named `error` that carries an error object. Leaving does not stop the download; `/unload` does, and what has arrived by then is kept.',
  request: { params },
  responses: {
    200: { description: 'Progress.', content: { 'text/event-stream': { schema: modelEvent } } },
    404: unknownModel,
  },
});

const unloadModel = createRoute({
  method: 'post',
  path: `${path}/unload`,
  operationId: 'unloadModel',
  summary: 'Free the memory of a model, or stop its download',
  request: { params, query },
  responses: {
    200: jsonAnswer('The model, which is not loaded any more.', model),
    404: unknownModel,
    409: busyModel,
  },
});

const deleteModel = createRoute({
  method: 'delete',
  path,
  operationId: 'deleteModel',
  summary: 'Remove a model from this device',
  description: 'Also when there is nothing of it on this device.',
  request: { params, query },
  responses: {
    200: jsonAnswer('It is removed.', deletedModel),
    400: jsonAnswer('The model is part of the app.', errorBody),
    404: unknownModel,
    409: busyModel,
  },
});

/** What OpenAI's clients cannot do with a model: load it before it is asked to speak, unload it; and its removal. */
export function mountModelCare(app: OpenAPIHono, core: Core): void {
  app.openapi(prepareModel, (context) => {
    const card = chooseModel(context.req.valid('param').model);
    const events = preparation(core, card, context.req.raw.signal);
    return new Response(toStream(eventLines(events, describeError)), { headers: eventHeaders });
  });

  app.openapi(unloadModel, async (context) => {
    const card = chooseModel(context.req.valid('param').model);
    const force = context.req.valid('query').force === 'true';
    return context.json(toModel(card.id, await core.unload(card, { force })), 200);
  });

  app.openapi(deleteModel, async (context) => {
    const card = chooseModel(context.req.valid('param').model);
    const force = context.req.valid('query').force === 'true';
    await core.remove(card, { force });
    return context.json({ id: card.id, object: 'model' as const, deleted: true as const }, 200);
  });
}

async function* preparation(
  core: Core,
  card: ModelCard,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void, undefined> {
  for await (const { phase, loaded, total } of core.prepare(card, signal)) {
    yield { type: 'model.progress', phase, loaded, ...(total === undefined ? {} : { total }) };
  }
  const { placement } = await core.state(card);
  if (!placement) {
    throw new SpeechError(
      'engine_unavailable',
      `The model '${card.id}' was loaded, but its thread is gone again. Try once more.`,
    );
  }
  yield { type: 'model.ready', ...placement };
}
