import { describe, expect, test } from 'vitest';
import { models, speechModels } from '../../../src/catalog/models';
import { SpeechError } from '../../../src/base/errors';
import { createAsk, errorOf, speechRequest } from './ask';
import { createFakeCore } from './fake-core';

const ask = createAsk(createFakeCore());
const json = async (path: string) => (await ask(path)).json() as Promise<never>;

describe('GET /v1/models', () => {
  test('lists each model and each alias as OpenAI does, and the models as KugelAudio does', async () => {
    const list: {
      object: string;
      data: { id: string; object: string; created: number; owned_by: string }[];
      models: { model_id: string; sample_rate: number }[];
    } = await json('/v1/models');
    expect(list.object).toBe('list');
    expect(list.data.map(({ id }) => id)).toEqual(
      models.flatMap(({ id, aliases }) => [id, ...aliases]),
    );
    expect(list.data.map(({ id }) => id)).toEqual(expect.arrayContaining(['tts-1', 'kokoro-82m']));
    for (const model of list.data) {
      expect(model.object).toBe('model');
      expect(Number.isInteger(model.created)).toBe(true);
      expect(typeof model.owned_by).toBe('string');
    }
    expect(list.models.map((model) => model.model_id)).toEqual(models.map(({ id }) => id));
  });

  test('tells of each model where it is', async () => {
    const { sotto }: { sotto: object } = await json('/v1/models/tts-1');
    expect(sotto).toMatchObject({
      model: 'kokoro',
      state: 'loaded',
      device: 'wasm',
      stored_bytes: 325_000_000,
      evicted: false,
      bytes: { fp32: 325_532_232 },
    });
    expect(await json('/v1/models/espeak-ng')).toMatchObject({
      id: 'espeak-ng',
      sotto: { state: 'embedded', bytes: {}, device: null },
    });
    expect(await json('/v1/models/sample-kokoro')).toMatchObject({
      sotto: { state: 'absent', device: null, planned: { device: 'wasm', precision: 'fp32' } },
    });
  });

  test('tells PolarGrid’s clients which are loaded', async () => {
    const status: { loading_status: object } = await json('/v1/models/status');
    expect(status).toMatchObject({ loaded: ['kokoro'], repository: 'https://huggingface.co' });
    expect(Object.keys(status.loading_status)).toEqual(models.map(({ id }) => id));
    expect(status.loading_status).toMatchObject({ kokoro: 'loaded', 'whisper-base': 'unloaded' });
  });

  test('tells of a model that listens only what such a model has', async () => {
    const { sotto }: { sotto: object } = await json('/v1/models/whisper-1');
    expect(sotto).toMatchObject({ kind: 'transcription', sample_rate: 16_000 });
    expect(sotto).not.toHaveProperty('default_voice');
    const list: { models: { id: string }[] } = await json('/v1/models');
    const one = (wanted: string) => list.models.find(({ id }) => id === wanted);
    expect(one('whisper-base')).not.toHaveProperty('max_input_length');
    expect(one('kokoro')).toHaveProperty('max_input_length');
  });

  test('knows no other model', async () => {
    const response = await ask('/v1/models/whisper-9');
    expect(response.status).toBe(404);
    expect(await errorOf(response)).toMatchObject({ code: 'model_not_found', param: 'model' });
  });
});

describe('POST /v1/models/{id}', () => {
  test('tells the progress and then where the model runs', async () => {
    const response = await ask('/v1/models/kokoro', { method: 'POST' });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events = (await response.text()).split('\n\n').filter(Boolean);
    expect(events.map((event) => JSON.parse(event.replace('data: ', '')) as unknown)).toEqual([
      { type: 'model.progress', phase: 'download', loaded: 0 },
      { type: 'model.progress', phase: 'download', loaded: 50, total: 100 },
      { type: 'model.progress', phase: 'load', loaded: 100, total: 100 },
      { type: 'model.ready', device: 'wasm', precision: 'fp32', reason: 'It is a fake.' },
    ]);
  });

  test('tells a failure as an error event', async () => {
    const refuses = new SpeechError('hub_unreachable', 'The hub cannot be reached.');
    const response = await createAsk(createFakeCore({ refuses }))('/v1/models/kokoro', {
      method: 'POST',
    });
    expect(await response.text()).toBe(
      'event: error\ndata: {"error":{"message":"The hub cannot be reached.","type":"server_error","param":null,"code":"hub_unreachable"}}\n\n',
    );
  });

  test('knows no other model', async () => {
    expect((await ask('/v1/models/nothing', { method: 'POST' })).status).toBe(404);
  });
});

