import { expect, test, vi } from 'vitest';
import { ApiError } from '../../../src/client/api-error';
import { withPageDecoder } from '../../../src/client/decode-in-page';
import {
  createTranscriptionClient,
  type TranscriptionRequest,
} from '../../../src/client/transcription-client';

const odd = new Blob(['a format that only pages read']);
const request: TranscriptionRequest = {
  ...{ model: 'whisper-1', file: odd, language: undefined, task: 'transcribe', prompt: '' },
};
const refusal = { message: 'Invalid file format.', param: 'file', code: null };

/** An API that reads WAV only. */
function connect({ status = 400, error = refusal } = {}) {
  const sent: Blob[] = [];
  const client = createTranscriptionClient(async (_url, init) => {
    const file = (init?.body as FormData).get('file') as Blob;
    sent.push(file);
    const head = await file.slice(0, 4).text();
    if (head !== 'RIFF') return Response.json({ error }, { status });
    return Response.json({ text: 'one two' });
  });
  return { client, sent };
}

const ones = async (_bytes: ArrayBuffer, rate: number) => [new Float32Array(rate).fill(0.5)];

async function textOf(client: ReturnType<typeof withPageDecoder>, asked = request) {
  for await (const event of client.transcribe(asked)) {
    if (event.type === 'done') return event.transcript.text;
  }
  return undefined;
}

test('what the API cannot decode is decoded in the page, and sent again', async () => {
  const { client, sent } = connect();
  const both = withPageDecoder(client, ones);
  expect(await textOf(both)).toBe('one two');
  expect((await both.transcript(request)).text).toBe('one two');
  expect(sent.map(({ size }) => size)).toEqual([odd.size, 44 + 32_000, odd.size, 44 + 32_000]);
});

test('a failure that is not the file’s is not tried again', async () => {
  for (const answer of [
    { status: 500, error: refusal },
    { status: 400, error: { ...refusal, param: 'language' } },
  ]) {
    const { client, sent } = connect(answer);
    const decode = vi.fn(ones);
    await expect(textOf(withPageDecoder(client, decode))).rejects.toThrow(ApiError);
    expect(decode).not.toHaveBeenCalled();
    expect(sent).toHaveLength(1);
  }
});

test('what the page cannot read either, and what is too large for it, is refused in the API’s words', async () => {
  const { client } = connect();
  const broken = withPageDecoder(client, async () => {
    throw new DOMException('Unable to decode audio data', 'EncodingError');
  });
  await expect(textOf(broken)).rejects.toThrow('Invalid file format.');
  const decode = vi.fn(ones);
  const large = new Blob([new Uint8Array(200e6 + 1)]);
  await expect(
    textOf(withPageDecoder(client, decode), { ...request, file: large }),
  ).rejects.toThrow('Invalid file format.');
  expect(decode).not.toHaveBeenCalled();
});

test('an abort while the page decodes ends it', async () => {
  const { client, sent } = connect();
  const stop = new AbortController();
  const both = withPageDecoder(client, async (bytes, rate) => {
    stop.abort(new Error('left'));
    return ones(bytes, rate);
  });
  await expect(both.transcript(request, { signal: stop.signal })).rejects.toThrow('left');
  expect(sent).toHaveLength(1);
});
