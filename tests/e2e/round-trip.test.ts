import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type App, type Visit } from './harness';

let app: App;
let visit: Visit;
let page: Page;
beforeAll(async () => {
  app = await startApp();
  visit = await app.visit();
  page = await visit.openTab();
});
afterAll(async () => {
  await visit.close();
  await app.close();
});

const sentence = 'north three red';

/** Says the sentence in a format, and has the file written down, both by the page itself. */
function thereAndBack(format: string): Promise<string> {
  return page.evaluate(
    async ([input, format]) => {
      const speech = await fetch('/v1/audio/speech', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...{ model: 'sample-kokoro', voice: 'af_sample', speed: 0.9 },
          ...{ input, response_format: format },
        }),
      });
      if (!speech.ok) throw new Error(await speech.text());
      const form = new FormData();
      form.append('model', 'sample-whisper');
      form.append('file', await speech.blob(), `speech.${format === 'opus' ? 'ogg' : format}`);
      const answer = await fetch('/v1/audio/transcriptions', { method: 'POST', body: form });
      if (!answer.ok) throw new Error(await answer.text());
      return ((await answer.json()) as { text: string }).text;
    },
    [sentence, format] as const,
  );
}

test.each(['wav', 'mp3', 'opus', 'flac', 'aac', 'm4a'])(
  'what is said in %s is written down again',
  async (format) => {
    expect((await thereAndBack(format)).trim()).toBe(sentence);
  },
);
