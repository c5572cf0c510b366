import { expect, test, vi } from 'vitest';
import { createFakeCore } from './fake-core';

test('the API never tries to compile code, which the page’s content security policy forbids', async () => {
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
    const { createAsk, speechRequest } = await import('./ask');
    const ask = createAsk(createFakeCore());
    const request = { model: 'kokoro', voice: 'alloy', input: 'Hi' };
    expect((await ask('/v1/audio/speech', speechRequest(request))).status).toBe(200);
    expect((await ask('/v1/openapi.json')).status).toBe(200);
  } finally {
    vi.unstubAllGlobals();
  }
  expect(attempts).toEqual([]);
});
