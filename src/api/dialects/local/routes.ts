import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { models } from '../../../catalog/models';
import { voicesOf } from '../../../catalog/voices';
import type { Core } from '../../../jobs/speak-job';
import { chooseModel } from '../../model-choice';
import { jsonAnswer } from '../../route-answers';
import { z } from '../../zod';
import { errorBody } from '../openai/schema';
import { mountHealth } from './health';
import { mountModelCare } from './models';
import { voiceList } from './schema';
import { mountSettings } from './settings';
import { mountPhonemize } from './phonemize';
import { mountRecordings } from './recordings';
import { mountText } from './text';

const listVoices = createRoute({
  method: 'get',
  path: '/v1/audio/voices',
  operationId: 'listVoices',
  summary: 'The voices of all models, or of one',
  request: {
    query: z.object({ model: z.string().optional().openapi({ example: 'kokoro' }) }),
  },
  responses: {
    200: jsonAnswer('The voices.', voiceList),
    404: jsonAnswer('No such model; the message lists the valid ids.', errorBody),
  },
});

/** What no vendor has: the voices of all models, health, settings, the care of models, texts written out, and recordings of other hosts. */
export function mountLocal(app: OpenAPIHono, core: Core): void {
  app.openapi(listVoices, (context) => {
    const { model } = context.req.valid('query');
    const cards = model === undefined ? models : [chooseModel(model)];
    const voices = cards.flatMap((card) =>
      voicesOf(card).map((voice) => ({ ...voice, model: card.id })),
    );
    return context.json({ voices }, 200);
  });

  mountHealth(app, core);
  mountModelCare(app, core);
  mountSettings(app, core);
  mountText(app);
  mountPhonemize(app, core);
  mountRecordings(app);
}
