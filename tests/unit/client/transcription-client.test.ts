import { expect, test, vi } from 'vitest';
import { createApi } from '../../../src/api/app';
import { ApiError } from '../../../src/client/api-error';
import {
  createTranscriptionClient,
  type TranscriptionRequest,
} from '../../../src/client/transcription-client';
import { fakeArchives } from '../api/fake-archives';
import { recording } from '../api/transcription/form-request';
import { createHearingCore, type HearingScript } from '../api/transcription/hearing-core';

/** The client in front of the whole API. */
function connect(script?: HearingScript) {
  const core = createHearingCore(script);
  const api = createApi(core, fakeArchives());
  const client = createTranscriptionClient(
    (input, init) => api.fetch(new Request(input, init)),
    'http://local',
  );
  return { core, client };
}

const request: TranscriptionRequest = {
  model: 'whisper-base',
  file: recording(),
  language: 'de',
  task: 'transcribe',
  prompt: 'Sotto',
};
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const whole = 'Guten Morgen, liebe Welt & alle!';

test('tells what is heard, and all of it at the end', async () => {
  const { core, client } = connect();
  const events = await all(client.transcribe(request));
  expect(events.slice(0, 4)).toEqual([
    { type: 'language', language: 'de', probability: 0.98 },
    { type: 'partial', text: ' Guten' },
    { type: 'segment', segment: { start: 0, end: 1.25, text: ' Guten Morgen,' } },
    { type: 'progress', done: 1.25, total: undefined },
  ]);
  const last = events.at(-1);
  expect(last).toMatchObject({ type: 'done', transcript: { text: whole, language: 'german' } });
  expect(core.recordings[0]).toMatchObject({ language: 'de', prompt: 'Sotto', words: true });
});

test('tells the whole alone of a model that is not streamed', async () => {
  const events = await all(connect().client.transcribe({ ...request, model: 'whisper-1' }));
  expect(events).toMatchObject([{ type: 'done', transcript: { text: whole } }]);
});

test('gives the whole, and files', async () => {
  const { core, client } = connect();
  const translation = await client.transcript({ ...request, task: 'translate' });
  expect(translation).toMatchObject({ text: whole, language: 'english', interpolated: false });
  expect(translation.words).toHaveLength(6);
  expect(core.recordings[0]).toMatchObject({ task: 'translate', language: undefined });
  expect(await client.file(request, 'text')).toBe(whole);
  expect(await client.file(request, 'srt')).toMatch(/^1\n00:00:00,000/);
  expect(await client.file(request, 'vtt')).toMatch(/^WEBVTT/);
});

test('stops the engine by leaving the loop', async () => {
  const { core, client } = connect();
  for await (const event of client.transcribe(request)) {
    if (event.type === 'segment') break;
  }
  expect(core.broken).toBe(1);
});

test('throws what the API says, before the stream and in it', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  const wrong = { ...request, file: new File(['no audio'], 'a.wav') };
  await expect(connect().client.transcript(wrong)).rejects.toMatchObject({
    status: 400,
    param: 'file',
  });
  const events = connect({ breaksAfter: 3 }).client.transcribe(request);
  await expect(all(events)).rejects.toThrow(ApiError);
  log.mockRestore();
});
