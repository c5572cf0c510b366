import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { archivePartSize } from '../../../catalog/model-archive';
import type { ModelArchives } from '../../../jobs/model-archives';
import { chooseModel } from '../../model-choice';
import { jsonAnswer } from '../../route-answers';
import { z } from '../../zod';
import { errorBody } from '../openai/schema';

const path = '/v1/models/{model}/files';
const params = z.object({ model: z.string().openapi({ example: 'kokoro' }) });
const bytes = z.any().openapi({ type: 'string', format: 'binary' });
const unknownModel = jsonAnswer('No such model, or nothing of it is stored.', errorBody);

const exportFiles = createRoute({
  method: 'get',
  path,
  operationId: 'exportModel',
  summary: 'A stored model as one zip',
  description:
    'Every file of the model that is whole on this device, uncompressed, beside `sotto-model.json`, which lists repository, revision, path, size and SHA-256 of each.',
  request: { params },
  responses: {
    200: { description: 'The archive.', content: { 'application/zip': { schema: bytes } } },
    400: jsonAnswer('The model is part of the app.', errorBody),
    404: unknownModel,
  },
});

const part = z.object({
  repo: z.string().openapi({ example: 'owner/name' }),
  path: z.string().openapi({ example: 'onnx/model.onnx' }),
  size: z.coerce.number().int().min(1).openapi({ description: 'Bytes of the whole file.' }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits')
    .openapi({ description: 'Of the whole file.' }),
  part: z.coerce
    .number()
    .int()
    .min(0)
    .openapi({
      description: `Which part of the file this is, from 0. Each has ${archivePartSize} bytes, the last one what is left.`,
    }),
});

const importFiles = createRoute({
  method: 'put',
  path,
  operationId: 'importModel',
  summary: 'Store a part of a file of a model, from an archive',
  description:
    'In parts, since a request stays in memory until it is answered. With the last part the hash of the whole file is checked; a file that is wrong is not kept.',
  request: {
    params,
    query: part,
    body: { required: true, content: { 'application/octet-stream': { schema: bytes } } },
  },
  responses: {
    200: jsonAnswer(
      'The part is stored.',
      z
        .object({
          whole: z.boolean().openapi({ description: 'No further part of this file is needed.' }),
        })
        .openapi('ImportedPart'),
    ),
    400: jsonAnswer('The part is not what it says, or not of this model.', errorBody),
    404: unknownModel,
    409: jsonAnswer('The model is being downloaded or loaded.', errorBody),
    507: jsonAnswer('There is no room for the file.', errorBody),
  },
});

/** `GET` and `PUT /v1/models/{model}/files`: models for machines without a network, and from blocked hubs. */
export function mountArchives(app: OpenAPIHono, archives: ModelArchives): void {
  app.openapi(exportFiles, async (context) => {
    const card = chooseModel(context.req.valid('param').model);
    const archive = await archives.export(card);
    return new Response(archive.stream(), {
      headers: {
        'content-type': 'application/zip',
        'content-length': String(archive.size),
        'content-disposition': `attachment; filename="${card.id}.zip"`,
      },
    });
  });

  app.openapi(importFiles, async (context) => {
    const card = chooseModel(context.req.valid('param').model);
    const { part: index, ...facts } = context.req.valid('query');
    const bytes = new Uint8Array(await context.req.raw.arrayBuffer());
    return context.json(
      { whole: await archives.importPart(card, { ...facts, index, bytes }) },
      200,
    );
  });
}
