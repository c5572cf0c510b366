import { describe, expect, test, vi } from 'vitest';
import { createApi } from '../../../../src/api/app';
import { SpeechError } from '../../../../src/base/errors';
import { createMemoryJobShelf, withMemory, type JobShelf } from '../../../../src/jobs/job-shelf';
import { createAsk } from '../ask';
import { fakeArchives } from '../fake-archives';
import { eventsOf, formRequest, recording } from './form-request';
import { createHearingCore, type HearingScript } from './hearing-core';

const path = '/v1/audio/transcriptions';
const model = 'whisper-large-v3-turbo';

function connect(script?: HearingScript) {
  const core = createHearingCore(script);
  const ask = createAsk(core);
  const post = (query: string, file: File | string = recording()) =>
    ask(`${path}?${query}`, formRequest({ file }));
  return { core, ask, post };
}

type Job = {
  job_id: string;
  status: string;
  poll_url: string;
  result?: unknown;
  detail?: string;
  error?: { code: string };
};

const jobOf = async (response: Response) => (await response.json()) as Job;

function polled(ask: ReturnType<typeof createAsk>, { poll_url }: Job, status: string) {
  return vi.waitFor(async () => {
    const answer = await ask(poll_url);
    const job = await jobOf(answer);
    expect(job.status).toBe(status);
    return { job, answer };
  });
}

describe('a job', () => {
  test('is answered at once, and has its result when it is polled', async () => {
    const { core, ask, post } = connect();
    const answer = await post(`model=${model}&language=de&prompt=Sotto&temperature=0.2`);
    expect(answer.status).toBe(202);
    const job = await jobOf(answer);
    expect(job).toEqual({
      job_id: expect.stringMatching(/^job_transcription_/) as string,
      status: 'queued',
      poll_url: `${path}?job_id=${job.job_id}`,
      sotto: { note: expect.stringMatching(/in memory, and lost when the page/) as string },
    });
    const done = await polled(ask, job, 'completed');
    expect(done.job.result).toMatchObject({ text: 'Guten Morgen, liebe Welt & alle!' });
    // The fake machine has no graphics card.
    expect(done.answer.headers.get('x-sotto-model')).toBe('whisper-small');
    expect(core.recordings[0]).toMatchObject({ language: 'de', prompt: 'Sotto', temperature: 0.2 });
  });

  test('that is stored on the device has PolarGrid’s words alone', async () => {
    const memory = createMemoryJobShelf();
    const shelf: JobShelf = {
      ...memory,
      add: async (job, file) => ({ ...(await memory.add(job, file)), lasting: true }),
    };
    const api = createApi(createHearingCore(), fakeArchives(), shelf);
    const request = new Request(
      `http://local${path}?model=${model}`,
      formRequest({ file: recording() }),
    );
    expect(Object.keys(await jobOf(await api.fetch(request)))).toEqual([
      'job_id',
      'status',
      'poll_url',
    ]);
  });

  test('that there is no room for is refused before anybody waits for it', async () => {
    const full: JobShelf = {
      ...createMemoryJobShelf(),
      add: () => Promise.reject(new DOMException('No room.', 'QuotaExceededError')),
    };
    const api = createApi(createHearingCore(), fakeArchives(), withMemory(full));
    const form = formRequest({ file: recording() });
    const answer = await api.fetch(new Request(`http://local${path}?model=${model}`, form));
    expect(answer.status).toBe(507);
    expect(await jobOf(answer)).toMatchObject({
      detail: expect.stringMatching(/no room .+ 1 MB/) as string,
      error: { code: 'storage_full' },
    });
  });

  test('has text for a result where text is asked for', async () => {
    const { ask, post } = connect();
    const job = await jobOf(await post(`model=${model}&response_format=srt`));
    expect((await polled(ask, job, 'completed')).job.result).toContain('--> 00:00:01,250');
  });

  test('that fails says why, in PolarGrid’s words', async () => {
    const { ask, post } = connect();
    const job = await jobOf(await post(`model=${model}`, new File(['no audio'], 'a.wav')));
    expect((await polled(ask, job, 'failed')).job).toMatchObject({
      detail: 'The file has no audio that can be read.',
      error: { code: 'invalid_request' },
    });
  });

  test('waits for its model as long as that takes', async () => {
    const loading = new SpeechError('model_loading', 'On its way.', { retryAfter: 0.01 });
    const { ask, post } = connect({ refuses: [loading, loading] });
    const job = await jobOf(await post(`model=${model}`));
    await polled(ask, job, 'completed');
  });

  test('waits for those before it', async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => (go = resolve));
    const { core, ask, post } = connect({ pace: () => gate });
    const jobs = [
      await jobOf(await post(`model=${model}`)),
      await jobOf(await post(`model=${model}`)),
    ];
    await polled(ask, jobs[0]!, 'processing');
    await polled(ask, jobs[1]!, 'queued');
    expect(core.recordings).toHaveLength(1);
    go();
    await polled(ask, jobs[1]!, 'completed');
  });

  test('can be cancelled, which stops the engine', async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => (go = resolve));
    const { core, ask, post } = connect({ pace: () => gate });
    const job = await jobOf(await post(`model=${model}`));
    await polled(ask, job, 'processing');
    expect(await jobOf(await ask(job.poll_url, { method: 'DELETE' }))).toMatchObject({
      status: 'cancelled',
    });
    go();
    await vi.waitFor(() => expect(core.broken).toBe(1));
    await polled(ask, job, 'cancelled');
  });

  test.each([
    ['?job_id=job_transcription_9', 404],
    ['?job_id=', 400],
    ['', 400],
  ])('at %s is not there', async (query, status) => {
    const answer = await connect().ask(`${path}${query}`);
    expect(answer.status).toBe(status);
    expect((await jobOf(answer)).detail).toMatch(/job/);
  });
});

