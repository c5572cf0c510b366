import OpenAI, { BadRequestError, NotFoundError, RateLimitError } from 'openai';
import { describe, expect, test } from 'vitest';
import { createApi } from '../../../src/api/app';
import { SpeechError } from '../../../src/base/errors';
import { fakeArchives } from './fake-archives';
import { createFakeCore, type FakeCore, type Script } from './fake-core';

function connect(script?: Script): { openai: OpenAI; core: FakeCore } {
  const core = createFakeCore(script);
  const api = createApi(core, fakeArchives());
  const openai = new OpenAI({
    apiKey: 'none',
    baseURL: 'http://local/v1',
    maxRetries: 0,
    fetch: (input, init) => api.fetch(new Request(input, init)),
  });
  return { openai, core };
}

const speech = { model: 'tts-1', voice: 'alloy', input: 'Hello!' } as const;

describe('the openai package', () => {
  test.each([
    ['wav', 48044],
    ['pcm', 48000],
  ] as const)('speaks to %s', async (response_format, length) => {
    const { openai } = connect();
    const answer = await openai.audio.speech.create({ ...speech, response_format });
    expect((await answer.arrayBuffer()).byteLength).toBe(length);
  });

  test('speaks to mp3 when it names no format', async () => {
    const answer = await connect().openai.audio.speech.create(speech);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([bytes[0], bytes[1]! & 0xe0]).toEqual([0xff, 0xe0]);
  });

  test('reads a stream as it is spoken, and stops the engine by aborting', async () => {
    const { openai, core } = connect({ chunks: 1000 });
    const abort = new AbortController();
    const answer = await openai.audio.speech.create(
      { ...speech, response_format: 'pcm' },
      { signal: abort.signal },
    );
    const reader = answer.body!.getReader();
    expect((await reader.read()).done).toBe(false);
    expect(core.computed).toBeLessThan(5);
    abort.abort();
    await expect(reader.read().then(() => reader.read())).rejects.toThrow();
    expect(core.stopped).toBe(1);
    expect(core.computed).toBeLessThan(5);
  });

  test('reads our errors as its own', async () => {
    const { openai } = connect();
    const wrong = await openai.audio.speech
      .create({ ...speech, speed: 9 })
      .catch((error: unknown) => error);
    expect(wrong).toBeInstanceOf(BadRequestError);
    expect(wrong).toMatchObject({ status: 400, param: 'speed', code: 'invalid_value' });
    expect((wrong as BadRequestError).requestID).toMatch(/^req_/);
    expect((wrong as BadRequestError).message).toContain('0.25 to 4');
    await expect(openai.audio.speech.create({ ...speech, model: 'tts-9' })).rejects.toThrow(
      NotFoundError,
    );
    await expect(openai.models.retrieve('tts-9')).rejects.toThrow(NotFoundError);
  });

  test('comes again when the queue was full', async () => {
    const refuses = new SpeechError('queue_full', 'Busy.', { retryAfter: 0.01 });
    const { openai, core } = connect({ refuses });
    await expect(openai.audio.speech.create(speech)).rejects.toThrow(RateLimitError);
    expect(core.jobs).toHaveLength(0);
  });

  test('lists the models', async () => {
    const { openai } = connect();
    const ids: string[] = [];
    for await (const model of openai.models.list()) ids.push(model.id);
    expect(ids).toEqual(
      expect.arrayContaining(['espeak-ng', 'kokoro', 'tts-1', 'gpt-4o-mini-tts']),
    );
    expect(await openai.models.retrieve('tts-1')).toMatchObject({ id: 'tts-1', object: 'model' });
  });
});
