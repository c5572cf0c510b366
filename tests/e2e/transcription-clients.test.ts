import { beforeAll, describe, expect, test } from 'vitest';
import { tabForTests, waitUntilReady } from './harness';
import { addOpenAi } from './openai-package';

const sentence = 'north three red';

const tab = tabForTests();
beforeAll(async () => {
  await addOpenAi(tab.page);
  await makeRecording();
});

declare global {
  /** The sentence as the sample voice says it. */
  var recording: File;
  /** The same many times over, with pauses. */
  var longRecording: (times: number) => Promise<File>;
}

async function makeRecording(): Promise<void> {
  await tab.page.evaluate(async (input) => {
    const body = { model: 'sample-kokoro', voice: 'af_sample', speed: 0.9, input };
    const speech = await openai.audio.speech.create({ ...body, response_format: 'wav' });
    globalThis.recording = new File([await speech.arrayBuffer()], 'speech.wav');
    globalThis.longRecording = async (times) => {
      const header = 44;
      const bytes = new Uint8Array(await recording.arrayBuffer());
      const said = bytes.slice(header);
      const pause = new Uint8Array(2 * 24_000);
      const pcm = new Blob(Array.from({ length: times }, () => [said, pause]).flat());
      const head = bytes.slice(0, header);
      const view = new DataView(head.buffer);
      view.setUint32(4, 36 + pcm.size, true);
      view.setUint32(40, pcm.size, true);
      return new File([head, pcm], 'long.wav');
    };
  }, sentence);
}

describe('the openai package', () => {
  test.each(['json', 'text', 'srt', 'vtt', 'verbose_json'] as const)(
    'transcribes and translates to %s',
    async (response_format) => {
      const answers = await tab.page.evaluate(async (response_format) => {
        const asked = { file: recording, model: 'sample-whisper', response_format };
        return [
          await openai.audio.transcriptions.create(asked),
          await openai.audio.translations.create(asked),
        ] as unknown[];
      }, response_format);
      for (const answer of answers) {
        const text = typeof answer === 'string' ? answer : (answer as { text: string }).text;
        expect(text.toLowerCase()).toContain(sentence);
      }
    },
  );

  test('gets segments and words with their times, and the duration', async () => {
    const answer = await tab.page.evaluate(() =>
      openai.audio.transcriptions.create({
        file: recording,
        model: 'sample-whisper',
        response_format: 'verbose_json',
        timestamp_granularities: ['word', 'segment'],
        language: 'en',
        temperature: 0,
      }),
    );
    expect(answer).toMatchObject({ language: 'english', task: 'transcribe' });
    expect(answer.words?.map(({ word }) => word.toLowerCase())).toEqual(sentence.split(' '));
    for (const { start, end } of answer.words ?? []) {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(Number(answer.duration));
    }
    const [segment] = answer.segments ?? [];
    expect(segment?.tokens.length).toBeGreaterThan(2);
    expect(segment?.avg_logprob).toBeLessThan(0);
    expect(segment?.compression_ratio).toBeGreaterThan(0);
    expect(segment?.no_speech_prob).toBeLessThan(0.6);
  });

  test('gets probabilities of words', async () => {
    const answer = await tab.page.evaluate(() =>
      openai.audio.transcriptions.create({
        file: recording,
        model: 'sample-whisper',
        response_format: 'json',
        include: ['logprobs'],
        chunking_strategy: 'auto',
      }),
    );
    const tokens = answer.logprobs?.map(({ token }) => token).join('');
    expect(tokens?.trim().toLowerCase()).toBe(sentence);
    expect(answer.logprobs?.every(({ logprob }) => Number(logprob) <= 0)).toBe(true);
  });

  test('streams text that adds up', async () => {
    const [deltas, done] = await tab.page.evaluate(async () => {
      const stream = await openai.audio.transcriptions.create({
        file: recording,
        model: 'sample-whisper',
        stream: true,
        chunking_strategy: { type: 'server_vad', threshold: 0.5 },
      });
      let deltas = '';
      let done = '';
      for await (const event of stream) {
        if (event.type === 'transcript.text.delta') deltas += event.delta;
        if (event.type === 'transcript.text.done') done = event.text;
      }
      return [deltas, done];
    });
    expect(deltas?.toLowerCase()).toBe(sentence);
    expect(done).toBe(deltas);
  });

  test('throws its own errors', async () => {
    const errors = await tab.page.evaluate(async () => {
      const noAudio = new File(['Dear diary, nothing to hear.'], 'diary.wav');
      const wrong: object[] = [
        { model: 'whisper-9' },
        { response_format: 'diarized_json' },
        { language: 'klingon' },
        { temperature: 2 },
        { file: new File([], 'empty.wav') },
        { file: noAudio },
      ];
      const failures: (string | number | null | undefined)[][] = [];
      for (const fields of wrong) {
        const asked = { file: recording, model: 'sample-whisper', ...fields };
        const error: unknown = await openai.audio.transcriptions
          .create(asked as never, { maxRetries: 0 })
          .catch((error: unknown) => error);
        const { status, code, param } = error as InstanceType<typeof OpenAI.APIError>;
        const isOwn = error instanceof OpenAI.APIError;
        failures.push([
          isOwn ? error.constructor.name.replace(/^_/, '') : 'no',
          status,
          code,
          param,
        ]);
      }
      const classes = {
        missing: OpenAI.NotFoundError.name.replace(/^_/, ''),
        bad: OpenAI.BadRequestError.name.replace(/^_/, ''),
      };
      return { failures, classes };
    });
    const { missing, bad } = errors.classes;
    expect(errors.failures).toEqual([
      [missing, 404, 'model_not_found', 'model'],
      [bad, 400, 'unsupported_value', 'response_format'],
      [bad, 400, 'invalid_value', 'language'],
      [bad, 400, 'invalid_value', 'temperature'],
      [bad, 400, 'invalid_value', 'file'],
      [bad, 400, null, 'file'],
    ]);
  });
});

