import { describe, expect, test } from 'vitest';
import { tabForTests } from './harness';

const tab = tabForTests();

const spoken = { model: 'espeak-ng', voice: 'en-us', input: 'Every format says the same words.' };

type Heard = { type: string | null; bytes: number; seconds: number | undefined };

/** Asks for speech, and lets the browser's own decoder listen where it knows the format. */
function hear(body: Record<string, unknown>, decodes = true): Promise<Heard> {
  return tab.page.evaluate(
    async ([body, decodes]) => {
      const answer = await fetch('/v1/audio/speech', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const type = answer.headers.get('content-type');
      if (!answer.ok) throw new Error(await answer.text());
      const bytes = await answer.arrayBuffer();
      const length = bytes.byteLength;
      if (!decodes) return { type, bytes: length, seconds: undefined };
      const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes);
      return { type, bytes: length, seconds: sound.duration };
    },
    [body, decodes] as const,
  );
}

/** What the words take, by the samples themselves. */
async function trueSeconds(): Promise<number> {
  const { bytes } = await hear({ ...spoken, response_format: 'pcm' }, false);
  return bytes / 2 / 24_000;
}

describe('each format comes out of the built app, under its policy', () => {
  test.each([
    ['wav', 'audio/wav', 0.0001],
    ['flac', 'audio/flac', 0.0001],
    ['opus', 'audio/ogg; codecs=opus', 0.0001],
    ['mp3', 'audio/mpeg', 0.1],
    ['aac', 'audio/aac', 0.1],
    ['m4a', 'audio/mp4', 0.1],
  ])('%s, which the browser hears to its end', async (response_format, type, tolerance) => {
    const heard = await hear({ ...spoken, response_format });
    expect(heard.type).toBe(type);
    expect(Math.abs((heard.seconds ?? 0) - (await trueSeconds()))).toBeLessThan(tolerance);
  });

  test.each([
    ['ulaw', 'audio/basic'],
    ['alaw', 'audio/x-alaw-basic'],
  ])('%s, a byte for each of 8,000 samples a second', async (response_format, type) => {
    const heard = await hear({ ...spoken, response_format }, false);
    expect(heard.type).toBe(type);
    expect(Math.abs(heard.bytes / 8000 - (await trueSeconds()))).toBeLessThan(0.001);
  });

  test('opus, but not whole in PolarGrid’s words', async () => {
    const answer = await tab.page.evaluate(async () => {
      const body = {
        model: 'kokoro-82m',
        voice: 'af_bella',
        input: 'Hi.',
        response_format: 'opus',
      };
      const answer = await fetch('/v1/audio/speech', {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return { status: answer.status, text: await answer.text() };
    });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('stream');
  });
});

test('speech comes at the loudness that was asked for', async () => {
  const meanSquare = (loudness: number | undefined) =>
    tab.page.evaluate(
      async (body) => {
        const answer = await fetch('/v1/audio/speech', {
          method: 'POST',
          body: JSON.stringify(body),
        });
        const samples = new Int16Array(await answer.arrayBuffer());
        return samples.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / samples.length;
      },
      { ...spoken, response_format: 'pcm', sotto: { loudness } },
    );
  const [quiet, loud] = [await meanSquare(-33), await meanSquare(-23)];
  expect(10 * Math.log10(loud / quiet)).toBeCloseTo(10, 1);
});

test('after an encoder was left half way, the next answer is whole', async () => {
  const left = await tab.page.evaluate(async (body) => {
    for (const response_format of ['opus', 'aac', 'flac', 'mp3']) {
      const answer = await fetch('/v1/audio/speech', {
        method: 'POST',
        body: JSON.stringify({ ...body, input: body.input.repeat(20), response_format }),
      });
      const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
      await reader.read();
      await reader.cancel();
    }
    const { sotto } = (await (await fetch('/v1/health')).json()) as { sotto: { speaking: number } };
    return sotto.speaking;
  }, spoken);
  expect(left).toBeLessThanOrEqual(1);
  const heard = await hear({ ...spoken, response_format: 'opus' });
  expect(Math.abs((heard.seconds ?? 0) - (await trueSeconds()))).toBeLessThan(0.0001);
});

test.each([0.25, 0.7, 1.5, 4])(
  'at speed %f the answer has the length that it should',
  async (speed) => {
    const samples = async (more: object) =>
      (await hear({ ...spoken, response_format: 'pcm', ...more }, false)).bytes / 2;
    // Each chunk is rounded to a sample, before its rate is changed and after.
    expect(Math.abs((await samples({ speed })) - (await samples({})) / speed)).toBeLessThan(4);
  },
);
