import { afterEach, describe, expect, test, vi } from 'vitest';
import { SpeechError, type ErrorCode } from '../../../src/base/errors';
import { createAsk, errorOf, speechRequest } from './ask';
import { createFakeCore, type Script } from './fake-core';

afterEach(() => {
  vi.restoreAllMocks();
});

const path = '/v1/audio/speech';
const valid = { model: 'kokoro', input: 'Hello!', voice: 'af_heart' };

function speak(body: unknown, script?: Script): Promise<Response> {
  return createAsk(createFakeCore(script))(path, speechRequest(body));
}

describe('a speech request in OpenAI’s words', () => {
  test.each([
    [{}, 'audio/mpeg', [0xff, 0xf3]],
    [{ response_format: 'mp3' }, 'audio/mpeg', [0xff, 0xf3]],
    [{ response_format: 'wav' }, 'audio/wav', [0x52, 0x49]],
    [{ response_format: 'pcm' }, 'audio/pcm', [0, 0]],
    [{ response_format: 'opus' }, 'audio/ogg; codecs=opus', [0x4f, 0x67]],
    [{ response_format: 'aac' }, 'audio/aac', [0xff, 0xf1]],
    [{ response_format: 'm4a' }, 'audio/mp4', [0, 0]],
    [{ response_format: 'flac' }, 'audio/flac', [0x66, 0x4c]],
  ])('with %j is answered as %s', async (more, type, start) => {
    const response = await speak({ ...valid, ...more });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.subarray(0, 2)]).toEqual(start);
  });

  test.each([
    ['ulaw', 'audio/basic'],
    ['alaw', 'audio/x-alaw-basic'],
  ])('in %s is a byte a sample, 8,000 a second', async (response_format, type) => {
    const response = await speak({ ...valid, response_format });
    expect(response.headers.get('content-type')).toBe(type);
    expect((await response.arrayBuffer()).byteLength).toBe(8000);
  });

  test('in events leaves the length of wav open, so that it can begin at once', async () => {
    const core = createFakeCore();
    await createAsk(core)(
      path,
      speechRequest({ ...valid, response_format: 'wav', stream_format: 'sse' }),
    );
    expect(core.jobs).toMatchObject([{ format: 'wav', header: 'open' }]);
  });

  test('may ask for a loudness', async () => {
    const core = createFakeCore();
    await createAsk(core)(path, speechRequest({ ...valid, sotto: { loudness: -23 } }));
    await createAsk(core)(path, speechRequest(valid));
    expect(core.jobs.map(({ loudness }) => loudness)).toEqual([-23, undefined]);
  });

  test('names who answered', async () => {
    const { headers } = await speak({ ...valid, model: 'tts-1' });
    expect(headers.get('x-sotto-model')).toBe('kokoro');
    expect(headers.get('x-sotto-device')).toBe('wasm');
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f-]{36}$/);
  });

  test('becomes a job without any vendor’s words', async () => {
    const core = createFakeCore();
    const more = {
      voice: { id: 'af_bella' },
      speed: 1.5,
      response_format: 'wav',
      instructions: 'softly',
      user: 'x',
    };
    await createAsk(core)(path, speechRequest({ ...valid, ...more }));
    expect(core.jobs).toMatchObject([
      { text: 'Hello!', voice: 'af_bella', speed: 1.5, format: 'wav', sampleRate: 24000 },
    ]);
    expect(core.jobs[0]?.model.id).toBe('kokoro');
  });

  test('may have any content type', async () => {
    const init = { method: 'POST', body: JSON.stringify(valid) };
    expect((await createAsk(createFakeCore())(path, init)).status).toBe(200);
  });

  test.each(['alloy', 'verse', 'af_bella(2)+af_sky(1)', 'af_bella+am_adam'])(
    'may ask for the voice %s',
    async (voice) => {
      expect((await speak({ ...valid, voice })).status).toBe(200);
    },
  );

  test('of 100,000 characters is spoken, of one more is not', async () => {
    expect((await speak({ ...valid, input: 'a'.repeat(100_000) })).status).toBe(200);
    const response = await speak({ ...valid, input: 'a'.repeat(100_001) });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toBe(
      "Invalid 'input': expected at most 100000 characters, but got 100001 characters instead.",
    );
  });
});

