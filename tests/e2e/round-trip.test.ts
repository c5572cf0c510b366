import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { inProject } from '../../scripts/paths.mjs';
import { hasFfmpeg } from '../contracts/ffmpeg';
import { wavFile } from '../unit/audio/decode/wav-file';
import { tabForTests } from './harness';
import { sampleSentence, thereAndBack } from './there-and-back';

const tab = tabForTests();

const sentences = {
  kokoro: sampleSentence,
  // A telephone's band takes what tells three from five.
  telephone: { model: 'espeak-ng', voice: 'en-us', input: 'hello world' },
};

test.each([
  ...['wav', 'mp3', 'opus', 'flac', 'aac', 'm4a', 'pcm'].map((format) => [format, 'kokoro']),
  ...['ulaw', 'alaw'].map((format) => [format, 'telephone']),
] as [string, keyof typeof sentences][])(
  'what is said in %s is written down again',
  async (format, how) => {
    const spoken = sentences[how];
    expect((await tab.page.evaluate(thereAndBack, [spoken, format] as const)).trim()).toBe(
      spoken.input,
    );
  },
);

/** Sends bytes as a recording. */
function send(bytes: Uint8Array, name: string): Promise<{ status: number; body: Answer }> {
  return tab.page.evaluate(
    async ([base64, name]) => {
      const file = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
      const form = new FormData();
      form.append('model', 'sample-whisper');
      form.append('response_format', 'verbose_json');
      form.append('file', file, name);
      const answer = await fetch('/v1/audio/transcriptions', { method: 'POST', body: form });
      return { status: answer.status, body: (await answer.json()) as Answer };
    },
    [Buffer.from(bytes).toString('base64'), name] as const,
  );
}
type Answer = { text?: string; duration?: number; error?: { message: string; param: string } };

/** Two seconds of silence at 16 kHz; `told` is how many bytes the header has. */
async function silence(told = 64_000): Promise<Uint8Array> {
  return new Uint8Array(await wavFile(new Uint8Array(64_000), { told }).arrayBuffer());
}

const refused: [name: string, make: () => Promise<Uint8Array> | Uint8Array, reason: RegExp][] = [
  ['nothing.wav', () => new Uint8Array(0), /is empty/],
  ['page.mp3', () => Buffer.from('<!doctype html><h1>404</h1>'), /The file is a web page\./],
  ['head.wav', async () => (await silence()).slice(0, 40), /could not be decoded/],
  ['film.mp4', () => ffmpeg('-an', '-f', 'mp4'), /no audio track/],
  ['sound.wma', () => ffmpeg('-vn', '-c:a', 'wmav2', '-f', 'asf'), /Windows Media/],
  ['lossless.m4a', () => ffmpeg('-vn', '-c:a', 'alac', '-f', 'ipod'), /“alac”, which cannot/],
  ['locked.m4a', locked, /encrypted \(DRM\)/],
];
test.for(refused)('%s is refused for what it is', async ([name, make, reason], { skip }) => {
  skip(!hasFfmpeg && /^(film|sound|lossless|locked)/.test(name), 'ffmpeg is not installed');
  const { status, body } = await send(await make(), name);
  expect({ status, param: body.error?.param }).toEqual({ status: 400, param: 'file' });
  expect(body.error?.message).toMatch(reason);
});

test('silence is no words, also in a file that tells of ten hours and has two seconds', async () => {
  for (const told of [64_000, 32_000 * 36_000]) {
    const { status, body } = await send(await silence(told), 'silence.wav');
    expect({ status, text: body.text }).toEqual({ status: 200, text: '' });
    expect(body.duration).toBeLessThan(2.1);
  }
});

/** A second of tone and pictures, as ffmpeg writes it. */
async function ffmpeg(...args: string[]): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-input-'));
  const file = join(folder, 'made');
  const inputs = ['sine=d=1', 'testsrc=s=64x64:d=1'].flatMap((each) => ['-f', 'lavfi', '-i', each]);
  try {
    await promisify(execFile)('ffmpeg', ['-v', 'error', ...inputs, ...args, file]);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** As shops sell it: what is `mp4a` elsewhere is `enca`. */
async function locked(): Promise<Uint8Array> {
  const file = Buffer.from(await ffmpeg('-vn', '-c:a', 'aac', '-f', 'ipod'));
  file.write('enca', file.indexOf('mp4a'), 'latin1');
  return file;
}

const demo = (...args: string[]) =>
  promisify(execFile)(process.execPath, [inProject('scripts', 'demo.mjs'), ...args]);

test('the demo says a text and writes it down again', async () => {
  const { stdout } = await demo('hello world', '--round-trip', '--format', 'opus');
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ text: 'hello world', model: 'espeak-ng', format: 'opus' },
    ...{ heard: 'hello world', wordErrorRate: 0, listener: 'sample-whisper' },
  });
});

test.each([
  [['hello', '--louder'], "Unknown option '--louder'"],
  [['hello', 'world'], 'Give one text, in quotes.'],
  [['hello', '--speed', 'fast'], '--speed is a number.'],
  [['hello', '--listener', 'whisper-base'], '--listener is for --round-trip.'],
])('the demo refuses %j before it opens a browser', async (args, reason) => {
  const failure = demo(...args);
  await expect(failure).rejects.toMatchObject({
    ...{ code: 1, stdout: '' },
    stderr: expect.stringMatching(`^${reason}[^]*Usage: npm run demo`) as string,
  });
});
