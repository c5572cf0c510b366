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
  const { pieces, ...about } = await client.speak(request);
  expect(about).toEqual({ sampleRate: 24_000, model: 'espeak-ng', device: 'wasm' });
  expect((await collect(pieces)).flatMap(({ samples }) => [...samples])).toEqual([0.5, -0.5]);
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
  const { pieces } = await client.speak(request);
  for await (const { samples } of pieces) {
    expect(samples.length).toBe(2400);
    break;
  }
  expect(cancelled).toBe(true);
});

const delta = (...bytes: number[]) => ({
  type: 'speech.audio.delta',
  audio: btoa(String.fromCharCode(...bytes)),
});
const word = { word: 'Hello', start: 0, end: 0.4, from: 0, to: 5 };
const done = { type: 'speech.audio.done', usage: {} };

test('with words, events are asked for; words come with the samples that follow them', async () => {
  const later = { ...word, start: 0.5 };
  const { client, asked } = clientFor(() =>
    events(
      { type: 'speech.audio.words', words: [word] },
      delta(0, 64, 0),
      { type: 'speech.audio.rumour' },
      delta(192),
      { type: 'speech.audio.words', words: [later] },
      delta(0, 64),
      done,
    ),
  );
  const { pieces } = await client.speak(request, { words: true });
  expect((await collect(pieces)).map(({ samples, words }) => [[...samples], words])).toEqual([
    [[0.5], [word]],
    [[-0.5], []],
    [[0.5], [later]],
  ]);
  expect(await asked[0]?.json()).toEqual({
    ...request,
    response_format: 'pcm',
    stream_format: 'sse',
    timestamps: ['word'],
  });
});

test('events that tell a failure, or have no end, fail', async () => {
  const broken = clientFor(() => events(delta(0, 64), { error: { message: 'The engine died.' } }));
  const { pieces } = await broken.client.speak(request, { words: true });
  await expect(collect(pieces)).rejects.toThrow('The engine died.');
  const cut = clientFor(() => events(delta(0, 64)));
  const rest = (await cut.client.speak(request, { words: true })).pieces;
  await expect(collect(rest)).rejects.toThrow('broke off');
});

test('captions are asked for in their format', async () => {
  const headers = { 'content-type': 'text/vtt; charset=utf-8' };
  const { client, asked } = clientFor(() => new Response('WEBVTT\n', { headers }));
  expect(await client.captions(request, 'vtt')).toBe('WEBVTT\n');
  expect(asked[0]?.url).toBe('https://example.test/v1/audio/captions');
  expect(await asked[0]?.json()).toEqual({ ...request, response_format: 'vtt' });
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
