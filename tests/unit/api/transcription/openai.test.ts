import { describe, expect, test, vi } from 'vitest';
import { SpeechError } from '../../../../src/base/errors';
import { createAsk, errorOf } from '../ask';
import { eventsOf, formRequest, recording } from './form-request';
import { createHearingCore, segment, type HearingScript } from './hearing-core';

const path = '/v1/audio/transcriptions';
type Fields = Parameters<typeof formRequest>[0];

function connect(script?: HearingScript) {
  const core = createHearingCore(script);
  const ask = createAsk(core);
  const send = (fields: Fields, to = path) =>
    ask(to, formRequest({ file: recording(), model: 'whisper-base', ...fields }));
  return { core, ask, send };
}

describe('a transcription', () => {
  test('is asked of the engine with all that the form says', async () => {
    const { core, send } = connect();
    await send({
      language: 'DE',
      prompt: 'Sotto',
      temperature: '0.4',
      'keywords[]': ['Ada', 'Bo'],
    });
    const [job] = core.recordings;
    expect(job).toMatchObject({
      task: 'transcribe',
      language: 'de',
      prompt: 'Ada, Bo. Sotto',
      temperature: 0.4,
      words: false,
    });
    expect(job?.model.id).toBe('whisper-base');
    expect(job?.audio.size).toBe(400);
  });

  test('says which model really listened', async () => {
    const answer = await connect().send({ model: 'gpt-4o-transcribe' });
    expect(answer.headers.get('x-sotto-model')).toBe('whisper-small');
    expect(answer.headers.get('x-sotto-device')).toBe('wasm');
  });

  test('is JSON with the text alone unless told', async () => {
    expect(await (await connect().send({})).json()).toEqual({
      text: 'Guten Morgen, liebe Welt & alle!',
      usage: { type: 'duration', seconds: 4 },
    });
  });

  test('takes what nobody filled in as left out', async () => {
    const { core, send } = connect();
    expect((await send({ language: '', prompt: '', temperature: '', stream: '' })).status).toBe(
      200,
    );
    expect(core.recordings[0]).toMatchObject({ language: undefined, temperature: 0 });
  });

  test.each([
    ['text', 'text/plain; charset=utf-8', 'Guten Morgen, liebe Welt & alle!'],
    [
      'srt',
      'application/x-subrip; charset=utf-8',
      '1\n00:00:00,000 --> 00:00:01,250\nGuten Morgen,\n\n2\n00:00:01,500 --> 00:00:03,000\nliebe Welt & alle!\n',
    ],
    [
      'vtt',
      'text/vtt; charset=utf-8',
      'WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nGuten Morgen,\n\n00:00:01.500 --> 00:00:03.000\nliebe Welt &amp; alle!\n',
    ],
  ])('comes as %s', async (response_format, type, body) => {
    const answer = await connect().send({ response_format });
    expect(answer.headers.get('content-type')).toBe(type);
    expect(await answer.text()).toBe(body);
  });

  test('comes with segments', async () => {
    const { core, send } = connect();
    const body: unknown = await (await send({ response_format: 'verbose_json' })).json();
    expect(body).toMatchObject({ task: 'transcribe', language: 'german', duration: 3.21 });
    expect(body).toMatchObject({ sotto: { language: 'de', language_probability: 0.98 } });
    expect(body).not.toHaveProperty('words');
    expect(body).toHaveProperty('segments.1', {
      id: 1,
      seek: 150,
      start: 1.5,
      end: 3,
      text: ' liebe Welt & alle!',
      tokens: [10, 11],
      temperature: 0,
      avg_logprob: -0.25,
      compression_ratio: 1.5,
      no_speech_prob: 0.01,
    });
    expect(core.recordings[0]?.words).toBe(false);
  });

  test.each(['timestamp_granularities[]', 'timestamp_granularities', 'timestamp_granularities[0]'])(
    'comes with words, asked for as %s',
    async (name) => {
      const { send } = connect();
      const fields = { response_format: 'verbose_json', [name]: 'word' };
      const answer = await send(name.endsWith(']') ? fields : { ...fields, [`${name}[]`]: 'word' });
      const body = (await answer.json()) as { words: unknown[]; segments?: unknown };
      expect(body.words[0]).toEqual({ word: 'Guten', start: 0, end: 0.625 });
      expect(body.words).toHaveLength(6);
      expect(body.segments).toBeUndefined();
    },
  );

  test('comes with the probability of each word', async () => {
    const answer = await connect().send({ 'include[]': 'logprobs' });
    const { logprobs } = (await answer.json()) as { logprobs: object[] };
    expect(logprobs).toHaveLength(6);
    expect(logprobs[0]).toEqual({
      token: ' Guten',
      logprob: Math.log(0.5),
      bytes: [32, 71, 117, 116, 101, 110],
    });
  });

  test('of silence is empty, and valid', async () => {
    const silent = { hears: [{ type: 'progress', done: 2, total: 2 }] } as const;
    const body: unknown = await (
      await connect(silent).send({ response_format: 'verbose_json' })
    ).json();
    expect(body).toMatchObject({ text: '', segments: [], duration: 2, language: 'english' });
    expect(await (await connect(silent).send({ response_format: 'vtt' })).text()).toBe('WEBVTT\n');
  });

  test('puts no space between texts that have none', async () => {
    const hears = ['今天', '很好。 '].map((text, i) => ({
      type: 'segment' as const,
      segment: segment(text, i, i + 1),
    }));
    expect(await (await connect({ hears }).send({})).json()).toMatchObject({ text: '今天很好。' });
  });
});

