import { beforeAll, describe, expect, test } from 'vitest';
import { tabForTests } from './harness';
import { addOpenAi } from './openai-package';
import { longText, paragraph } from './texts';

const tab = tabForTests();
beforeAll(() => addOpenAi(tab.page));

type Answer = {
  status: number;
  type: string | null;
  headers: Record<string, string>;
  bytes: number[];
  text: string;
};

/** Posts a body as it is (text) or as JSON, by the page's own `fetch`. */
function post(body: unknown, path = '/v1/audio/speech'): Promise<Answer> {
  return tab.page.evaluate(
    async ([path, body]) => {
      const answer = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const isText = /json|text/.test(answer.headers.get('content-type') ?? '');
      return {
        status: answer.status,
        type: answer.headers.get('content-type'),
        headers: Object.fromEntries(answer.headers),
        bytes: [...bytes.subarray(0, 64), ...bytes.subarray(-16)],
        length: bytes.length,
        text: isText ? new TextDecoder().decode(bytes) : '',
      };
    },
    [path, body] as const,
  );
}

const embedded = { model: 'espeak-ng', voice: 'en-us' };
const errorOf = (answer: Answer) =>
  (
    JSON.parse(answer.text) as {
      error: { message: string; type: string; param: string | null; code: string | null };
    }
  ).error;

describe('the openai package', () => {
  test('speaks to wav with the length in its header', async () => {
    const wav = await tab.page.evaluate(async (input) => {
      const answer = await openai.audio.speech.create({
        model: 'espeak-ng',
        voice: 'alloy',
        response_format: 'wav',
        input,
      });
      const view = new DataView(await answer.arrayBuffer());
      const sound = await new OfflineAudioContext(1, 1, 24000).decodeAudioData(
        view.buffer.slice(0),
      );
      return { riff: view.getUint32(4, true), length: view.byteLength, seconds: sound.duration };
    }, paragraph);
    expect(wav.riff).toBe(wav.length - 8);
    expect(wav.seconds).toBeGreaterThan(15);
  });

  test('gets mp3 when it names no format, and a browser can play it', async () => {
    const mp3 = await tab.page.evaluate(async (input) => {
      const answer = await openai.audio.speech.create({ model: 'espeak-ng', voice: 'nova', input });
      const bytes = await answer.arrayBuffer();
      const sound = await new OfflineAudioContext(1, 1, 24000).decodeAudioData(bytes);
      return { type: answer.headers.get('content-type'), seconds: sound.duration };
    }, paragraph);
    expect(mp3.type).toBe('audio/mpeg');
    expect(mp3.seconds).toBeGreaterThan(15);
  });

  test('streams pcm: the first bytes come before the last are spoken', async () => {
    const stream = await tab.page.evaluate(async (input) => {
      const answer = await openai.audio.speech.create({
        model: 'espeak-ng',
        voice: 'alloy',
        response_format: 'pcm',
        input,
      });
      const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
      const first = await reader.read();
      const { sotto } = (await (await localFetch('/v1/health')).json()) as {
        sotto: { speaking: number };
      };
      let bytes = first.value?.length ?? 0;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        bytes += value.length;
      }
      return { speaking: sotto.speaking, bytes };
    }, longText(6000));
    expect(stream.speaking).toBe(1);
    expect(stream.bytes).toBeGreaterThan(24000 * 2 * 180);
  });

  test('aborts', async () => {
    const name = await tab.page.evaluate(async (input) => {
      const control = new AbortController();
      const answer = await openai.audio.speech.create(
        { model: 'espeak-ng', voice: 'alloy', response_format: 'pcm', input },
        { signal: control.signal },
      );
      control.abort();
      return answer.arrayBuffer().then(
        () => 'complete',
        (error: Error) => error.name,
      );
    }, longText(20_000));
    expect(name).toBe('AbortError');
  });

  test('streams events with the same sound', async () => {
    const sizes = await tab.page.evaluate(async (input) => {
      const ask = (more: object) =>
        openai.audio.speech.create({
          model: 'espeak-ng',
          voice: 'alloy',
          response_format: 'pcm',
          input,
          ...more,
        });
      const plain = (await (await ask({})).arrayBuffer()).byteLength;
      const events = (await (await ask({ stream_format: 'sse' })).text())
        .split('\n\n')
        .filter(Boolean)
        .map(
          (event) => JSON.parse(event.replace(/^data: /, '')) as { type: string; audio?: string },
        );
      const heard = events.reduce((sum, { audio }) => sum + (audio ? atob(audio).length : 0), 0);
      return { plain, heard, last: events.at(-1)?.type };
    }, paragraph);
    expect(sizes.heard).toBe(sizes.plain);
    expect(sizes.last).toBe('speech.audio.done');
  });

  test('reads our errors as its own', async () => {
    const errors = await tab.page.evaluate(async () => {
      const caught = async (work: Promise<unknown>) =>
        work.then(
          () => undefined,
          (error: {
            status: number;
            message: string;
            param: string;
            requestID: string;
            constructor: { name: string };
          }) => ({
            status: error.status,
            message: error.message,
            param: error.param,
            id: error.requestID,
          }),
        );
      return [
        await caught(
          openai.audio.speech.create({ model: 'espeak-ng', voice: 'nobody', input: 'Hi' }),
        ),
        await caught(openai.models.retrieve('no-such-model')),
      ];
    });
    expect(errors[0]).toMatchObject({ status: 400, param: 'voice' });
    expect(errors[0]?.message).toContain('en-us');
    expect(errors[0]?.id).toMatch(/^req_/);
    expect(errors[1]).toMatchObject({ status: 404 });
  });

  test('lists the models', async () => {
    const ids = await tab.page.evaluate(async () => {
      const found: string[] = [];
      for await (const model of openai.models.list()) found.push(model.id);
      return found;
    });
    expect(ids).toEqual(expect.arrayContaining(['espeak-ng', 'kokoro', 'sample-kokoro', 'tts-1']));
  });
});