describe('POST /v1/models/{id}/unload and DELETE /v1/models/{id}', () => {
  const speaking = () => createFakeCore({ refuses: new SpeechError('model_busy', 'It speaks.') });
  const unload = ['POST', '/v1/models/tts-1/unload'] as const;
  const remove = ['DELETE', '/v1/models/tts-1'] as const;

  test('unloading answers with the model as it is now', async () => {
    const core = createFakeCore();
    const response = await createAsk(core)('/v1/models/tts-1/unload', { method: 'POST' });
    expect(await response.json()).toMatchObject({ id: 'kokoro', sotto: { model: 'kokoro' } });
    expect(core.asked).toEqual([['unload', 'kokoro']]);
  });

  test('deleting answers as OpenAI does, with the id of the model that is gone', async () => {
    const core = createFakeCore();
    const response = await createAsk(core)('/v1/models/tts-1', { method: 'DELETE' });
    expect(await response.json()).toEqual({ id: 'kokoro', object: 'model', deleted: true });
    expect(core.asked).toEqual([['remove', 'kokoro']]);
  });

  test.each([unload, remove])('%s %s is refused while the model speaks', async (method, path) => {
    const core = speaking();
    const response = await createAsk(core)(path, { method });
    expect(response.status).toBe(409);
    expect(await errorOf(response)).toMatchObject({ code: 'model_busy', message: 'It speaks.' });
    expect(core.asked).toEqual([]);
  });

  test.each([unload, remove])('%s %s?force=true breaks it off', async (method, path) => {
    const core = speaking();
    const response = await createAsk(core)(`${path}?force=true`, { method });
    expect(response.status).toBe(200);
    expect(core.asked).toHaveLength(1);
  });

  test.each([unload, remove])('%s %s?force=yes is a mistake', async (method, path) => {
    const response = await ask(`${path}?force=yes`, { method });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).param).toBe('force');
  });

  test('know no other model', async () => {
    expect((await ask('/v1/models/nothing/unload', { method: 'POST' })).status).toBe(404);
    expect((await ask('/v1/models/nothing', { method: 'DELETE' })).status).toBe(404);
  });
});

describe('GET /v1/audio/voices', () => {
  test('lists the voices of one model', async () => {
    const { voices }: { voices: object[] } = await json('/v1/audio/voices?model=tts-1');
    expect(voices).toContainEqual({
      id: 'bf_emma',
      name: 'Emma',
      language: 'en-GB',
      gender: 'female',
      model: 'kokoro',
    });
    expect(voices.every((voice) => 'model' in voice && voice.model === 'kokoro')).toBe(true);
  });

  test('lists the voices of all models', async () => {
    const { voices }: { voices: { model: string }[] } = await json('/v1/audio/voices');
    expect(new Set(voices.map(({ model }) => model))).toEqual(
      new Set(speechModels.map(({ id }) => id)),
    );
  });

  test('knows no other model, and no two at once', async () => {
    expect((await ask('/v1/audio/voices?model=nothing')).status).toBe(404);
    const twice = await ask('/v1/audio/voices?model=kokoro&model=espeak-ng');
    expect(twice.status).toBe(400);
    expect((await errorOf(twice)).param).toBe('model');
  });
});

describe('GET /v1/health', () => {
  const speakingOf = async (fetch: typeof ask) =>
    ((await (await fetch('/v1/health')).json()) as { sotto: { speaking: number } }).sotto.speaking;

  test('says that the API answers, and what is loaded', async () => {
    expect(await json('/v1/health')).toMatchObject({
      status: 'healthy',
      sotto: { loaded: ['kokoro'], waiting: 0, speaking: 0 },
    });
  });

  test('describes the machine, its graphics card and what was found about it', async () => {
    expect(await json('/v1/health')).toMatchObject({
      sotto: {
        browser: 'Chromium 140',
        hardware_concurrency: 8,
        threads: 4,
        cross_origin_isolated: true,
        device_memory: 8,
        device: 'auto',
        gpu: { name: 'nvidia hopper', software: false, features: ['shader-f16'], failures: 1 },
        verdicts: [
          { model: 'kokoro', agrees: false, finding: 'silence', figures: { distance: 3 } },
        ],
        storage: { usage: 1e6, quota: null, persisted: false },
      },
    });
  });

  test('counts the answers under way', async () => {
    const count = createAsk(createFakeCore({ chunks: 10 }));
    const request = { model: 'kokoro', voice: 'alloy', input: 'Hi', response_format: 'pcm' };
    const speak = () => count('/v1/audio/speech', speechRequest(request));
    const [whole, left, unread] = [await speak(), await speak(), await speak()];
    expect(await speakingOf(count)).toBe(3);
    await whole.arrayBuffer();
    const reader = left.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(await speakingOf(count)).toBe(1);
    await unread.body!.cancel();
    expect(await speakingOf(count)).toBe(0);
    await count('/v1/audio/speech', speechRequest({ ...request, voice: 'nobody' })).then((answer) =>
      answer.text(),
    );
    expect(await speakingOf(count)).toBe(0);
  });
});

describe('POST /v1/models/{model}/check', () => {
  const check = (fetch: typeof ask, path: string) =>
    fetch(`/v1/models/${path}`, { method: 'POST' });

  test('answers with the verdict', async () => {
    const core = createFakeCore();
    const response = await check(createAsk(core), 'tts-1/check');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ model: 'kokoro', agrees: false });
    expect(core.asked).toEqual([['check', 'kokoro']]);
  });

  test.each([
    ['unsupported', 400],
    ['model_busy', 409],
    ['engine_unavailable', 503],
  ] as const)('refuses what is %s with %i', async (code, status) => {
    const refusing = createAsk(createFakeCore({ refuses: new SpeechError(code, 'It is so.') }));
    const response = await check(refusing, 'kokoro/check');
    expect(response.status).toBe(status);
    expect((await errorOf(response)).message).toBe('It is so.');
    expect((await check(refusing, 'kokoro/check?force=true')).status).toBe(200);
  });

  test('knows no other models', async () => {
    expect((await check(ask, 'nobody/check')).status).toBe(404);
  });
});

