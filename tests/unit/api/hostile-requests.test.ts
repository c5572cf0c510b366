import { afterAll, describe, expect, test, vi } from 'vitest';
import { createAsk } from './ask';
import { formRequest, recording } from './transcription/form-request';
import { createHearingCore } from './transcription/hearing-core';

const log = vi.spyOn(console, 'error').mockReturnValue();
afterAll(() => log.mockRestore());

const megabyte = 'a'.repeat(1024 ** 2);

type Shape = { error: { message: string; type?: string }; detail?: string };
const isOpenAi = ({ error, detail }: Shape) => detail === undefined && 'param' in error;
const isDetailed = ({ error, detail }: Shape) => detail === error.message;

/** Each address with a model it knows, and how its refusals look. */
const addresses = [
  ['OpenAI’s transcription', '/v1/audio/transcriptions', 'whisper-base', isOpenAi],
  ['OpenAI’s translation', '/v1/audio/translations', 'whisper-base', isOpenAi],
  ['PolarGrid’s form', '/v1/audio/transcriptions', 'whisper-large-v3-turbo', isDetailed],
  ['Eigen AI’s form', '/api/v1/generate', 'whisper_v3_turbo', isDetailed],
] as const;

const boundary = '----hostile';
const part = (head: string, value: string) => `--${boundary}\r\n${head}\r\n\r\n${value}\r\n`;
const named = (name: string) => `Content-Disposition: form-data; name="${name}"`;
const end = `--${boundary}--\r\n`;
const file = part(`${named('file')}; filename="a.wav"\r\nContent-Type: audio/wav`, 'RIFFRIFF');

/** Bodies that are broken before any field of theirs can be read. */
const bodies: [string, string, string][] = [
  ['nothing', 'text/plain', ''],
  ['no type', '', 'model=whisper-base'],
  ['JSON in a form', `multipart/form-data; boundary=${boundary}`, '{"model":"whisper-base"}'],
  ['no boundary', 'multipart/form-data', part(named('model'), 'whisper-base') + file + end],
  ['another boundary', 'multipart/form-data; boundary=other', file + end],
  ['an endless boundary', `multipart/form-data; boundary=${'b'.repeat(5000)}`, file + end],
  ['no end', `multipart/form-data; boundary=${boundary}`, file.slice(0, -4)],
  ['an end alone', `multipart/form-data; boundary=${boundary}`, end],
  ['a part without a head', `multipart/form-data; boundary=${boundary}`, part('', 'x') + end],
  ['a part without a name', `multipart/form-data; boundary=${boundary}`, part('A: b', 'x') + end],
  ['half a head', `multipart/form-data; boundary=${boundary}`, `--${boundary}\r\nContent-Dis`],
  ['XML', 'application/xml', '<model>whisper-base</model>'],
  ['a name of a megabyte', `multipart/form-data; boundary=${boundary}`, part(named(megabyte), '')],
];

type Fields = Parameters<typeof formRequest>[0];

/** Fields that cannot be, with the status that says so; the model is added. */
const wrong: [string, Fields, number][] = [
  ['no file', {}, 400],
  ['a text for a file', { file: 'a.wav' }, 400],
  ['a list of files', { 'file[]': [recording(), recording()] }, 400],
  ['a file in brackets', { 'file[name]': recording() }, 400],
  ['an empty file', { file: new File([], '') }, 400],
  ['a model of a megabyte', { file: recording(), model: megabyte }, 404],
  ['a model with a zero in it', { file: recording(), model: 'whisper\0base' }, 404],
  ['a path for a model', { file: recording(), model: '../../etc/passwd' }, 404],
  ['a file for a model', { file: recording(), model: recording() }, 400],
  ['a list for a model', { file: recording(), 'model[]': 'whisper-base', model: '' }, 400],
  ['the model of all objects', { file: recording(), model: '__proto__' }, 404],
  ['a function for a model', { file: recording(), model: 'constructor' }, 404],
  ['a format of a megabyte', { file: recording(), response_format: megabyte }, 400],
  ['the format of all objects', { file: recording(), response_format: '__proto__' }, 400],
  ['a file for a format', { file: recording(), response_format: recording() }, 400],
];
/** Of fields that not every address knows. */
const wrongInMost: [string, Fields][] = [
  ['the language of all objects', { language: '__proto__' }],
  ['a language of a megabyte', { language: megabyte }],
  ['a function for a language', { language: 'toString' }],
];
const wrongInV1: [string, Fields][] = [
  ...['NaN', 'Infinity', '1e999', '0x1', '-1', '1,5', '٣', megabyte].map(
    (temperature): [string, Fields] => [
      `the temperature ${temperature.slice(0, 9)}`,
      { temperature },
    ],
  ),
  ['a file for a temperature', { temperature: recording() }],
  ['a list of temperatures', { 'temperature[]': ['0', '1'] }],
  ['a stream of a megabyte', { stream: megabyte }],
  ['a file for a prompt', { prompt: recording() }],
  ['an object for a prompt', { 'prompt[a]': 'b' }],
];

/** What is strange and all the same a request. */
const odd: [string, Fields][] = [
  ['an answer to the prototype', { '__proto__[admin]': 'true', 'constructor[prototype]': 'x' }],
  ['unknown fields', Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`f${i}`, 'x']))],
  ['brackets that do not match', { 'a[': '1', 'b]': '2', '[]': '3', 'c[d][e]': '4', '[[': '5' }],
  ['a megabyte of prompt', { prompt: megabyte }],
  ['a list of 5000', { 'unknown[]': Array.from({ length: 5000 }, () => 'x') }],
  ['letters of all kinds', { prompt: '\u202e\ufeff\u0000👩‍👩‍👧 ﷽ Z̷̢a̷' }],
];

