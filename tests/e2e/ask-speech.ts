import type { Page } from 'playwright-core';

/** What came of a request for speech; `error` is the body of an answer that is none. */
export type Spoken = {
  status: number;
  headers: Record<string, string>;
  bytes: number;
  error: string;
};

/** Asks for speech with the page's own `fetch`, and reads all of it. */
export function askSpeech(page: Page, body: object): Promise<Spoken> {
  return page.evaluate(async (body) => {
    const answer = await fetch('/v1/audio/speech', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const bytes = await answer.arrayBuffer();
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      bytes: bytes.byteLength,
      error: answer.ok ? '' : new TextDecoder().decode(bytes),
    };
  }, body);
}
