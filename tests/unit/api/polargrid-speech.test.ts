import { afterEach, describe, expect, test, vi } from 'vitest';
import { SpeechError, type ErrorCode } from '../../../src/base/errors';
import { createAsk, speechRequest, type ErrorAnswer } from './ask';
import { createFakeCore, type Script } from './fake-core';

afterEach(() => {
  vi.restoreAllMocks();
});

const valid = { model: 'kokoro-82m', input: 'Hello from PolarGrid!', voice: 'af_bella' };

function speak(body: unknown, script?: Script): Promise<Response> {
  return createAsk(createFakeCore(script))('/v1/audio/speech', speechRequest(body));
}

describe('a speech request in PolarGrid’s words', () => {
  test.each([
    [{}, 'audio/pcm', 48000],
    [{ response_format: 'pcm' }, 'audio/pcm', 48000],
    [{ response_format: 'wav' }, 'audio/wav', 48044],
  ])('with %j is answered whole, as %s with its length', async (more, type, length) => {
    const response = await speak({ ...valid, ...more });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-length')).toBe(String(length));
    expect(response.headers.has('x-polargrid-stream')).toBe(false);
    expect(response.headers.get('x-sotto-model')).toBe('kokoro');
    expect((await response.arrayBuffer()).byteLength).toBe(length);
  });

  test('in mp3 is 128 kbit/s', async () => {
    const response = await speak({ ...valid, response_format: 'mp3' }, { chunks: 20 });
    expect(response.headers.get('content-type')).toBe('audio/mpeg');
    const { byteLength } = await response.arrayBuffer();
    expect(response.headers.get('content-length')).toBe(String(byteLength));
    expect((byteLength * 8) / 10).toBeGreaterThan(125_000);
    expect((byteLength * 8) / 10).toBeLessThan(132_000);
  });

  test('with stream in opus is answered in Ogg, which ends with the flag of its end', async () => {
    const request = { ...valid, stream: true, response_format: 'opus' };
    const response = await speak(request);
    expect(response.headers.get('content-type')).toBe('audio/ogg; codecs=opus');
    expect(response.headers.get('x-polargrid-stream')).toBe('1');
    expect(response.headers.get('x-polargrid-sample-rate')).toBe('24000');
    const file = Buffer.from(await response.arrayBuffer());
    expect(file[file.lastIndexOf('OggS') + 5]! & 4).toBe(4);
  });

  test('with stream is answered as it is spoken', async () => {
    const core = createFakeCore({ chunks: 1000 });
    const ask = createAsk(core);
    const response = await ask('/v1/audio/speech', speechRequest({ ...valid, stream: true }));
    expect(response.headers.get('x-polargrid-stream')).toBe('1');
    expect(response.headers.get('x-polargrid-sample-rate')).toBe('24000');
    expect(response.headers.get('content-type')).toBe('audio/pcm');
    expect(response.headers.has('content-length')).toBe(false);
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(core.computed).toBeLessThan(5);
    expect(core.stopped).toBe(1);
  });

  test('stops the engine when a whole answer is aborted', async () => {
    const core = createFakeCore({ chunks: 10_000 });
    const abort = new AbortController();
    const init = { ...speechRequest(valid), signal: abort.signal };
    const answer = createAsk(core)('/v1/audio/speech', init);
    setTimeout(() => abort.abort(), 20);
    expect((await answer).status).toBe(499);
    expect(core.stopped).toBe(1);
    expect(core.computed).toBeLessThan(10_000);
  });

  test.each([
    ['a blank input', { input: ' ' }, 400],
    ['no input', { input: undefined }, 400],
    ['an empty voice', { voice: '' }, 400],
    ['no voice', { voice: undefined }, 400],
    ['flac', { response_format: 'flac' }, 400],
    ['opus', { response_format: 'opus' }, 400],
    ['a stream of wav', { response_format: 'wav', stream: true }, 400],
    ['a stream of mp3', { response_format: 'mp3', stream: true }, 400],
    ['a word for stream', { stream: 'yes' }, 400],
    ['speed 9', { speed: 9 }, 400],
    ['an unknown voice', { voice: 'nobody' }, 502],
    ['a voice that cannot be read', { voice: 'not a voice' }, 502],
    ['a model that is not there yet', { model: 'tada-3b-ml', voice: 'default' }, 404],
  ])('with %s is refused', async (_name, more, status) => {
    const core = createFakeCore();
    const ask = createAsk(core);
    const response = await ask('/v1/audio/speech', speechRequest({ ...valid, ...more }));
    expect(response.status).toBe(status);
    const { detail, error } = (await response.json()) as ErrorAnswer;
    expect(detail).toBe(error.message);
    expect(typeof error.type).toBe('string');
    expect(typeof error.code).toBe('string');
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(core.jobs).toEqual([]);
  });

  test('for tada-3b-ml is told that the model is not loaded', async () => {
    const response = await speak({ ...valid, model: 'tada-3b-ml', voice: 'default' });
    expect(((await response.json()) as ErrorAnswer).detail).toMatch(/^Model not loaded/);
  });

  const answers: Partial<Record<ErrorCode, number>> = {
    model_loading: 503,
    hub_unreachable: 503,
    hub_failed: 502,
    queue_full: 429,
    engine_unavailable: 502,
    engine_failed: 502,
  };
  test.each(Object.entries(answers))('%s is told as %i', async (code, status) => {
    const refuses = new SpeechError(code as ErrorCode, 'What happened.', { retryAfter: 2 });
    const response = await speak(valid, { refuses });
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({ detail: 'What happened.', error: { code } });
  });

  test('is never answered with an empty success', async () => {
    const response = await speak(valid, { chunks: 0 });
    expect(response.status).toBe(502);
    const streamed = await speak({ ...valid, stream: true }, { chunks: 0 });
    await expect(streamed.arrayBuffer()).rejects.toThrow();
  });

  test('that breaks half way is a 502, or a stream that fails', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    expect((await speak(valid, { chunks: 3, breaksAfter: 1 })).status).toBe(502);
    const streamed = await speak({ ...valid, stream: true }, { chunks: 3, breaksAfter: 1 });
    await expect(streamed.arrayBuffer()).rejects.toThrow();
    expect(log).toHaveBeenCalledOnce();
  });
});