describe('/v1/settings', () => {
  const put = (fetch: typeof ask, body: unknown) =>
    fetch('/v1/settings', { method: 'PUT', body: JSON.stringify(body) });

  test('are changed one by one, and what is left out stays', async () => {
    const own = createAsk(createFakeCore());
    const hubPath = '{hub}/{repo}/resolve/{revision}/{path}';
    const first = {
      hub: 'https://huggingface.co',
      hubPath,
      memoryBudget: 1024,
      idleMinutes: 10,
      device: 'auto',
    };
    expect(await (await own('/v1/settings')).json()).toEqual(first);
    const hub = 'https://hub.example';
    expect(await (await put(own, { hub })).json()).toEqual({ ...first, hub });
    await put(own, { memoryBudget: 500, idleMinutes: 1 });
    await put(own, { device: 'wasm' });
    const last = { hub, hubPath, memoryBudget: 500, idleMinutes: 1, device: 'wasm' };
    expect(await (await own('/v1/settings')).json()).toEqual(last);
  });

  test.each([
    [{ hub: 7 }, 'hub'],
    [{ hub: 'ftp://hub.example' }, 'hub'],
    [{ memoryBudget: 1 }, 'memoryBudget'],
    [{ idleMinutes: 0.5 }, 'idleMinutes'],
    [{ idleMinutes: null }, 'idleMinutes'],
    [{ device: 'gpu' }, 'device'],
  ])('refuses %j', async (body, param) => {
    const response = await put(ask, body);
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ param });
  });
});

describe('GET /v1/openapi.json', () => {
  type Document = {
    openapi: string;
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
    components: { schemas: Record<string, { required?: string[]; properties?: object }> };
  };

  test('describes every path, with the fields and failures that it really has', async () => {
    const document: Document = await json('/v1/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/v1/generate',
      '/v1/audio/captions',
      '/v1/audio/fetch',
      '/v1/audio/speech',
      '/v1/audio/transcriptions',
      '/v1/audio/translations',
      '/v1/audio/voices',
      '/v1/health',
      '/v1/models',
      '/v1/models/status',
      '/v1/models/{model}',
      '/v1/models/{model}/check',
      '/v1/models/{model}/files',
      '/v1/models/{model}/unload',
      '/v1/normalize',
      '/v1/openapi.json',
      '/v1/phonemize',
      '/v1/settings',
    ]);
    const speech = document.paths['/v1/audio/speech']?.['post'];
    expect(Object.keys(speech?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '404', '429', '500', '502', '503']),
    );
    expect(document.paths['/v1/models/{model}']).toMatchObject({
      get: { responses: { 200: {}, 404: {} } },
      post: { responses: { 200: {}, 404: {} } },
      delete: { responses: { 200: {}, 400: {}, 404: {}, 409: {} } },
    });
    const { OpenAISpeechRequest, PolarGridSpeechRequest } = document.components.schemas;
    expect(OpenAISpeechRequest?.required).toEqual(['model', 'input', 'voice']);
    expect(OpenAISpeechRequest?.properties).toMatchObject({
      speed: { minimum: 0.25, maximum: 4, default: 1 },
      response_format: { default: 'mp3' },
    });
    expect(PolarGridSpeechRequest?.properties).toMatchObject({
      response_format: { default: 'pcm' },
    });
  });

  test('has no reference that leads nowhere', async () => {
    const text = await (await ask('/v1/openapi.json')).text();
    const { components } = JSON.parse(text) as Document;
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(5);
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining([...new Set(names)]));
  });
});

describe('addresses', () => {
  test('an unknown path is a 404 in OpenAI’s words', async () => {
    const response = await ask('/v1/audio/sing?x=1', { method: 'POST' });
    expect(response.status).toBe(404);
    expect(await errorOf(response)).toMatchObject({
      message: 'Invalid URL (POST /v1/audio/sing)',
      type: 'invalid_request_error',
    });
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
  });

  test.each([
    ['GET', '/v1/audio/speech', 'POST'],
    ['HEAD', '/v1/audio/speech', 'POST'],
    ['DELETE', '/v1/models', 'GET, HEAD'],
    ['PUT', '/v1/models/kokoro', 'DELETE, GET, HEAD, POST'],
  ])('%s %s is a 405 that names the right method', async (method, path, allowed) => {
    const response = await ask(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')?.split(', ').sort()).toEqual(allowed.split(', ').sort());
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
  });

  test('OPTIONS tells the methods', async () => {
    const response = await ask('/v1/audio/speech', { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toBe('POST');
  });

  test('HEAD is GET without a body', async () => {
    const response = await ask('/v1/models', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.text()).toBe('');
  });
});
