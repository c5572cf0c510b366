import { expect, test, vi } from 'vitest';
import { createHearingCore } from './hearing-core';

type Content = { content: Record<string, object> };
type Operation = { requestBody?: Content; responses?: Record<string, Content> };
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties?: object }> };
};

test('the document tells all fields, and the schemas are checked without compiling code', async () => {
  const attempts: unknown[] = [];
  const compile = globalThis.Function;
  vi.stubGlobal(
    'Function',
    new Proxy(compile, {
      construct(target, parameters) {
        attempts.push(parameters);
        return Reflect.construct(target, parameters) as object;
      },
    }),
  );
  try {
    const { createAsk } = await import('../ask');
    const { formRequest, recording } = await import('./form-request');
    const ask = createAsk(createHearingCore());
    const form = formRequest({ file: recording(), model: 'whisper-1', temperature: '0.2' });
    expect((await ask('/v1/audio/transcriptions', form)).status).toBe(200);
    const { paths, components } = (await (await ask('/v1/openapi.json')).json()) as Document;
    const route = paths['/v1/audio/transcriptions'];
    expect(Object.keys(route ?? {}).sort()).toEqual(['delete', 'get', 'post']);
    expect(route?.post?.requestBody?.content).toHaveProperty('multipart/form-data');
    expect(route?.post?.responses?.['200']?.content).toHaveProperty('text/event-stream');
    expect(paths['/api/v1/generate']?.post?.requestBody?.content).toHaveProperty(
      'multipart/form-data',
    );
    expect(paths['/v1/audio/translations']).toHaveProperty('post');
    expect(components.schemas.OpenAITranscriptionRequest?.properties).toMatchObject({
      file: { type: 'string', format: 'binary' },
      temperature: { type: 'number', minimum: 0, maximum: 1, default: 0 },
      stream: { type: 'boolean', default: false },
      language: { type: 'string' },
    });
  } finally {
    vi.unstubAllGlobals();
  }
  expect(attempts).toEqual([]);
}, 30_000);

test('each operation has an id of its own', async () => {
  const { createAsk } = await import('../ask');
  const answer = await createAsk(createHearingCore())('/v1/openapi.json');
  const { paths } = (await answer.json()) as Document;
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map((operation) => (operation as { operationId?: string }).operationId);
  expect(ids).not.toContain(undefined);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['createTranscription', 'generateEigen']));
});
