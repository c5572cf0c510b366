import { expect, test } from 'vitest';
import { createAsk, errorOf } from '../ask';
import { eventsOf, formRequest, recording } from './form-request';
import { createHearingCore, segment } from './hearing-core';

const path = '/v1/audio/transcriptions';
type Fields = Parameters<typeof formRequest>[0];

function connect(script?: Parameters<typeof createHearingCore>[0]) {
  const core = createHearingCore(script);
  const ask = createAsk(core);
  const send = (fields: Fields) =>
    ask(path, formRequest({ file: recording(), model: 'whisper-base', ...fields }));
  return { core, ask, send };
}

const changed = {
  seed: 7,
  guards: { voiceActivity: false, loops: true, silence: false },
  channels: 'separate',
};

test('without it, all guards are on, channels are mixed and the seed is 0', async () => {
  const { core, send } = connect();
  await send({});
  expect(core.recordings[0]).toMatchObject({
    seed: 0,
    guards: { voiceActivity: true, loops: true, silence: true },
    channels: 'mixed',
  });
});

test.each<[string, Fields]>([
  [
    'fields',
    {
      'sotto[seed]': '7',
      'sotto[voice_activity]': 'false',
      'sotto[silence_guard]': '0',
      'sotto[channels]': 'separate',
    },
  ],
  [
    'JSON',
    {
      sotto: JSON.stringify({
        ...{ seed: 7, voice_activity: false, silence_guard: false, channels: 'separate' },
      }),
    },
  ],
])('as %s, it decides on guards, channels and the seed', async (_, fields) => {
  const { core, send } = connect();
  expect((await send(fields)).status).toBe(200);
  expect(core.recordings[0]).toMatchObject(changed);
});

test('in PolarGrid’s query, it decides on jobs too', async () => {
  const { core, ask } = connect();
  const sotto = encodeURIComponent('{"seed":7,"voice_activity":false,"silence_guard":false}');
  const query = `model=whisper-base&sync=true&sotto=${sotto}`;
  await ask(`${path}?${query}`, formRequest({ file: recording() }));
  expect(core.recordings[0]).toMatchObject({ ...changed, channels: 'mixed' });
});

test.each<[string, Fields, string]>([
  ['a seed below 0', { 'sotto[seed]': '-1' }, 'sotto.seed'],
  ['a seed in words', { 'sotto[seed]': 'seven' }, 'sotto.seed'],
  ['a seed of 33 bits', { 'sotto[seed]': '4294967296' }, 'sotto.seed'],
  ['a guard in words', { 'sotto[loop_guard]': 'perhaps' }, 'sotto.loop_guard'],
  ['channels in words', { 'sotto[channels]': 'both' }, 'sotto.channels'],
  ['channels of a stream', { 'sotto[channels]': 'separate', stream: 'true' }, 'sotto.channels'],
  ['a text', { sotto: 'seed=7' }, 'sotto'],
  ['a list', { sotto: '[]' }, 'sotto'],
])('with %s it is refused', async (_, fields, param) => {
  const { core, send } = connect();
  const answer = await send(fields);
  expect(answer.status).toBe(400);
  expect(await errorOf(answer)).toMatchObject({ param });
  expect(core.recordings).toHaveLength(0);
});

test('segments tell their words, with their times and probabilities', async () => {
  const fields = { response_format: 'verbose_json', 'sotto[word_times]': 'true' };
  const body = (await (await connect().send(fields)).json()) as { segments: { words: object[] }[] };
  expect(body.segments[0]?.words).toEqual([
    { word: 'Guten', start: 0, end: 0.625, probability: 0.5 },
    { word: 'Morgen,', start: 0.625, end: 1.25, probability: 0.5 },
  ]);
  const { events } = await eventsOf(await connect().send({ ...fields, stream: 'true' }));
  const segments = events.filter(
    (event) => (event as { type: string }).type === 'transcript.text.segment',
  );
  expect(segments[0]).toHaveProperty('words.1.word', 'Morgen,');
});

test('channels are put together by time, and segments and words tell theirs', async () => {
  const hears = [
    { ...segment(' Hello?', 0, 1), channel: 0 },
    { ...segment(' Who is there?', 4, 7), channel: 0 },
    { ...segment(' Me.', 5.5, 6), channel: 1 },
    { ...segment(' Hi.', 2, 3), channel: 1 },
  ].map((segment) => ({ type: 'segment' as const, segment }));
  const fields = { response_format: 'verbose_json', 'sotto[channels]': 'separate' };
  const times = { 'timestamp_granularities[]': ['segment', 'word'] };
  const answer = await connect({ hears }).send({ ...fields, ...times });
  type Timed = { channel: number; start: number };
  const body = (await answer.json()) as { text: string; segments: Timed[]; words: Timed[] };
  expect(body.text).toBe('Hello? Hi. Who is there? Me.');
  expect(body.segments.map(({ channel }) => channel)).toEqual([0, 1, 0, 1]);
  expect(body.words).toEqual(body.words.toSorted((one, other) => one.start - other.start));
  expect(body.words.map(({ channel }) => channel)).toEqual([0, 1, 0, 0, 1, 0]);
});
