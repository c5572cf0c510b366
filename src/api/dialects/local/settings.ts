import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Core } from '../../../jobs/speak-job';
import { check, readJson } from '../../request-body';
import { jsonAnswer } from '../../route-answers';
import { errorBody } from '../openai/schema';
import { settings, settingsChange } from './schema';

const path = '/v1/settings';

const readSettings = createRoute({
  method: 'get',
  path,
  operationId: 'readSettings',
  summary: 'The settings of this device',
  responses: { 200: jsonAnswer('The settings.', settings) },
});

const changeSettings = createRoute({
  method: 'put',
  path,
  operationId: 'changeSettings',
  summary: 'Change the settings of this device',
  description: 'What is left out stays as it is.',
  request: {
    body: { required: true, content: { 'application/json': { schema: settingsChange } } },
  },
  responses: {
    200: jsonAnswer('The settings as they are now.', settings),
    400: jsonAnswer('A value cannot be; the message says what may be there.', errorBody),
  },
});

/** `GET` and `PUT /v1/settings`. */
export function mountSettings(app: OpenAPIHono, core: Core): void {
  app.openapi(readSettings, async (context) => context.json(await core.settings(), 200));

  app.openAPIRegistry.registerPath(changeSettings);
  app.put(path, async (context) => {
    const changes = check(settingsChange, await readJson(context.req.raw));
    return context.json(await core.changeSettings(changes));
  });
}
