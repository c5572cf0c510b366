import type { Page } from 'playwright-core';
import { wavFile } from '../../src/client/wav-file';

/** The sample model knows these, and hears them wherever they begin. */
export const words = 'one two three four';
/** Hz. */
export const rate = 24_000;

/** The words as the sample voice says them. */
export async function speakWords(page: Page): Promise<Float32Array> {
  const samples = await page.evaluate(async (input) => {
    const body = { model: 'sample-kokoro', voice: 'af_sample', input, response_format: 'pcm' };
    const answer = await fetch('/v1/audio/speech', { method: 'POST', body: JSON.stringify(body) });
    return [...new Int16Array(await answer.arrayBuffer())];
  }, words);
  return Float32Array.from(samples, (sample) => sample / 32_768);
}

export const silence = (seconds: number) => new Float32Array(seconds * rate);

export async function wavBytes(...pieces: Float32Array[]): Promise<Buffer> {
  return Buffer.from(await wavFile(pieces, rate).arrayBuffer());
}

/** What was written down, as bare words. */
export async function writtenOn(page: Page): Promise<string> {
  const lines = await page.getByRole('list', { name: 'Text' }).locator('p').allTextContents();
  const bare =
    lines
      .join(' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return bare.join(' ');
}

/** What the page says it does. */
export const phaseOf = (page: Page) => page.locator('.line [aria-hidden]');
