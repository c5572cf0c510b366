import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AudioFormat, Header } from '../../src/audio/formats';
import type { Decoded, DecodeOrder } from './threads/decode-thread';
import { lengthsAt, rates } from '../unit/audio/sizes';
import { speech } from '../unit/audio/tones';

let worker: Worker;
beforeAll(() => {
  worker = new Worker(new URL('./threads/decode-thread.ts', import.meta.url), { type: 'module' });
});
afterAll(() => worker.terminate());

function decode(order: DecodeOrder): Promise<Decoded> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Decoded>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(order);
  });
}

/** Samples of `rate` that the page's own decoder hears. */
async function hear(file: Uint8Array<ArrayBuffer>, rate: number): Promise<number> {
  const context = new OfflineAudioContext(1, 1, rate);
  const sound = await context.decodeAudioData(file.slice().buffer).catch(() => undefined);
  return sound?.length ?? NaN;
}

const whole = (length: number, frame: number) => frame * Math.ceil(Math.max(1, length) / frame);

/** How many samples decoders may hear of so many at a rate; both ends included. */
type Span = (length: number, rate: number) => [least: number, most: number];
const exact: Span = (length) => [length, length];
const framed: Span = (length) => [length, whole(length, 1024) + 1024];

type Row = {
  format: AudioFormat;
  header: Header;
  /** By `decodeAudioData`, which knows where a file says that it ends. */
  page: Span;
  /** By mediabunny over WebCodecs; as the page unless told. */
  thread?: Span;
};

const at48 = (length: number, rate: number) => Math.round((length * 48_000) / rate);
// Its reader passes over a lone sample.
const withoutLoneSample: Span = (length) => [length === 1 ? 0 : length, length];

const formats: Row[] = [
  { format: 'wav', header: 'exact', page: exact },
  { format: 'wav', header: 'open', page: exact },
  { format: 'flac', header: 'exact', page: exact, thread: withoutLoneSample },
  { format: 'flac', header: 'open', page: exact, thread: withoutLoneSample },
  {
    format: 'opus',
    header: 'open',
    page: (length, rate) => exact(at48(length, rate), 48_000),
    // It does not cut the last packet.
    thread: (length, rate) => [at48(length, rate), at48(length, rate) + 960],
  },
  { format: 'mp3', header: 'open', page: (length) => [length, length + 3 * 1152] },
  {
    format: 'aac',
    header: 'open',
    page: (length) => [whole(length, 1024), Math.max(2048, whole(length, 1024)) + 1024],
  },
  { format: 'm4a', header: 'exact', page: framed },
  // Its fragments are timed in microseconds.
  { format: 'm4a', header: 'open', page: (length, rate) => [length - 1, framed(length, rate)[1]] },
];

test.each(formats)('$format ($header header) of every length at every rate', async (row) => {
  const { format, header, page, thread = page } = row;
  const wrong: string[] = [];
  for (const sampleRate of rates) {
    for (const length of lengthsAt(sampleRate)) {
      if (length === 0) continue;
      const samples = new Float32Array(speech(length));
      const decoded = await decode({ format, header, samples, sampleRate });
      const heard = {
        page: await hear(decoded.file, format === 'opus' ? 48_000 : sampleRate),
        thread: decoded.length,
      };
      for (const [who, span] of Object.entries({ page, thread })) {
        const count = heard[who as keyof typeof heard];
        const [least, most] = span(length, sampleRate);
        if (Number(count) >= least && Number(count) <= most) continue;
        const found = `${count} ${decoded.failure ?? ''}`;
        wrong.push(
          `${length} at ${sampleRate}: the ${who} hears ${found}, not ${least} to ${most}`,
        );
      }
    }
  }
  expect(wrong).toEqual([]);
});
