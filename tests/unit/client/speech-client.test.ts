import { expect, test } from 'vitest';
import { ApiError } from '../../../src/client/api-error';
import { createSpeechClient } from '../../../src/client/speech-client';
import { collect } from './byte-streams';

const request = { model: 'espeak-ng', input: 'Hello', voice: 'en-us', speed: 1.2 };

/** A client whose every request gets this answer, and the requests it made. */
function clientFor(answer: () => Response) {
  const asked: Request[] = [];
  const client = createSpeechClient(async (input, init) => {
    const made = new Request(input, init);
    asked.push(made);
    made.signal.throwIfAborted();
    return answer();
  }, 'https://example.test');
  return { client, asked };
}

function events(...items: object[]): Response {
  const text = items.map((item) => `data: ${JSON.stringify(item)}\n\n`).join('');
  return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
}

test('speech is asked for as pcm, and comes back as samples with the device that made them', async () => {
  const { client, asked } = clientFor(
    () =>
      new Response(Uint8Array.of(0, 64, 0, 192), {
        headers: {
          'content-type': 'audio/pcm',
          'x-sotto-model': 'espeak-ng',
          'x-sotto-device': 'wasm',
        },
      }),
  );
  const { chunks, ...about } = await client.speak(request);
  expect(about).toEqual({ sampleRate: 24_000, model: 'espeak-ng', device: 'wasm' });
  expect((await collect(chunks)).flatMap((piece) => [...piece])).toEqual([0.5, -0.5]);
  expect(asked[0]?.url).toBe('https://example.test/v1/audio/speech');
  expect(await asked[0]?.json()).toEqual({ ...request, response_format: 'pcm' });
});

test('leaving the samples early ends the request', async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(4800)),
    cancel: () => void (cancelled = true),
  });
  const { client } = clientFor(
    () => new Response(body, { headers: { 'content-type': 'audio/pcm' } }),
  );
  const { chunks } = await client.speak(request);
  for await (const chunk of chunks) {
    expect(chunk.length).toBe(2400);
    break;
  }
  expect(cancelled).toBe(true);
});

test('an error of the API is thrown with its message, status, code, parameter and time to wait', async () => {
  const error = {
    message: 'The speed 9 is too high.',
    type: 'x',
    param: 'speed',
    code: 'too_fast',
  };
  const { client } = clientFor(() =>
    Response.json({ error }, { status: 429, headers: { 'retry-after': '7' } }),
  );
  const failure = await client.speak(request).catch((reason: unknown) => reason);
  expect(failure).toBeInstanceOf(ApiError);
  expect(failure).toMatchObject({
    message: error.message,
    status: 429,
    code: 'too_fast',
    param: 'speed',
    retryAfter: 7,
  });
});

test('an error without words is told by its status', async () => {
  const { client } = clientFor(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await expect(client.file(request, 'mp3')).rejects.toThrow('502');
});

test('a page in the place of the API is not taken for sound', async () => {
  const { client } = clientFor(
    () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
  );
  await expect(client.speak(request)).rejects.toThrow('text/html came instead of audio/');
});

test('an aborted request throws the reason of its signal', async () => {
  const { client } = clientFor(() => new Response());
  await expect(client.speak(request, { signal: AbortSignal.abort() })).rejects.toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  );
});

test('a preparation tells its progress and ends when the model is ready', async () => {
  const { client, asked } = clientFor(() =>
    events(
      { type: 'model.progress', phase: 'download', loaded: 10, total: 100 },
      { type: 'model.rumour' },
      { type: 'model.progress', phase: 'load', loaded: 100 },
      { type: 'model.ready', device: 'wasm', precision: 'q8', reason: 'No WebGPU.' },
    ),
  );
  expect(await collect(client.prepare('kokoro'))).toEqual([
    { type: 'progress', phase: 'download', loaded: 10, total: 100 },
    { type: 'progress', phase: 'load', loaded: 100, total: undefined },
    { type: 'ready', device: 'wasm', precision: 'q8', reason: 'No WebGPU.' },
  ]);
  expect(asked[0]?.method).toBe('POST');
  expect(asked[0]?.url).toBe('https://example.test/v1/models/kokoro');
});

test('a preparation that fails throws the message of the API', async () => {
  const { client } = clientFor(() =>
    events(
      { type: 'model.progress', phase: 'download', loaded: 10 },
      { error: { message: 'No hub.' } },
    ),
  );
  await expect(collect(client.prepare('kokoro'))).rejects.toThrow('No hub.');
});

test('a preparation that breaks off is no success', async () => {
  const { client } = clientFor(() => events({ type: 'model.progress', phase: 'load', loaded: 1 }));
  await expect(collect(client.prepare('kokoro'))).rejects.toThrow('broke off');
});