describe('the query form', () => {
  test('answers at once with sync', async () => {
    const answer = await connect().post(`model=${model}&sync=true&response_format=verbose_json`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ language: 'de', duration: 3.21 });
  });

  test('streams deltas that add up, the end, and [DONE]', async () => {
    const answer = await connect().post(`model=${model}&stream=true`);
    const { events, rest } = await eventsOf(answer);
    const texts = events.map((event) => (event as { delta?: string }).delta ?? '');
    expect(texts.join('')).toBe('Guten Morgen, liebe Welt & alle!');
    expect(events.at(-1)).toMatchObject({ type: 'transcript.text.done', text: texts.join('') });
    expect(rest).toEqual(['data: [DONE]']);
  });

  test('ends a stream that fails with an error', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const answer = await connect({ breaksAfter: 3 }).post(`model=${model}&stream=true`);
    const { events, rest } = await eventsOf(answer);
    expect(events.at(-1)).toMatchObject({ error: { code: 'engine_failed' } });
    expect(rest).toEqual(['event: error']);
    log.mockRestore();
  });

  test('leaves punctuation out where it is not wanted', async () => {
    const answer = await connect().post(`model=${model}&sync=true&punctuation=false`);
    expect(await answer.json()).toMatchObject({ text: 'Guten Morgen liebe Welt alle' });
  });

  test.each([
    ['stream and sync', 'stream=true&sync=true', 400],
    ['another format', 'response_format=xml', 400],
    ['a stream of subtitles', 'stream=true&response_format=srt', 400],
    ['a hot temperature', 'temperature=2', 400],
  ])('with %s is refused in PolarGrid’s words', async (_, query, status) => {
    const { core, post } = connect();
    const answer = await post(`model=${model}&${query}`);
    expect(answer.status).toBe(status);
    expect(await jobOf(answer)).toMatchObject({ detail: expect.any(String) as string });
    expect(core.recordings).toHaveLength(0);
  });

  test.each([
    ['a model without a licence to run here', 'cohere-transcribe-03-2026', /^Model not loaded/],
    ['an unknown model', 'whisper-9', /does not exist/],
    ['a model that speaks', 'kokoro-82m', /it is for speech/],
  ])('with %s finds nothing', async (_, id, detail) => {
    const answer = await connect().post(`model=${id}`);
    expect(answer.status).toBe(404);
    expect((await jobOf(answer)).detail).toMatch(detail);
  });

  test('without a file is refused', async () => {
    const answer = await connect().post(`model=${model}`, 'text');
    expect(answer.status).toBe(400);
  });
});

describe('the older form', () => {
  test('has all its fields in the body, and the answer at once', async () => {
    const { core, ask } = connect();
    const answer = await ask(
      path,
      formRequest({ file: recording(), model, language: 'de', prompt: 'Sotto' }),
    );
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ text: 'Guten Morgen, liebe Welt & alle!' });
    expect(core.recordings[0]).toMatchObject({ language: 'de', prompt: 'Sotto' });
  });

  test('translates', async () => {
    const { core, ask } = connect();
    const answer = await ask('/v1/audio/translations', formRequest({ file: recording(), model }));
    expect(answer.status).toBe(200);
    expect(core.recordings[0]).toMatchObject({ task: 'translate' });
  });

  test('is refused in PolarGrid’s words', async () => {
    const answer = await connect().ask(path, formRequest({ file: new File([], 'a.wav'), model }));
    expect(answer.status).toBe(400);
    expect((await jobOf(answer)).detail).toContain("'a.wav' is empty");
  });
});