test('each channel is written down for itself', async () => {
  const answer = await tab.page.evaluate(async () => {
    const header = 44;
    const bytes = await recording.arrayBuffer();
    const said = new Int16Array(bytes, header);
    // The left one speaks first, the right one when the left one is silent.
    const stereo = new Int16Array(4 * said.length);
    said.forEach((sample, i) => {
      stereo[2 * i] = sample;
      stereo[2 * (said.length + i) + 1] = sample;
    });
    const head = bytes.slice(0, header);
    const view = new DataView(head);
    view.setUint32(4, 36 + stereo.byteLength, true);
    view.setUint16(22, 2, true);
    view.setUint32(28, 4 * view.getUint32(24, true), true);
    view.setUint16(32, 4, true);
    view.setUint32(40, stereo.byteLength, true);
    const form = new FormData();
    form.set('file', new File([head, stereo], 'stereo.wav'));
    form.set('model', 'sample-whisper');
    form.set('response_format', 'verbose_json');
    form.set('sotto[channels]', 'separate');
    form.set('sotto[silence_guard]', 'false');
    const answer = await fetch('/v1/audio/transcriptions', { method: 'POST', body: form });
    return (await answer.json()) as { segments: { channel: number; text: string }[] };
  });
  const heard = answer.segments.map(({ channel, text }) => [channel, text.trim().toLowerCase()]);
  expect(heard).toEqual([
    [0, sentence],
    [1, sentence],
  ]);
});

test('Eigen AI’s address is answered, and its neighbours are not', async () => {
  const answers = await tab.page.evaluate(async () => {
    const ask = async (path: string, response_format: string) => {
      const form = new FormData();
      form.set('model', 'sample-whisper');
      form.set('file', recording);
      form.set('response_format', response_format);
      const answer = await fetch(path, { method: 'POST', body: form });
      return { status: answer.status, body: await answer.text() };
    };
    return {
      json: await ask('/api/v1/generate', 'json'),
      text: await ask('/api/v1/generate', 'text'),
      refused: await ask('/api/v1/generate', 'srt'),
      elsewhere: await ask('/api/v1/generate/upload', 'json'),
    };
  });
  expect(answers.json.status).toBe(200);
  expect(Object.keys(JSON.parse(answers.json.body) as object)).toEqual(['text']);
  expect(answers.text.body.toLowerCase()).toBe(sentence);
  expect(answers.refused.status).toBe(400);
  expect(JSON.parse(answers.refused.body)).toHaveProperty('detail');
  expect(answers.elsewhere.body).not.toContain('"text"');
});

test('ten at a time get their own text, and who leaves stops the model', async () => {
  const { together, stopped, next } = await tab.page.evaluate(async () => {
    const asked = { file: recording, model: 'sample-whisper' };
    const hear = async () => (await openai.audio.transcriptions.create(asked)).text;
    const together = await Promise.all(Array.from({ length: 10 }, hear));

    const long = await longRecording(200);
    const stopped: string[] = [];
    for (const way of ['break', 'abort', 'whole']) {
      const stop = new AbortController();
      const leaving = (async () => {
        const options = { signal: stop.signal };
        if (way === 'whole') {
          // No browser tells a service worker of an abort before the answer begins.
          const body = new FormData();
          body.set('file', long);
          body.set('model', asked.model);
          setTimeout(() => stop.abort(), 300);
          return localFetch('/v1/audio/transcriptions', { method: 'POST', body, ...options });
        }
        const streamed = { ...asked, file: long, stream: true as const };
        for await (const { type } of await openai.audio.transcriptions.create(streamed, options)) {
          stopped.push(type);
          if (way === 'break') break;
          stop.abort();
        }
        return undefined;
      })();
      stopped.push(
        await leaving.then(
          () => 'left',
          (error: Error) => error.constructor.name,
        ),
      );
    }
    return { together, stopped, next: await hear() };
  });
  expect(together.map((text) => text.toLowerCase())).toEqual(Array(10).fill(sentence));
  expect(stopped.filter((each) => each !== 'transcript.text.delta')).toHaveLength(3);
  expect(next.toLowerCase()).toBe(sentence);
  const speaking = async () =>
    tab.page.evaluate(async () => {
      const health = (await (await fetch('/v1/health')).json()) as { sotto: { speaking: number } };
      return health.sotto.speaking;
    });
  await expect.poll(speaking, { timeout: 20_000 }).toBe(0);
});

