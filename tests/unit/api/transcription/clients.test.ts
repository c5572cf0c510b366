import { describe, expect, test } from 'vitest';
import { createAsk, errorOf } from '../ask';
import { formRequest, recording } from './form-request';
import { createHearingCore } from './hearing-core';

const transcriptions = '/v1/audio/transcriptions';
const addresses = [
  ['OpenAI', transcriptions, 'whisper-1', ''],
  ['OpenAI’s translation', '/v1/audio/translations', 'whisper-1', ''],
  ['PolarGrid', transcriptions, '', '?model=whisper-large-v3-turbo&sync=true'],
  ['PolarGrid’s older form', transcriptions, 'whisper-large-v3-turbo', ''],
  ['Eigen AI', '/api/v1/generate', 'whisper_v3_turbo', ''],
] as const;

const connect = () => {
  const core = createHearingCore({ pace: () => Promise.resolve() });
  return { core, ask: createAsk(core) };
};

describe.each(addresses)('a client of %s', (_, path, model, query) => {
  const form = (fields = {}) => formRequest({ file: recording(), model, ...fields });

  test.each([
    ['a key', { authorization: 'Bearer sk-none' }],
    ['a key of Eigen AI or PolarGrid', { authorization: 'Bearer pg_none', 'x-api-key': 'none' }],
    ['no bearer', { authorization: 'Basic bm9uZQ==' }],
    ['an organization', { 'openai-organization': 'org', 'openai-project': 'proj' }],
    ['what its package adds', { 'x-stainless-lang': 'js', 'idempotency-key': 'a' }],
  ])('may send %s, which nobody looks at', async (_, headers) => {
    const answer = await connect().ask(`${path}${query}`, { ...form(), headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-sotto-model')).toMatch(/^whisper-/);
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
  });

  test('sends no more to an address with a slash at its end than to any unknown one', async () => {
    const answer = await connect().ask(`${path}/${query}`, form());
    expect(answer.status).toBe(404);
    expect((await errorOf(answer)).message).toBe(`Invalid URL (POST ${path}/)`);
  });

  test('asks with HEAD as with GET', async () => {
    const [head, get] = await Promise.all(
      ['HEAD', 'GET'].map((method) => connect().ask(path, { method })),
    );
    expect(head?.status).toBe(get?.status);
    expect(await head?.text()).toBe('');
  });

  test('may have other things in its query', async () => {
    const { ask, core } = connect();
    const more = 'api-version=2024-06-01&utm=a&utm=b&x[]=y';
    const answer = await ask(`${path}${query}${query === '' ? '?' : '&'}${more}`, form());
    expect(answer.status).toBe(200);
    expect(core.recordings).toHaveLength(1);
  });
});

describe('lists', () => {
  test.each([
    ['with brackets', ['timestamp_granularities[]', 'timestamp_granularities[]']],
    ['with numbers', ['timestamp_granularities[0]', 'timestamp_granularities[1]']],
    ['by repeating the name', ['timestamp_granularities', 'timestamp_granularities']],
  ] as const)('may be sent %s', async (_, names) => {
    const body = new FormData();
    body.set('file', recording());
    body.set('model', 'whisper-1');
    body.set('response_format', 'verbose_json');
    names.forEach((name, i) => body.append(name, ['word', 'segment'][i] ?? ''));
    const answer = await connect().ask(transcriptions, { method: 'POST', body });
    const found = (await answer.json()) as object;
    expect(found).toHaveProperty('words');
    expect(found).toHaveProperty('segments');
  });

  test('of one are often sent without brackets', async () => {
    const { ask, core } = connect();
    const fields = { include: 'logprobs', languages: 'de', keywords: ['Ada', 'Bo'] };
    const form = formRequest({ file: recording(), model: 'gpt-4o-transcribe', ...fields });
    expect(await (await ask(transcriptions, form)).json()).toHaveProperty('logprobs');
    expect(core.recordings[0]).toMatchObject({ language: 'de', prompt: 'Ada, Bo' });
  });

  test('of speakers are refused in any form', async () => {
    const form = formRequest({ file: recording(), model: 'whisper-1', known_speaker_names: 'Ada' });
    const answer = await connect().ask(transcriptions, form);
    expect(await errorOf(answer)).toMatchObject({
      param: 'known_speaker_names',
      code: 'unsupported_value',
    });
  });
});

describe('what the Vercel AI SDK sends with any option', () => {
  const send = async (model: string, granularity: string) => {
    const { ask } = connect();
    const fields = { response_format: 'json', 'timestamp_granularities[]': granularity };
    return ask(
      transcriptions,
      formRequest({ file: recording(), model, temperature: '0', ...fields }),
    );
  };

  test.each([
    ['whisper-1', 'segment'],
    ['gpt-4o-transcribe', 'segment'],
    ['gpt-4o-mini-transcribe', 'word'],
  ])('to %s is answered in JSON (%s)', async (model, granularity) => {
    const answer = await send(model, granularity);
    expect(answer.status).toBe(200);
    expect(Object.keys((await answer.json()) as object)).toEqual(['text', 'usage']);
  });

  test('for words of a model that has the format with them is refused', async () => {
    expect((await errorOf(await send('whisper-1', 'word'))).param).toBe('timestamp_granularities');
  });
});

test.each([
  ['chunking_strategy', { type: 'server_vad', threshold: 2 }, 'threshold', '0 to 1, but got 2'],
  ['sotto', { seed: 1.5 }, 'seed', 'but got 1.5'],
  ['sotto', { channels: 'both' }, 'channels', "but got 'both'"],
])('in the JSON of %s, %j is a wrong value and no missing one', async (name, value, key, told) => {
  const body = { file: recording(), model: 'whisper-1', [name]: JSON.stringify(value) };
  const answer = await connect().ask(transcriptions, formRequest(body));
  const error = await errorOf(answer);
  expect(error.param).toBe(`${name}.${key}`);
  expect(error.code).not.toBe('missing_required_parameter');
  expect(error.message).toContain(told);
});

test('a form that breaks off is told from one without a boundary', async () => {
  const { ask } = connect();
  const told = async (type: string) => {
    const headers = { 'content-type': type };
    const body = '--x\r\nContent-Disposition: form-data; name="model"\r\n\r\nwhisp';
    return (await errorOf(await ask(transcriptions, { method: 'POST', body, headers }))).message;
  };
  expect(await told('multipart/form-data; boundary=x')).toContain('Its end is missing');
  expect(await told('multipart/form-data')).toContain('names no boundary');
  expect(await told('application/json')).toMatch(/as a form\. Send multipart/);
});

describe('PolarGrid’s query', () => {
  const send = async (query: string, fields = {}) => {
    const { ask, core } = connect();
    const answer = await ask(
      `${transcriptions}?model=whisper-base&${query}`,
      formRequest({ file: recording(), ...fields }),
    );
    return { answer, core };
  };

  test('takes what nobody filled in as left out, as a form', async () => {
    const { answer, core } = await send('sync=true&language=&prompt=&temperature=&stream=');
    expect(answer.status).toBe(200);
    expect(core.recordings[0]).toMatchObject({ language: undefined, prompt: '', temperature: 0 });
  });

  test('goes before the form, and its first value before others', async () => {
    const { answer, core } = await send('sync=true&language=de&language=fr', { language: 'es' });
    expect(answer.status).toBe(200);
    expect(core.recordings[0]).toMatchObject({ language: 'de' });
  });

  test('asks for times of words, too', async () => {
    const query = 'sync=true&response_format=verbose_json&timestamp_granularities[]=word';
    expect(await (await send(query)).answer.json()).toHaveProperty('words');
  });
});

test.each([
  ['EN', 'en'],
  [' en ', 'en'],
  ['nb', 'no'],
  ['yue', 'yue'],
])('the language %j is %s', async (language, expected) => {
  const { ask, core } = connect();
  await ask(transcriptions, formRequest({ file: recording(), model: 'whisper-1', language }));
  expect(core.recordings[0]?.language).toBe(expected);
});

test.each(['en-US', 'english', 'xx', 'eng', '*', 'auto'])(
  'the language %j is refused with what is expected',
  async (language) => {
    const { ask, core } = connect();
    const form = formRequest({ file: recording(), model: 'whisper-1', language });
    const answer = await ask(transcriptions, form);
    expect(answer.status).toBe(400);
    expect(await errorOf(answer)).toEqual({
      type: 'invalid_request_error',
      param: 'language',
      code: 'invalid_value',
      message: `Invalid 'language': expected the ISO 639-1 code of a language that Whisper knows, but got '${language}' instead.`,
    });
    expect(core.recordings).toHaveLength(0);
  },
);

test('a prompt of ten thousand words is cut to its end', async () => {
  const { ask, core } = connect();
  const prompt = Array.from({ length: 10_000 }, (_, i) => `word${i}`).join(' ');
  await ask(transcriptions, formRequest({ file: recording(), model: 'whisper-1', prompt }));
  expect(core.recordings[0]?.prompt).toHaveLength(4000);
  expect(prompt.endsWith(core.recordings[0]?.prompt ?? '-')).toBe(true);
});
