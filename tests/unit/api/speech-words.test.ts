import OpenAI from 'openai';
import { Stream } from 'openai/streaming';
import { describe, expect, test } from 'vitest';
import { createApi } from '../../../src/api/app';
import { createAsk, errorOf, speechRequest } from './ask';
import { fakeArchives } from './fake-archives';
import { createTimedCore } from './timed-core';

const path = '/v1/audio/speech';
const valid = {
  model: 'kokoro',
  input: 'It’s $5, now!',
  voice: 'af_heart',
  response_format: 'pcm',
};
const sse = { ...valid, stream_format: 'sse' };
const words = [
  [
    { start: 0.05, end: 0.2, from: 0, to: 4 },
    {
      start: 0.2,
      end: 0.5,
      from: 5,
      to: 7,
      phonemes: [
        { symbol: 'f', share: 0.25 },
        { symbol: 'I', share: 0.5 },
        { symbol: 'v', share: 0.25 },
      ],
    },
  ],
  [{ start: 0.55554, end: 0.9, from: 9, to: 12 }],
];

type Event = { type: string; words?: unknown[] };

async function eventsOf(body: object): Promise<Event[]> {
  const response = await createAsk(createTimedCore(words))(path, speechRequest(body));
  const lines = (await response.text()).split('\n\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line.replace(/^data: /, '')) as Event);
}

const told = [
  { word: 'It’s', start: 0.05, end: 0.2, from: 0, to: 4 },
  { word: '$5', start: 0.2, end: 0.5, from: 5, to: 7 },
  { word: 'now', start: 0.556, end: 0.9, from: 9, to: 12 },
];

test('events have no words unless they are asked for', async () => {
  for (const more of [{}, { timestamps: false }, { timestamps: [] }]) {
    const types = (await eventsOf({ ...sse, ...more })).map(({ type }) => type);
    expect(types).toEqual(['speech.audio.delta', 'speech.audio.delta', 'speech.audio.done']);
  }
});

test.each([true, ['word'], ['word', 'word']])(
  'with timestamps %j each word is told once, before its sound, with its place in the text',
  async (timestamps) => {
    const events = await eventsOf({ ...sse, timestamps });
    expect(events.map(({ type }) => type)).toEqual([
      'speech.audio.words',
      'speech.audio.delta',
      'speech.audio.words',
      'speech.audio.delta',
      'speech.audio.done',
    ]);
    expect(events.flatMap(({ words = [] }) => words)).toEqual(told);
  },
);

test('phonemes share the time of their word, where the model tells them', async () => {
  const events = await eventsOf({ ...sse, timestamps: ['phoneme'] });
  expect(events.flatMap(({ words = [] }) => words)).toEqual([
    told[0],
    {
      ...told[1],
      phonemes: [
        { phoneme: 'f', start: 0.2, end: 0.275 },
        { phoneme: 'I', start: 0.275, end: 0.425 },
        { phoneme: 'v', start: 0.425, end: 0.5 },
      ],
    },
    told[2],
  ]);
});

describe('timestamps are refused', () => {
  test.each([
    ['without events', { ...valid, timestamps: true }, /stream_format 'sse'.*captions/],
    ['of an unknown kind', { ...sse, timestamps: ['syllable'] }, /'word' and 'phoneme'/],
    ['as a word', { ...sse, timestamps: 'word' }, /'word' and 'phoneme', but got 'word'/],
  ])('%s', async (_name, body, message) => {
    const response = await createAsk(createTimedCore(words))(path, speechRequest(body));
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({
      param: expect.stringMatching(/^timestamps/) as string,
      message: expect.stringMatching(message) as string,
    });
  });
});

test('the openai package reads a stream with words in it to its end', async () => {
  const api = createApi(createTimedCore(words), fakeArchives());
  const openai = new OpenAI({
    apiKey: 'none',
    baseURL: 'http://local/v1',
    maxRetries: 0,
    fetch: (input, init) => api.fetch(new Request(input, init)),
  });
  const asked = { ...sse, stream_format: 'sse', response_format: 'pcm', timestamps: true } as const;
  const response = await openai.audio.speech.create(asked);
  const events = Stream.fromSSEResponse<Event & { audio?: string }>(
    response,
    new AbortController(),
  );
  let bytes = 0;
  const types: string[] = [];
  for await (const { type, audio = '' } of events) {
    types.push(type);
    bytes += Buffer.from(audio, 'base64').length;
  }
  expect(types.at(-1)).toBe('speech.audio.done');
  expect(types).toContain('speech.audio.words');
  expect(bytes).toBe(48_000);
});