test('a model that is unloaded or deleted breaks its answers off, and comes back for the next', async () => {
  const outcomes = await tab.page.evaluate(async () => {
    const asked = { file: recording, model: 'sample-whisper' };
    const found: [string, string][] = [];
    for (const [method, path] of [
      ['POST', '/v1/models/sample-whisper/unload'],
      ['DELETE', '/v1/models/sample-whisper'],
    ] as const) {
      const long = await longRecording(12);
      const stream = await openai.audio.transcriptions.create({
        ...asked,
        file: long,
        stream: true,
      });
      const reading = (async () => {
        for await (const event of stream) if (event.type === 'transcript.text.done') return 'whole';
        return 'no end';
      })().catch((error: Error) => error.message);
      const busy = await fetch(path, { method });
      const forced = await fetch(`${path}?force=true`, { method });
      found.push([`${busy.status} ${forced.status}`, await reading]);
      const again = await openai.audio.transcriptions.create(asked);
      found.push(['again', again.text.toLowerCase()]);
    }
    return found;
  });
  expect(outcomes).toEqual([
    ['409 200', expect.stringMatching(/was unloaded/)],
    ['again', sentence],
    ['409 200', expect.stringMatching(/was unloaded/)],
    ['again', sentence],
  ]);
});

test('no file of the app has an address of the API', async () => {
  const list = (await (await fetch(`${tab.app.url}app-files.json`)).json()) as Record<
    string,
    string[]
  >;
  const files = [...(list.files ?? []), ...(list.later ?? [])];
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => /^(v1|api)(\/|$)/.test(file))).toEqual([]);
});

type Job = {
  job_id: string;
  status: string;
  poll_url: string;
  result?: { text: string };
  sotto?: object;
};

const poll = ({ poll_url }: Job, method = 'GET') =>
  tab.page.evaluate(async ([url, method]) => (await (await fetch(url, { method })).json()) as Job, [
    poll_url,
    method,
  ] as const);

/** Says the sentence many times over, as a job that takes a while. */
const startJob = (times: number) =>
  tab.page.evaluate(async (times) => {
    const form = new FormData();
    form.set('file', await longRecording(times));
    const path = '/v1/audio/transcriptions?model=sample-whisper';
    const answer = await fetch(path, { method: 'POST', body: form });
    return (await answer.json()) as Job;
  }, times);

type Part = { heard: { type: string; done?: number; segment?: { start: number } }[] };

/** What is kept of a job on the device. */
const partsOf = ({ job_id }: Job) =>
  tab.page.evaluate(async (id) => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('It was not read.'));
      });
    const database = await result(indexedDB.open('sotto-jobs'));
    const range = IDBKeyRange.bound([id, 'part'], [id, 'part', []]);
    const parts = await result(database.transaction('jobs').objectStore('jobs').getAll(range));
    database.close();
    return parts as Part[];
  }, job_id);

test('PolarGrid’s job goes on where it was in another tab when its own is closed', async () => {
  const times = 40;
  const job = await startJob(times);
  expect(job.status).toBe('queued');
  expect(job.sotto).toBeUndefined();
  const other = await tab.visit.openTab();
  const patient = { timeout: 280_000, interval: 300 };
  await expect.poll(async () => (await partsOf(job)).length, patient).toBeGreaterThan(0);
  await tab.page.close();
  tab.page = other;
  const before = await partsOf(job);
  const position = before.flatMap(({ heard }) => heard).findLast(({ done }) => done)?.done ?? NaN;
  const after = await poll(job);
  expect(['queued', 'processing']).toContain(after.status);
  let parts = before;
  await expect
    .poll(async () => {
      const now = await partsOf(job);
      if (now.length > parts.length) parts = now;
      return (await poll(job)).status;
    }, patient)
    .toBe('completed');
  // Nothing that was kept is heard again.
  expect(parts.length).toBeGreaterThan(before.length);
  expect(parts.slice(0, before.length)).toEqual(before);
  const fresh = parts.slice(before.length).flatMap(({ heard }) => heard);
  const starts = fresh.flatMap(({ segment }) => (segment ? [segment.start] : []));
  expect(Math.min(...starts)).toBeGreaterThanOrEqual(position);
  const { result } = await poll(job);
  expect(result?.text.toLowerCase().match(/north three red/g)).toHaveLength(times);
  expect(await partsOf(job)).toEqual([]);
}, 600_000);

test('PolarGrid’s job is cancelled, also by the next page', async () => {
  await makeRecordingAgain();
  const job = await startJob(15);
  await expect.poll(async () => (await poll(job)).status).toBe('processing');
  await tab.page.reload();
  await waitUntilReady(tab.page);
  expect((await poll(job, 'DELETE')).status).toBe('cancelled');
  expect((await poll(job)).status).toBe('cancelled');
});

async function makeRecordingAgain(): Promise<void> {
  await addOpenAi(tab.page);
  await makeRecording();
}