describe('a wrong speech request', () => {
  const without = (field: string) => ({ ...valid, [field]: undefined });
  test.each([
    ['no model', without('model'), 'model', 'missing_required_parameter'],
    ['no input', without('input'), 'input', 'missing_required_parameter'],
    ['no voice', without('voice'), 'voice', 'missing_required_parameter'],
    ['a number for the input', { ...valid, input: 5 }, 'input', 'invalid_type'],
    ['a list for the voice', { ...valid, voice: ['alloy'] }, 'voice', 'invalid_type'],
    ['a number for the model', { ...valid, model: 1 }, 'model', 'invalid_type'],
    ['an empty input', { ...valid, input: '' }, 'input', 'invalid_value'],
    ['a blank input', { ...valid, input: ' \n\t ' }, 'input', 'invalid_value'],
    ['an unknown voice', { ...valid, voice: 'nobody' }, 'voice', 'invalid_value'],
    ['an empty voice', { ...valid, voice: '' }, 'voice', null],
    ['a weight of nothing', { ...valid, voice: 'af_bella(0)' }, 'voice', null],
    ['speed 9', { ...valid, speed: 9 }, 'speed', 'invalid_value'],
    ['speed 0.2', { ...valid, speed: 0.2 }, 'speed', 'invalid_value'],
    ['a word for the speed', { ...valid, speed: 'fast' }, 'speed', 'invalid_type'],
    ['a loudness of -5', { ...valid, sotto: { loudness: -5 } }, 'sotto.loudness', 'invalid_value'],
    ['a word for ours', { ...valid, sotto: 'loud' }, 'sotto', 'invalid_type'],
    [
      'a format that nobody knows',
      { ...valid, response_format: 'tape' },
      'response_format',
      'invalid_value',
    ],
    [
      'an unknown stream format',
      { ...valid, stream_format: 'ws' },
      'stream_format',
      'invalid_value',
    ],
    [
      'events from tts-1',
      { ...valid, model: 'tts-1', stream_format: 'sse' },
      'stream_format',
      'invalid_value',
    ],
    [
      'events from tts-1-hd',
      { ...valid, model: 'tts-1-hd', stream_format: 'sse' },
      'stream_format',
      'invalid_value',
    ],
  ])('with %s gets a 400 about that field', async (_name, body, param, code) => {
    const core = createFakeCore();
    const response = await createAsk(core)(path, speechRequest(body));
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect(error).toMatchObject({ type: 'invalid_request_error', param, code });
    expect(error.message.length).toBeGreaterThan(20);
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
    expect(core.jobs).toEqual([]);
  });

  test.each(['', 'not json', '{"model":', '[]', '"text"', 'null', '7'])(
    'whose body is %j gets a 400',
    async (body) => {
      const response = await speak(body);
      expect(response.status).toBe(400);
      expect(await errorOf(response)).toMatchObject({ type: 'invalid_request_error', param: null });
    },
  );

  test.each([
    [{ voice: undefined }, "Missing required parameter: 'voice'."],
    [{ speed: 9 }, "Invalid 'speed': expected a number from 0.25 to 4, but got 9 instead."],
    [{ input: 5 }, "Invalid 'input': expected the type string, but got 5 instead."],
    [{ input: ' ' }, "Invalid 'input': expected a text that is not blank, but got ' ' instead."],
    [
      { voice: ['alloy'] },
      "Invalid 'voice': expected the name of a voice, or an object with its id, but got an array instead.",
    ],
    [
      { stream_format: 'ws' },
      "Invalid 'stream_format': expected one of 'audio', 'sse', but got 'ws' instead.",
    ],
    [
      { response_format: 'tape' },
      "Invalid 'response_format': expected one of 'pcm', 'wav', 'mp3', 'opus', 'aac', 'm4a', 'flac', 'ulaw', 'alaw', but got 'tape' instead.",
    ],
    [
      { sotto: { loudness: 0 } },
      "Invalid 'sotto.loudness': expected a number of LUFS from -40 to -10, but got 0 instead.",
    ],
  ])('with %j is told what is wrong and what would be right', async (more, message) => {
    expect((await errorOf(await speak({ ...valid, ...more }))).message).toBe(message);
  });

  test('for an unknown voice is told the valid ones', async () => {
    const { message } = await errorOf(await speak({ ...valid, voice: 'nobody' }));
    expect(message).toMatch(/'nobody'.*af_heart.*am_adam/);
  });

  test('for an unknown model gets a 404 with the valid ones', async () => {
    const response = await speak({ ...valid, model: 'tts-9' });
    expect(response.status).toBe(404);
    const error = await errorOf(response);
    expect(error).toMatchObject({ param: 'model', code: 'model_not_found' });
    expect(error.message).toMatch(/'tts-9'.*espeak-ng.*kokoro.*tts-1/);
  });
});

