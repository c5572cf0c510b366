import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { encodeWav } from '../../../src/audio/encode/wav';
import { glide } from '../../unit/audio/decode/glide';
import { collect, whole } from '../../unit/audio/tones';
import { encode } from './ask-decoder';
import { startDecoder, type Decoder } from './decoder-thread';

let thread: Decoder;
let mp3: Blob | undefined;
beforeAll(async () => {
  thread = startDecoder();
  if (!(await commands.hasFfmpeg())) return;
  const recipe = { rate: 16_000, channels: 1, ending: 'mp3', args: [] };
  mp3 = new Blob([await encode(glide(16_000, 20), recipe)]);
});
afterAll(() => thread.end());

const options = { sampleRate: 16_000 };
const missing = 'ffmpeg is not installed';
const closed = { pieces: 0, decoders: 0, readers: 0 };

test('a thread without a decoder says what it lacks', async ({ skip }) => {
  if (!mp3) return skip(missing);
  const { failure } = await thread.decode({ file: mp3, options, decoder: 'missing' });
  expect(failure).toMatchObject({
    ...{ code: 'invalid_request', param: 'file' },
    message: expect.stringMatching(
      /“mp3”, which cannot be decoded here\. .* lacks WebCodecs\. .*: \['aiff', 'au', 'wav'\]\.$/,
    ) as string,
  });
});

test('a decoder that says nothing is given up, and closed', async ({ skip }) => {
  if (!mp3) return skip(missing);
  const order = { file: mp3, decoder: 'silent', options: { ...options, patience: 300 } } as const;
  const { failure, open } = await thread.decode(order);
  expect(failure).toMatchObject({ code: 'invalid_request', param: 'file' });
  expect(open).toEqual(closed);
});

test('who leaves or aborts leaves nothing open', async ({ skip }) => {
  if (!mp3) return skip(missing);
  for (const pieces of [1, 5, 50]) {
    const left = await thread.decode({ file: mp3, options, pieces });
    expect(left.failure).toBeUndefined();
    expect(left.count).toBeLessThan(19 * 16_000);
    expect(left.open).toEqual(closed);
    const aborted = await thread.decode({ file: mp3, options, abortAfter: pieces });
    expect(aborted.failure?.code).toBe('AbortError');
    expect(aborted.open).toEqual(closed);
  }
});

test('a WAV needs no decoder', async () => {
  const samples = glide(24_000);
  const parts = await collect(encodeWav(whole(samples), 24_000));
  const heard = await thread.decode({ file: new Blob(parts), options, decoder: 'missing' });
  expect(heard).toMatchObject({ count: 32_000, duration: 2, channels: 1 });
});
