import OpenAI, { BadRequestError, NotFoundError, RateLimitError } from 'openai';
import { describe, expect, test } from 'vitest';
import { createApi } from '../../../../src/api/app';
import { SpeechError } from '../../../../src/base/errors';
import { fakeArchives } from '../fake-archives';
import { recording } from './form-request';
import { createHearingCore, type HearingScript } from './hearing-core';

function connect(script?: HearingScript) {
  const core = createHearingCore(script);
  const api = createApi(core, fakeArchives());
  const openai = new OpenAI({
    apiKey: 'none',
    baseURL: 'http://local/v1',
    maxRetries: 0,
    fetch: (input, init) => api.fetch(new Request(input, init)),
  });
  return { core, audio: openai.audio };
}

const whole = 'Guten Morgen, liebe Welt & alle!';

describe('the openai package transcribes', () => {
  test('a file to JSON', async () => {
    const { audio, core } = connect();
    const answer = await audio.transcriptions.create({
      file: recording(),
      model: 'whisper-1',
      language: 'de',
      prompt: 'Sotto',
      temperature: 0.3,
    });
    expect(answer.text).toBe(whole);
    expect(core.recordings[0]).toMatchObject({ language: 'de', prompt: 'Sotto', temperature: 0.3 });
    expect(core.recordings[0]?.audio.size).toBe(recording().size);
  });

  test('to segments and words', async () => {
    const answer = await connect().audio.transcriptions.create({
      file: recording(),
      model: 'whisper-1',
      response_format: 'verbose_json',
      timestamp_granularities: ['word', 'segment'],
    });
    expect(answer).toMatchObject({ text: whole, language: 'german', duration: 3.21 });
    expect(answer.segments).toHaveLength(2);
    expect(answer.words?.map(({ word }) => word).join(' ')).toBe(whole);
  });

  test.each([
    ['text', /^Guten Morgen, liebe Welt & alle!$/],
    ['srt', /^1\n00:00:00,000 --> /],
    ['vtt', /^WEBVTT\n/],
  ] as const)('to %s', async (response_format, expected) => {
    const { audio } = connect();
    const model = 'whisper-1';
    const answer: unknown = await audio.transcriptions.create({
      file: recording(),
      model,
      response_format,
    });
    expect(answer).toMatch(expected);
    const translated: unknown = await audio.translations.create({
      file: recording(),
      model,
      response_format,
    });
    expect(translated).toMatch(expected);
  });

  test('with logprobs and a strategy for chunks', async () => {
    const answer = await connect().audio.transcriptions.create({
      file: recording(),
      model: 'gpt-4o-transcribe',
      response_format: 'json',
      include: ['logprobs'],
      chunking_strategy: { type: 'server_vad', silence_duration_ms: 300, threshold: 0.4 },
    });
    expect(answer.logprobs?.map(({ token }) => token).join('')).toBe(` ${whole}`);
  });

  test('a stream', async () => {
    const stream = await connect().audio.transcriptions.create({
      file: recording(),
      model: 'gpt-4o-mini-transcribe',
      stream: true,
    });
    let deltas = '';
    let done: string | undefined;
    for await (const event of stream) {
      if (event.type === 'transcript.text.delta') deltas += event.delta;
      if (event.type === 'transcript.text.done') done = event.text;
    }
    expect(deltas).toBe(whole);
    expect(done).toBe(whole);
  });

  test('a stream, and stops the engine by leaving it', async () => {
    const { audio, core } = connect();
    const model = 'gpt-4o-transcribe';
    const stream = await audio.transcriptions.create({ file: recording(), model, stream: true });
    for await (const event of stream) {
      expect(event.type).toBe('transcript.text.delta');
      break;
    }
    expect(core.broken).toBe(1);
  });

  test('until its caller leaves', async () => {
    const { audio, core } = connect({ pace: () => new Promise((ok) => setTimeout(ok, 20)) });
    const abort = new AbortController();
    const answer = audio.transcriptions.create(
      { file: recording(), model: 'whisper-1' },
      { signal: abort.signal },
    );
    setTimeout(() => abort.abort(), 30);
    await expect(answer).rejects.toThrow('aborted');
    await expect.poll(() => core.broken).toBe(1);
  });
});

test('the openai package translates', async () => {
  const { audio, core } = connect();
  const answer = await audio.translations.create({ file: recording(), model: 'whisper-1' });
  expect(answer.text).toBe(whole);
  expect(core.recordings[0]?.task).toBe('translate');
});

describe('the openai package reads as its own', () => {
  const failing = (fields: object, script?: HearingScript) =>
    connect(script)
      .audio.transcriptions.create({ file: recording(), model: 'whisper-1', ...fields })
      .catch((error: unknown) => error);

  test('a wrong field', async () => {
    const error = await failing({ temperature: 3 });
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ param: 'temperature', code: 'invalid_value' });
    expect((error as BadRequestError).requestID).toMatch(/^req_/);
  });

  test('the refusal of diarization', async () => {
    const error = await failing({ response_format: 'diarized_json' });
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({ param: 'response_format', code: 'unsupported_value' });
  });

  test('a file that is no audio', async () => {
    const error = await failing({ file: new File(['no audio'], 'notes.txt') });
    expect(error).toMatchObject({ status: 400, param: 'file' });
  });

  test('an unknown model, and one that speaks', async () => {
    expect(await failing({ model: 'whisper-2' })).toBeInstanceOf(NotFoundError);
    expect(await failing({ model: 'tts-1' })).toBeInstanceOf(NotFoundError);
  });

  test('a full queue', async () => {
    const refuses = [new SpeechError('queue_full', 'Busy.', { retryAfter: 1 })];
    expect(await failing({}, { refuses })).toBeInstanceOf(RateLimitError);
  });
});