describe('when the core cannot speak', () => {
  const answers: Record<ErrorCode, number> = {
    invalid_request: 400,
    unknown_model: 404,
    unknown_voice: 400,
    unsupported: 400,
    model_not_loaded: 404,
    model_loading: 503,
    hub_unreachable: 503,
    hub_failed: 502,
    storage_full: 507,
    model_busy: 409,
    queue_full: 429,
    engine_unavailable: 503,
    engine_failed: 500,
    server_lost: 503,
    aborted: 499,
  };
  test.each(Object.entries(answers))('%s is told as %i', async (code, status) => {
    const refuses = new SpeechError(code as ErrorCode, 'What happened.', { retryAfter: 1.5 });
    const response = await speak(valid, { refuses });
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe('2');
    expect((await errorOf(response)).message).toBe('What happened.');
  });

  test('an exception that nobody foresaw keeps its inside to itself', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const failure = new TypeError('secret is undefined');
    const response = await speak(valid, { refuses: failure });
    expect(log).toHaveBeenCalledExactlyOnceWith(failure);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toMatch(/secret|\.ts/);
    expect(JSON.parse(text)).toMatchObject({ error: { type: 'server_error' } });
  });
});

describe('a streamed answer', () => {
  test('is computed only as it is read', async () => {
    const core = createFakeCore({ chunks: 1000 });
    const response = await createAsk(core)(
      path,
      speechRequest({ ...valid, response_format: 'pcm' }),
    );
    expect(core.computed).toBeLessThanOrEqual(1);
    const reader = response.body!.getReader();
    await reader.read();
    await reader.read();
    expect(core.computed).toBeLessThanOrEqual(3);
    await reader.cancel();
  });

  test('stops the engine when its reader leaves', async () => {
    const core = createFakeCore({ chunks: 1000 });
    const response = await createAsk(core)(
      path,
      speechRequest({ ...valid, response_format: 'pcm' }),
    );
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(core.stopped).toBe(1);
    expect(core.computed).toBeLessThan(5);
  });

  test('stops the engine, and fails, when the request is aborted', async () => {
    const core = createFakeCore({ chunks: 1000 });
    const abort = new AbortController();
    const init = { ...speechRequest({ ...valid, response_format: 'pcm' }), signal: abort.signal };
    const response = await createAsk(core)(path, init);
    const reader = response.body!.getReader();
    await reader.read();
    abort.abort();
    await expect(reader.read().then(() => reader.read())).rejects.toThrow();
    expect(core.stopped).toBe(1);
  });

  test.each(['pcm', 'mp3', 'wav'])(
    'of %s that breaks does not end as if it were whole',
    async (response_format) => {
      const response = await speak({ ...valid, response_format }, { chunks: 4, breaksAfter: 3 });
      expect(response.status).toBe(200);
      await expect(response.arrayBuffer()).rejects.toThrow();
    },
  );
});

describe('an answer of events', () => {
  const request = { ...valid, response_format: 'pcm', stream_format: 'sse' };
  const eventsIn = (text: string) =>
    text
      .split('\n\n')
      .filter(Boolean)
      .map((event) => JSON.parse(event.replace(/^data: /, '')) as Record<string, unknown>);

  test('carries the bytes of the plain answer and tells its end', async () => {
    const response = await speak(request);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-sotto-model')).toBe('kokoro');
    const events = eventsIn(await response.text());
    const audio = Buffer.concat(
      events.slice(0, -1).map((event) => Buffer.from(event['audio'] as string, 'base64')),
    );
    const plain = await (await speak({ ...request, stream_format: 'audio' })).arrayBuffer();
    expect(audio.equals(Buffer.from(plain))).toBe(true);
    expect(events.slice(0, -1).every(({ type }) => type === 'speech.audio.delta')).toBe(true);
    expect(events.at(-1)).toEqual({
      type: 'speech.audio.done',
      usage: { input_tokens: 6, output_tokens: 48000, total_tokens: 48006 },
    });
  });

  test('tells a failure in midst as an error, without the end', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const text = await (await speak(request, { chunks: 3, breaksAfter: 1 })).text();
    expect(log).toHaveBeenCalledOnce();
    expect(text).toMatch(/event: error\ndata: \{"error":\{"message":.*\}\}\n\n$/);
    expect(text).not.toMatch(/speech\.audio\.done|secret/);
  });
});

test('a model that listens cannot speak, and the message names those that can', async () => {
  const response = await speak({ ...valid, model: 'whisper-1' });
  expect(response.status).toBe(404);
  const { message, param } = await errorOf(response);
  expect(message).toMatch(/'whisper-1' does not do that.*kokoro/);
  expect(param).toBe('model');
});
