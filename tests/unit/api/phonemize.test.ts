import { expect, test } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import type { Core, PhonemizeJob } from '../../../src/jobs/speak-job';
import { createAsk, errorOf, speechRequest } from './ask';
import { createFakeCore, type Script } from './fake-core';

function ask(body: unknown, script?: Script) {
  const jobs: PhonemizeJob[] = [];
  const core = createFakeCore(script);
  const noting: Core = {
    ...core,
    phonemize(job, signal) {
      jobs.push(job);
      return core.phonemize(job, signal);
    },
  };
  return { jobs, answer: createAsk(noting)('/v1/phonemize', speechRequest(body)) };
}

test('a text has phonemes as a whole and for each word', async () => {
  const response = await ask({ text: 'Hi you' }).answer;
  expect(response.status).toBe(200);
  const { time_ms, ...rest } = (await response.json()) as { time_ms: number };
  expect(time_ms).toBeGreaterThanOrEqual(0);
  expect(rest).toEqual({
    phonemes: 'HI YOU',
    words: [
      { text: 'Hi', phonemes: 'HI', from: 0, to: 2 },
      { text: 'you', phonemes: 'YOU', from: 3, to: 6 },
    ],
    language: 'en-US',
  });
});

test.each([
  [{}, 'espeak-ng', 'en-us', undefined],
  [{ model: 'kokoro' }, 'kokoro', 'af_heart', undefined],
  [{ model: 'kokoro', language: 'en-GB' }, 'kokoro', 'bf_alice', 'en-GB'],
  [{ model: 'kokoro', language: 'fr-CA' }, 'kokoro', 'ff_siwis', 'fr-CA'],
  [{ model: 'kokoro', language: 'auto' }, 'kokoro', 'af_heart', 'auto'],
  [{ model: 'kokoro', voice: 'nova', language: 'it' }, 'kokoro', 'nova', 'it'],
  [{ language: 'de-AT' }, 'espeak-ng', 'de', 'de-AT'],
])('%j asks %s with %s for %s', async (body, model, voice, language) => {
  const { jobs, answer } = ask({ text: 'x', ...body });
  expect((await answer).status).toBe(200);
  expect(jobs).toMatchObject([{ model: { id: model }, voice }]);
  expect(jobs[0]?.reading?.language).toBe(language);
});

test.each([
  [{ text: ' ' }, 400, 'text', 'not blank'],
  [{ text: 'x'.repeat(10_001) }, 400, 'text', '10000'],
  [{ language: 'en' }, 400, 'text', 'Missing'],
  [{ text: 'x', language: 'no tag' }, 400, 'language', 'BCP 47'],
  [{ text: 'x', model: 'kokoro', language: 'fi' }, 400, 'language', 'speaks en-US'],
  [{ text: 'x', voice: 'nobody' }, 400, 'voice', 'Valid voices'],
  [{ text: 'x', model: 'nothing' }, 404, 'model', 'Valid models'],
])('%j is refused with %s', async (body, status, param, words) => {
  const { jobs, answer } = ask(body);
  const response = await answer;
  expect(response.status).toBe(status);
  const error = await errorOf(response);
  expect(error.param).toBe(param);
  expect(error.message).toContain(words);
  expect(jobs).toEqual([]);
});

test('a model on its way is told as for speech', async () => {
  const refuses = new SpeechError('model_loading', 'On its way.', { retryAfter: 30 });
  const response = await ask({ text: 'x', model: 'kokoro' }, { refuses }).answer;
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('30');
});
