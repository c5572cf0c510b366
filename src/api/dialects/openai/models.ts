import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Core, ModelState } from '../../../jobs/speak-job';
import { longestInput } from '../../fields';
import { jsonAnswer } from '../../route-answers';
import { chooseModel } from '../../model-choice';
import { errorBody, model, modelList } from './schema';
import { z } from '../../zod';

const listModels = createRoute({
  method: 'get',
  path: '/v1/models',
  operationId: 'listModels',
  summary: 'The models, and which of them are on this device',
  responses: { 200: jsonAnswer('OpenAI’s list, and KugelAudio’s under `models`.', modelList) },
});

const retrieveModel = createRoute({
  method: 'get',
  path: '/v1/models/{model}',
  operationId: 'retrieveModel',
  summary: 'One model, by its id or an alias',
  request: { params: z.object({ model: z.string().openapi({ example: 'kokoro' }) }) },
  responses: {
    200: jsonAnswer('The model.', model),
    404: jsonAnswer('No such model; the message lists the valid ids.', errorBody),
  },
});

/** `GET /v1/models` and `GET /v1/models/{id}`. */
export function mountModels(app: OpenAPIHono, core: Core): void {
  app.openapi(listModels, async (context) => {
    const states = await core.states();
    return context.json(
      {
        object: 'list' as const,
        data: states.flatMap((state) =>
          [state.card.id, ...state.card.aliases].map((id) => toModel(id, state)),
        ),
        models: states.map(({ card }) => ({
          id: card.id,
          model_id: card.id,
          name: card.name,
          description: card.purpose,
          ...(card.kind === 'speech' ? { max_input_length: longestInput } : {}),
          sample_rate: card.sampleRate,
        })),
      },
      200,
    );
  });

  app.openapi(retrieveModel, async (context) => {
    const id = context.req.valid('param').model;
    return context.json(toModel(id.toLowerCase(), await core.state(chooseModel(id))), 200);
  });
}

/** A model as OpenAI describes it, under the id that it was asked for by. */
export function toModel(id: string, at: ModelState): z.infer<typeof model> {
  const { card, placement, progress } = at;
  return {
    id,
    object: 'model',
    created: card.created,
    owned_by: card.ownedBy,
    sotto: {
      model: card.id,
      name: card.name,
      purpose: card.purpose,
      kind: card.kind,
      engine: card.engine,
      licence: card.licence,
      ...(card.kind === 'speech' ? { default_voice: card.defaultVoice } : {}),
      sample_rate: card.sampleRate,
      state: at.state,
      bytes: Object.fromEntries(
        Object.entries(card.weights?.files ?? {}).map(([precision, { bytes }]) => [
          precision,
          bytes,
        ]),
      ),
      stored_bytes: at.storedBytes,
      evicted: at.evicted,
      progress: progress ? { ...progress, total: progress.total ?? null } : null,
      device: placement?.device ?? null,
      precision: placement?.precision ?? null,
      reason: placement?.reason ?? null,
      planned: at.planned,
    },
  };
}
