import type { Page } from 'playwright-core';

/** Status, device, and bytes of a word spoken by the sample model. */
export function speakWord(page: Page): Promise<[number, string | null, number]> {
  return page.evaluate(async () => {
    const body = { model: 'sample-kokoro', voice: 'alloy', input: 'Hi.', response_format: 'pcm' };
    const answer = await fetch('/v1/audio/speech', { method: 'POST', body: JSON.stringify(body) });
    const { byteLength } = await answer.arrayBuffer();
    return [answer.status, answer.headers.get('x-sotto-device'), byteLength] as const;
  });
}
