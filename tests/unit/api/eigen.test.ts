import { describe, expect, test, vi } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { createAsk } from './ask';
import { formRequest, recording } from './transcription/form-request';
import { createHearingCore, type HearingScript } from './transcription/hearing-core';

const path = '/api/v1/generate';
type Fields = Parameters<typeof formRequest>[0];
type Refusal = { detail: string; error: { message: string; code: string } };

function connect(script?: HearingScript) {
  const core = createHearingCore(script);
  const ask = createAsk(core);
  const send = (fields: Fields) =>
    ask(path, formRequest({ model: 'whisper_v3_turbo', file: recording(), ...fields }));
  return { core, ask, send };
}

describe('Eigen AI’s Whisper', () => {
  test('answers with the text alone', async () => {
    const { core, send } = connect();
    const answer = await send({});
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ text: 'Guten Morgen, liebe Welt & alle!' });
    expect(core.recordings[0]).toMatchObject({ task: 'transcribe', language: 'en', prompt: '' });
  });

  test('answers with bare text', async () => {
    const { core, send } = connect();
    const answer = await send({ response_format: 'text', language: 'de' });
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toBe('Guten Morgen, liebe Welt & alle!');
    expect(core.recordings[0]).toMatchObject({ language: 'de' });
  });

  test('is a smaller one where there is no graphics card, and says so', async () => {
    const { core, send } = connect();
    expect((await send({})).headers.get('x-sotto-model')).toBe('whisper-small');
    const state = core.state.bind(core);
    core.state = async (card) => {
      const found = await state(card);
      return { ...found, planned: { ...found.planned, device: 'webgpu' } };
    };
    expect((await send({})).headers.get('x-sotto-model')).toBe('whisper-large-v3-turbo');
  });

  test('may be any Whisper of this app', async () => {
    const answer = await connect().send({ model: 'whisper-base' });
    expect(answer.headers.get('x-sotto-model')).toBe('whisper-base');
  });

  test('stops with its caller', async () => {
    const { core, ask } = connect({ pace: () => new Promise((ok) => setTimeout(ok, 20)) });
    const abort = new AbortController();
    const form = formRequest({ model: 'whisper_v3_turbo', file: recording() });
    const answer = ask(path, { ...form, signal: abort.signal });
    setTimeout(() => abort.abort(), 30);
    await answer;
    await vi.waitFor(() => expect(core.broken).toBe(1));
  });
});

describe('Eigen AI’s words refuse', () => {
  test.each<[string, Fields, number, RegExp]>([
    ['no model', { model: '' }, 400, /^Missing required parameter: 'model'/],
    ['an unknown model', { model: 'whisper_v4' }, 404, /does not exist/],
    ['a model that speaks', { model: 'kokoro' }, 404, /is for speech/],
    ['a voice that cannot be had', { model: 'chatterbox', text: 'Hi' }, 501, /not available here/],
    ['another listener', { model: 'higgs_asr_3' }, 501, /not available here/],
    ['a text for a file', { file: 'a.wav' }, 400, /^Invalid 'file': expected a file/],
    ['an empty file', { file: new File([], 'a.wav') }, 400, /is empty/],
    ['no audio', { file: new File(['no audio'], 'a.wav') }, 400, /has no audio/],
    ['another format', { response_format: 'srt' }, 400, /'json', 'text'/],
    ['an unknown language', { language: 'klingon' }, 400, /^Invalid 'language'/],
  ])('%s', async (_, fields, status, detail) => {
    const { core, send } = connect();
    const answer = await send(fields);
    const body = (await answer.json()) as Refusal;
    expect({ status: answer.status, detail: body.detail }).toEqual({
      status,
      detail: expect.stringMatching(detail) as string,
    });
    expect(body.error.message).toBe(body.detail);
    expect(core.recordings).toHaveLength(0);
  });

  test.each([
    ['JSON of another model', 'application/json', '{"model":"chatterbox","text":"Hi"}', 501],
    ['JSON without a file', 'application/json', '{"model":"whisper_v3_turbo"}', 400],
    ['JSON that is none', 'application/json', '{', 400],
    ['a list', 'application/json', '[]', 400],
    ['a form without files', 'application/x-www-form-urlencoded', 'model=chatterbox', 400],
    ['a form without a boundary', 'multipart/form-data', '--x', 400],
    ['nothing', 'text/plain', '', 400],
  ])('%s', async (_, type, body, status) => {
    const headers = { 'content-type': type };
    const answer = await connect().ask(path, { method: 'POST', headers, body });
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as Refusal).detail.length).toBeGreaterThan(20);
  });

  test.each(['GET', 'PUT', 'DELETE'])('%s', async (method) => {
    const answer = await connect().ask(path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect(((await answer.json()) as Refusal).detail).toContain(method);
  });

  test('more than can wait', async () => {
    const refuses = [new SpeechError('queue_full', 'It is so.', { retryAfter: 7 })];
    const answer = await connect({ refuses }).send({});
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
  });
});
