import { expect, test, vi } from 'vitest';
import type { SpokenWord } from '../../../src/engines/engine';
import { createAsk, errorOf, speechRequest } from './ask';
import { createFakeCore } from './fake-core';
import { createTimedCore } from './timed-core';

const path = '/v1/audio/captions';
const input = 'Salt & pepper. That is $5!';
const request = { model: 'kokoro', voice: 'alloy', input };
const at = (word: string, start: number): SpokenWord => {
  const from = input.indexOf(word);
  return { from, to: from + word.length, start, end: start + 0.4 };
};
const words = [
  [at('Salt', 0), at('&', 0.4), at('pepper', 0.8)],
  [at('That', 2), at('is', 2.4), at('$5', 2.8), at('$5', 3.2)],
];

const ask = (body: object) => createAsk(createTimedCore(words))(path, speechRequest(body));

test('captions are JSON unless asked otherwise: the text, its segments and its words', async () => {
  const response = await ask(request);
  expect(response.headers.get('x-sotto-model')).toBe('kokoro');
  const body = (await response.json()) as { words: { word: string }[] };
  expect(body).toMatchObject({
    text: input,
    duration: 1,
    segments: [
      { id: 0, start: 0, end: 1.2, from: 0, to: 13, text: 'Salt & pepper.' },
      { id: 1, start: 2, end: 3.6, from: 15, to: 25, text: 'That is $5!' },
    ],
  });
  expect(body.words.map(({ word }) => word).join(' ')).toBe('Salt & pepper That is $5 $5');
});

test.each([
  [
    'srt',
    'application/x-subrip; charset=utf-8',
    '1\n00:00:00,000 --> 00:00:01,200\nSalt & pepper.\n\n2\n00:00:02,000 --> 00:00:03,600\nThat is $5!\n',
  ],
  [
    'vtt',
    'text/vtt; charset=utf-8',
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.200\nSalt &amp; pepper.\n\n00:00:02.000 --> 00:00:03.600\nThat is $5!\n',
  ],
])('captions as %s', async (response_format, type, file) => {
  const response = await ask({ ...request, response_format });
  expect(response.headers.get('content-type')).toBe(type);
  expect(await response.text()).toBe(file);
});

test('the job is the one that speech has, at the rate of the model', async () => {
  const core = createFakeCore();
  await createAsk(core)(path, speechRequest({ ...request, speed: 2, voice: { id: 'af_bella' } }));
  expect(core.jobs).toMatchObject([{ text: input, voice: 'af_bella', speed: 2, format: 'pcm' }]);
});

test.each([
  [{ ...request, response_format: 'ass' }, 400, 'response_format'],
  [{ ...request, input: ' ' }, 400, 'input'],
  [{ ...request, voice: 'nobody' }, 400, 'voice'],
  [{ ...request, model: 'tts-9' }, 404, 'model'],
])('%j is refused before anything is spoken', async (body, status, param) => {
  const core = createFakeCore();
  const response = await createAsk(core)(path, speechRequest(body));
  expect(response.status).toBe(status);
  expect((await errorOf(response)).param).toBe(param);
  expect(core.jobs).toEqual([]);
});

test('a model that tells no times has no captions, and says so', async () => {
  const response = await createAsk(createFakeCore())(path, speechRequest(request));
  expect(response.status).toBe(400);
  expect((await errorOf(response)).message).toContain("'kokoro' told no times");
});

test('a text of signs alone has captions without a cue', async () => {
  const body = { ...request, input: '—!', response_format: 'vtt' };
  const response = await createAsk(createFakeCore())(path, speechRequest(body));
  expect(await response.text()).toBe('WEBVTT\n');
});

test('a failure of the model in midst is a failure of the captions', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  const core = createFakeCore({ chunks: 3, breaksAfter: 1 });
  expect((await createAsk(core)(path, speechRequest(request))).status).toBe(500);
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
});