const connect = () => {
  const core = createHearingCore({ pace: () => Promise.resolve() });
  return { core, ask: createAsk(core) };
};

async function refusal(answer: Response): Promise<Shape> {
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
  const body = (await answer.json()) as Shape;
  expect(body.error.message.length).toBeGreaterThan(10);
  // A mistake of a megabyte is not told in a megabyte.
  expect(body.error.message.length).toBeLessThan(600);
  return body;
}

describe.each(addresses)('%s refuses', (_, path, model, isOurs) => {
  test.each(bodies)('%s', async (_, type, body) => {
    const { ask, core } = connect();
    const headers = type === '' ? undefined : { 'content-type': type };
    const answer = await ask(path, { method: 'POST', ...(headers ? { headers } : {}), body });
    expect(answer.status).toBe(400);
    const found = await refusal(answer);
    // Before its model can be read, a form is in OpenAI's words.
    expect(isOurs(found) || isOpenAi(found)).toBe(true);
    expect(core.recordings).toHaveLength(0);
  });

  const language = path.endsWith('translations') ? [] : wrongInMost;
  const more = path.startsWith('/v1/') ? wrongInV1 : [];
  const valid = { file: recording() };
  const all = [
    ...wrong,
    ...[...language, ...more].map(
      ([name, fields]) => [name, { ...valid, ...fields }, 400] as const,
    ),
  ];
  test.each(all)('%s', async (_, fields, status) => {
    const { ask, core } = connect();
    const answer = await ask(path, formRequest({ model, ...fields }));
    expect(answer.status).toBe(status);
    const found = await refusal(answer);
    if (!('model' in fields)) expect(isOurs(found)).toBe(true);
    expect(core.recordings).toHaveLength(0);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s', async (method) => {
    const answer = await connect().ask(path, { method });
    const polls = path.endsWith('transcriptions') && ['GET', 'DELETE'].includes(method);
    const expected = method === 'OPTIONS' ? 204 : polls ? 400 : 405;
    expect(answer.status).toBe(expected);
    if (expected !== 204) await refusal(answer);
    if (!polls) expect(answer.headers.get('allow')).toContain('POST');
  });

  test('a body that breaks off, and one that never ends, without waiting', async () => {
    const { ask, core } = connect();
    const { headers } = new Response(formRequest({}).body);
    const sent = new TextEncoder().encode(file);
    const broken = new ReadableStream({
      start: (controller) => controller.enqueue(sent),
      pull: (controller) => controller.error(new Error('The network is gone.')),
    });
    const send = (body: ReadableStream, signal?: AbortSignal) =>
      ask(path, { method: 'POST', headers, body, duplex: 'half', signal } as RequestInit);
    expect((await send(broken)).status).toBe(400);
    const endless = new ReadableStream({ start: (controller) => controller.enqueue(sent) });
    const abort = new AbortController();
    const answer = send(endless, abort.signal);
    setTimeout(() => abort.abort(), 10);
    expect((await answer).status).toBe(499);
    expect(core.recordings).toHaveLength(0);
  });
});

describe.each(addresses)('%s takes', (_, path, model) => {
  test.each(odd)('%s', async (_, fields) => {
    const { ask, core } = connect();
    const answer = await ask(path, formRequest({ model, file: recording(), ...fields }));
    expect(answer.status).toBe(200);
    expect(core.recordings).toHaveLength(1);
    expect(({} as { admin?: string }).admin).toBeUndefined();
    expect(core.recordings[0]?.prompt.length).toBeLessThan(10_000);
  });

  test('the first of two values', async () => {
    const { ask, core } = connect();
    const fields = { model: [model, 'whisper-9'], file: [recording(), new File([], 'b')] };
    expect((await ask(path, formRequest(fields))).status).toBe(200);
    expect(core.recordings[0]?.audio.size).toBe(recording().size);
  });

  test('five callers that leave at once, and stops for each', async () => {
    const core = createHearingCore({ pace: () => new Promise((ok) => setTimeout(ok, 20)) });
    const ask = createAsk(core);
    const callers = Array.from({ length: 5 }, () => new AbortController());
    const answers = callers.map(({ signal }) =>
      ask(path, { ...formRequest({ model, file: recording() }), signal }),
    );
    await vi.waitFor(() => expect(core.recordings).toHaveLength(5));
    for (const caller of callers) caller.abort();
    for (const answer of await Promise.all(answers)) {
      expect(answer.status).toBe(499);
      await refusal(answer);
    }
    await vi.waitFor(() => expect(core.broken).toBe(5));
  });
});

test.each([
  ['', 400],
  ['job_id=', 400],
  ['job_id=../../x', 404],
  ['job_id=__proto__', 404],
  ['job_id=%00', 404],
  ['job_id=a&job_id=b', 404],
  [`job_id=${'a'.repeat(20_000)}`, 404],
])('there is no job at %.20s', async (query, status) => {
  for (const method of ['GET', 'DELETE']) {
    const answer = await connect().ask(`/v1/audio/transcriptions?${query}`, { method });
    expect(answer.status).toBe(status);
    expect(isDetailed(await refusal(answer))).toBe(true);
  }
});

test.each([
  'stream=true&sync=true',
  'stream=perhaps',
  'temperature=9',
  'language=xx',
  'punctuation=some',
])('PolarGrid’s query with %s is refused in its words', async (query) => {
  const path = `/v1/audio/transcriptions?model=whisper-large-v3-turbo&${query}`;
  const answer = await connect().ask(path, formRequest({ file: recording() }));
  expect(answer.status).toBe(400);
  expect(isDetailed(await refusal(answer))).toBe(true);
});

test('nobody’s mistake is taken for one of this app', () => {
  expect(log).not.toHaveBeenCalled();
});