describe('bad input gets a clear answer', () => {
  test.each([
    ['an empty text', { ...embedded, input: '' }, 'input'],
    ['a blank text', { ...embedded, input: ' \n\t ' }, 'input'],
    ['no text', { ...embedded }, 'input'],
    ['a text of a wrong type', { ...embedded, input: 5 }, 'input'],
    ['an unknown voice', { ...embedded, input: 'Hi', voice: 'nobody' }, 'voice'],
    ['no voice', { model: 'espeak-ng', input: 'Hi' }, 'voice'],
    ['speed 9', { ...embedded, input: 'Hi', speed: 9 }, 'speed'],
    ['speed as a word', { ...embedded, input: 'Hi', speed: 'fast' }, 'speed'],
    [
      'a format that nobody knows',
      { ...embedded, input: 'Hi', response_format: 'tape' },
      'response_format',
    ],
    ['no model', { input: 'Hi', voice: 'alloy' }, 'model'],
  ])('%s: 400 that names the field', async (_name, body, param) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ type: 'invalid_request_error', param });
    expect(errorOf(answer).message.length).toBeGreaterThan(10);
    expect(answer.headers['x-request-id']).toMatch(/^req_/);
  });

  test.each(['', 'not json', '[]', '"text"', 'null', '{"model":'])(
    'a body that is %o: 400',
    async (body) => {
      expect((await post(body)).status).toBe(400);
    },
  );

  test('an unknown model: 404 in OpenAI’s words', async () => {
    const answer = await post({ model: 'tts-9', voice: 'alloy', input: 'Hi' });
    expect(answer.status).toBe(404);
    expect(errorOf(answer).code).toBe('model_not_found');
  });

  test('a text of 1 MB: 400 that names the limit, at once', async () => {
    const answer = await post({ ...embedded, input: 'word '.repeat(210_000) });
    expect(answer.status).toBe(400);
    expect(errorOf(answer).message).toMatch(/\d/);
  });

  test('an unknown path and a wrong method: 404 and 405', async () => {
    expect((await post({}, '/v1/audio/sing')).status).toBe(404);
    const status = await tab.page.evaluate(async () => (await fetch('/v1/audio/speech')).status);
    expect(status).toBe(405);
  });
});

test('a text of 5,000 characters is spoken to its end', async () => {
  const answer = (await post({
    ...embedded,
    input: longText(5000),
    response_format: 'pcm',
  })) as Answer & { length: number };
  expect(answer.status).toBe(200);
  expect(answer.length / 48000).toBeGreaterThan(200);
});

test('40 requests at once: each is answered, with sound or with the time to come again', async () => {
  const answers = await tab.page.evaluate(
    (body) =>
      Promise.all(
        Array.from({ length: 40 }, async () => {
          const answer = await fetch('/v1/audio/speech', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          });
          const bytes = (await answer.arrayBuffer()).byteLength;
          return { status: answer.status, bytes, retry: answer.headers.get('retry-after') };
        }),
      ),
    { ...embedded, input: 'One of forty.', response_format: 'pcm' },
  );
  const heard = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 429);
  expect(heard.length + refused.length).toBe(40);
  expect(heard.length).toBeGreaterThanOrEqual(17);
  expect(new Set(heard.map(({ bytes }) => bytes)).size).toBe(1);
  expect(refused.every(({ retry }) => Number(retry) > 0)).toBe(true);
});

test.each([
  ['emoji only', '🎉🎊'],
  ['a lone surrogate', 'before \ud800 after'],
  ['markup', '<speak>Is <b>this</b> read? [[h@l@U]]</speak>'],
  ['control characters', 'a\u0000b\u0007c'],
  ['right to left', 'مرحبا بالعالم'],
  ['one long word', 'a'.repeat(3000)],
])('odd text is no error: %s', async (_name, input) => {
  const answer = await post({ ...embedded, input, response_format: 'wav' });
  expect(answer.status).toBe(200);
});

test('every answer names who served it', async () => {
  const { headers } = await post({ ...embedded, input: 'Hi' });
  expect(headers).toMatchObject({ 'x-sotto-model': 'espeak-ng', 'x-sotto-device': 'wasm' });
  expect(headers['x-request-id']).toMatch(/^req_/);
});

test('the sample model is loaded like the real one, and spoken', async () => {
  const answer = (await post({
    model: 'sample-kokoro',
    voice: 'af_sample(2)+am_sample',
    input: paragraph,
    response_format: 'pcm',
  })) as Answer & { length: number };
  expect(answer.status).toBe(200);
  expect(answer.headers['x-sotto-model']).toBe('sample-kokoro');
  expect(answer.length / 48000).toBeGreaterThan(10);
});
