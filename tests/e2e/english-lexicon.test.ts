import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { appForTests } from './harness';

const app = appForTests();

type Spoken = { bytes: number; reason: string };

/** Says a text with the sample model; gives the length of its audio, and why the model runs as it does. */
function speak(page: Page, input: string): Promise<Spoken> {
  return page.evaluate(async (input) => {
    const body = { model: 'sample-kokoro', voice: 'af_sample', input, response_format: 'pcm' };
    const answer = await fetch('/v1/audio/speech', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    const bytes = (await answer.arrayBuffer()).byteLength;
    const model = await fetch('/v1/models/sample-kokoro');
    const { sotto } = (await model.json()) as { sotto: { reason: string } };
    return { bytes, reason: sotto.reason };
  }, input);
}

test('a lexicon is fetched with its model; without it the model speaks all the same, and says so', async () => {
  const text = 'Separate the separate books.';
  const visit = await app.visit();
  const asked: string[] = [];
  visit.context.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const taught = await speak(await visit.openTab(), text);
  await visit.close();
  expect(asked.filter((path) => path.endsWith('/lexicon/en-us.json'))).toHaveLength(1);
  expect(taught.reason).not.toContain('guesses');

  const unlucky = await app.visit();
  await unlucky.context.route('**/lexicon/*.json', (route) => route.fulfill({ status: 404 }));
  const guessed = await speak(await unlucky.openTab(), text);
  await unlucky.close();
  expect(guessed.reason).toContain('eSpeak NG guesses');
  expect(guessed.bytes).toBeGreaterThan(24_000);
  expect(guessed.bytes).not.toBe(taught.bytes);
});
