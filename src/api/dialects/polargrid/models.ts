import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Core } from '../../../jobs/speak-job';
import { jsonAnswer } from '../../route-answers';
import { z } from '../../zod';

const modelStatus = z
  .object({
    loaded: z.array(z.string()).openapi({ description: 'Ids of the models that are ready.' }),
    loading_status: z.record(z.string(), z.enum(['loaded', 'loading', 'unloaded'])),
    repository: z.string().openapi({ description: 'The hub that models come from.' }),
  })
  .openapi('PolarGridModelStatus');

const readStatus = createRoute({
  method: 'get',
  path: '/v1/models/status',
  operationId: 'readModelStatus',
  summary: 'Which models are loaded (PolarGrid)',
  responses: { 200: jsonAnswer('All models.', modelStatus) },
});

/** `GET /v1/models/status`; to be mounted before `/v1/models/{model}`. */
export function mountModelStatus(app: OpenAPIHono, core: Core): void {
  app.openapi(readStatus, async (context) => {
    const [states, { hub }] = await Promise.all([core.states(), core.settings()]);
    const status = states.map(({ card, state, progress }) => {
      const here = state === 'loaded' ? state : progress ? 'loading' : 'unloaded';
      return [card.id, here] as const;
    });
    return context.json(
      {
        loaded: status.filter(([, here]) => here === 'loaded').map(([id]) => id),
        loading_status: Object.fromEntries(status),
        repository: hub,
      },
      200,
    );
  });
}