describe('a translation', () => {
  test('is in English, from whatever is spoken', async () => {
    const { core, send } = connect();
    const answer = await send({ response_format: 'verbose_json' }, '/v1/audio/translations');
    expect(await answer.json()).toMatchObject({
      task: 'translate',
      language: 'english',
      sotto: { language: 'de' },
    });
    expect(core.recordings[0]).toMatchObject({ task: 'translate', language: undefined });
  });
});

describe('a stream', () => {
  test('tells finished text, which adds up to the whole', async () => {
    const answer = await connect().send({ stream: 'true' });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const { events, rest } = await eventsOf(answer);
    expect(rest).toEqual([]);
    expect(events).toEqual([
      { type: 'transcript.text.delta', delta: 'Guten Morgen,' },
      { type: 'transcript.text.delta', delta: ' liebe Welt & alle!' },
      {
        type: 'transcript.text.done',
        text: 'Guten Morgen, liebe Welt & alle!',
        usage: {
          type: 'tokens',
          ...{ input_tokens: 161, output_tokens: 4, total_tokens: 165 },
          input_token_details: { audio_tokens: 161, text_tokens: 0 },
        },
      },
    ]);
  });

  test('of verbose_json tells times, progress and the language, too', async () => {
    const { events } = await eventsOf(
      await connect().send({ stream: 'True', response_format: 'verbose_json' }),
    );
    expect(events.map((event) => (event as { type: string }).type)).toEqual([
      'transcript.language',
      'transcript.text.partial',
      'transcript.text.delta',
      'transcript.text.segment',
      'transcript.progress',
      'transcript.text.delta',
      'transcript.text.segment',
      'transcript.progress',
      'transcript.text.done',
    ]);
    expect(events[6]).toMatchObject({ id: 'seg_1', start: 1.5, end: 3 });
    expect(events.at(-1)).toMatchObject({ language: 'german', duration: 3.21 });
  });

  test('is not for whisper-1, which ignores the wish', async () => {
    const answer = await connect().send({ model: 'whisper-1', stream: 'true' });
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  test('that fails tells an error without the engine’s own words, and no end', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const text = await (await connect({ breaksAfter: 3 }).send({ stream: 'true' })).text();
    expect(text).toContain('event: error\ndata: {"error":');
    expect(text).not.toMatch(/secret|done/);
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  test('is heard as it is read, and stops with its reader', async () => {
    const hears = Array.from({ length: 1000 }, (_, i) => ({
      type: 'segment' as const,
      segment: segment(` ${i}`, i, i + 1),
    }));
    const { core, send } = connect({ hears });
    const reader = (await send({ stream: 'true' })).body!.getReader();
    await reader.read();
    expect(core.told).toBeLessThan(4);
    await reader.cancel();
    expect(core.broken).toBe(1);
    expect(core.told).toBeLessThan(4);
  });
});

describe('a wrong request', () => {
  test.each<[string, Fields, number, string | null, string | null]>([
    ['no model', { model: '' }, 400, 'missing_required_parameter', 'model'],
    ['an unknown model', { model: 'whisper-9' }, 404, 'model_not_found', 'model'],
    [
      'the model for speakers',
      { model: 'gpt-4o-transcribe-diarize' },
      400,
      'unsupported_value',
      'model',
    ],
    ['a model that speaks', { model: 'tts-1' }, 404, 'model_not_found', 'model'],
    ['a text for a file', { file: 'a.wav' }, 400, null, 'file'],
    ['an empty file', { file: new File([], 'a.wav') }, 400, 'invalid_value', 'file'],
    ['another format', { response_format: 'xml' }, 400, 'invalid_value', 'response_format'],
    ['speakers', { response_format: 'diarized_json' }, 400, 'unsupported_value', 'response_format'],
    [
      'names of speakers',
      { 'known_speaker_names[]': 'Ada' },
      400,
      'unsupported_value',
      'known_speaker_names',
    ],
    ['a hot temperature', { temperature: '1.1' }, 400, 'invalid_value', 'temperature'],
    ['a temperature in words', { temperature: 'warm' }, 400, 'invalid_value', 'temperature'],
    ['a language in words', { language: 'klingon' }, 400, 'invalid_value', 'language'],
    [
      'times in JSON',
      { 'timestamp_granularities[]': 'word' },
      400,
      'invalid_value',
      'timestamp_granularities',
    ],
    [
      'an unknown granularity',
      { response_format: 'verbose_json', 'timestamp_granularities[]': 'letter' },
      400,
      'invalid_value',
      'timestamp_granularities.0',
    ],
    [
      'logprobs of subtitles',
      { response_format: 'srt', 'include[]': 'logprobs' },
      400,
      'invalid_value',
      'include',
    ],
    ['an unknown inclusion', { 'include[]': 'all' }, 400, 'invalid_value', 'include.0'],
    [
      'a stream of subtitles',
      { response_format: 'srt', stream: 'true' },
      400,
      'invalid_value',
      'stream',
    ],
    ['a stream in words', { stream: 'perhaps' }, 400, 'invalid_value', 'stream'],
    ['another strategy', { chunking_strategy: 'manual' }, 400, null, 'chunking_strategy'],
    ['another detector', { 'chunking_strategy[type]': 'mine' }, 400, null, 'chunking_strategy'],
    ['a file that is no audio', { file: new File(['no audio'], 'a.wav') }, 400, null, 'file'],
  ])('with %s is refused before any work', async (_, fields, status, code, param) => {
    const { core, send } = connect();
    const answer = await send(fields);
    const error = await errorOf(answer);
    expect({ status: answer.status, ...error }).toMatchObject({ status, param });
    if (code !== null) expect(error.code).toBe(code);
    expect(error.message.length).toBeGreaterThan(20);
    expect(core.recordings).toHaveLength(0);
  });

  test('without a file is refused', async () => {
    const answer = await connect().ask(path, formRequest({ model: 'whisper-1' }));
    expect(answer.status).toBe(400);
    expect(await errorOf(answer)).toMatchObject({
      message: "Missing required parameter: 'file'.",
      code: 'missing_required_parameter',
    });
  });

  test.each([
    ['JSON', 'application/json', '{"model":"whisper-1"}'],
    ['a form without a boundary', 'multipart/form-data', '--x\r\n'],
    ['nothing', 'text/plain', ''],
  ])('that is %s is refused', async (_, type, body) => {
    const answer = await connect().ask(path, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(answer.status).toBe(400);
    expect((await errorOf(answer)).message).toContain('multipart/form-data');
  });

  test('that is larger than 2 GB is refused unread', async () => {
    const body = new ReadableStream({
      pull() {
        throw new Error('It was read.');
      },
    });
    const answer = await connect().ask(path, {
      method: 'POST',
      headers: {
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': '3000000000',
      },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(400);
    expect((await errorOf(answer)).message).toContain('2 GB');
  });

  test.each(['auto', '{"type":"server_vad","threshold":0.4}'])(
    'is none with the strategy %s',
    async (chunking_strategy) => {
      expect((await connect().send({ chunking_strategy })).status).toBe(200);
    },
  );

  test.each([
    ['model_loading', 503],
    ['queue_full', 429],
    ['engine_failed', 500],
  ] as const)('for a core that says %s has status %i', async (code, status) => {
    const refuses = [new SpeechError(code, 'It is so.', { retryAfter: 7 })];
    const answer = await connect({ refuses }).send({ stream: 'true' });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe('7');
  });
});
