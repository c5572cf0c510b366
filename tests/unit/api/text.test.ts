import { expect, test } from 'vitest';
import { createAsk, errorOf, speechRequest } from './ask';
import { createFakeCore } from './fake-core';

const ask = (body: unknown) => createAsk(createFakeCore())('/v1/normalize', speechRequest(body));

type Answer = {
  text: string;
  language: string;
  time_ms: number;
  spans: { from: number; to: number; source_from: number; source_to: number }[];
};

test('a text is written out, and each change points at the author’s characters', async () => {
  const text = 'He paid $5 on 3/4/2026.\nIt <b>was</b> 1 km.';
  const response = await ask({ text, language: 'en-GB' });
  expect(response.status).toBe(200);
  const answer = (await response.json()) as Answer;
  expect(answer.text).toBe(
    'He paid five dollars on the third of April, twenty twenty-six.\nIt was one kilometre.',
  );
  expect(answer.language).toBe('en-GB');
  expect(answer.time_ms).toBeGreaterThanOrEqual(0);
  expect(
    answer.spans.map(({ from, to, source_from, source_to }) => [
      text.slice(source_from, source_to),
      answer.text.slice(from, to),
    ]),
  ).toEqual([
    ['$5', 'five dollars'],
    ['3/4/2026', 'the third of April, twenty twenty-six'],
    ['1 km', 'one kilometre'],
  ]);
});

test.each([
  ['3/4', undefined, 'en'],
  ['3時です', undefined, 'ja'],
  ['Цена 5', 'auto', 'ru'],
  ['5', 'de-AT', 'de-AT'],
])('the language of %j asked as %j is %s', async (text, language, expected) => {
  const answer = (await (await ask({ text, language })).json()) as Answer;
  expect(answer.language).toBe(expected);
});

test.each([
  [{ text: 'Hi 👋 <b>you</b>' }, 'Hi you'],
  [{ text: 'Hi 👋!', emoji: 'names' }, 'Hi waving hand!'],
  [{ text: '<spell>ab</spell> is 5' }, 'A, B is five'],
  [{ text: '<spell>ab</spell> is 5', markup: false }, '<spell>ab</spell> is five'],
  [{ text: 'A [pause:1] b', markup: 'none' }, 'A [pause:one] b'],
  [{ text: '5 km', normalize: false }, '5 km'],
  [{ text: 'Nginx 5', dictionary: [{ word: 'nginx', replacement: 'engine x' }] }, 'engine x five'],
  [
    { text: 'Das Haus am See hat 5 Zimmer. The house by the lake has 5 rooms.', language: 'auto' },
    'Das Haus am See hat fünf Zimmer. The house by the lake has five rooms.',
  ],
])('%j is read as %j', async (body, text) => {
  const response = await ask(body);
  expect(response.status).toBe(200);
  expect(((await response.json()) as Answer).text).toBe(text);
});

test.each([
  [{ text: ' ' }, 'text'],
  [{ text: 'x', emoji: 'maybe' }, 'emoji'],
  [{ text: 'x', markup: 'xml' }, 'markup'],
  [{ text: 'x', normalize: 'no' }, 'normalize'],
  [{ text: 'x', dictionary: [{ word: 'x' }] }, 'dictionary.0'],
  [{ text: 'x'.repeat(10_001) }, 'text'],
  [{ language: 'en' }, 'text'],
  [{ text: 'x', language: 'not a tag' }, 'language'],
])('%j is refused in the words of the field', async (body, param) => {
  const response = await ask(body);
  expect(response.status).toBe(400);
  expect(await errorOf(response)).toMatchObject({ type: 'invalid_request_error', param });
});
