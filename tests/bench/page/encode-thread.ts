import { encode, loadEncoder } from '../../../src/audio/encode';
import {
  formatNames,
  formats,
  type AudioFormat,
  type FormatInfo,
} from '../../../src/audio/formats';
import { resample } from '../../../src/audio/resample';

// Encodes and resamples in a thread of its own, as the API worker does.

export type EncodeRequest = {
  /** Hz. */
  sampleRate: number;
  /** Seconds of speech that are encoded for the speed, and of a chunk for the first byte. */
  seconds: { whole: number; chunk: number };
  /** Hz. */
  targets: number[];
  runs: number;
};

/** One entry a run: multiples of real time, and milliseconds from the first samples to the first byte. */
export type EncodeRuns = {
  formats: Record<AudioFormat, { speeds: number[]; firstByteMs: number[] }>;
  resampling: Record<number, number[]>;
};

addEventListener('message', ({ data }: MessageEvent<EncodeRequest>) => {
  void measure(data).then((runs) => postMessage(runs));
});

async function measure({ sampleRate, seconds, targets, runs }: EncodeRequest): Promise<EncodeRuns> {
  const whole = buzz(sampleRate, seconds.whole);
  const result: EncodeRuns = { formats: {} as EncodeRuns['formats'], resampling: {} };
  for (const format of formatNames) {
    const rate = (formats[format] as FormatInfo).sampleRate ?? sampleRate;
    const samples = rate === sampleRate ? whole : buzz(rate, seconds.whole);
    const chunk = samples.subarray(0, seconds.chunk * rate);
    await drain(encode(format, chunks(chunk, rate), rate));
    const speeds: number[] = [];
    const firstByteMs: number[] = [];
    for (let i = 0; i < runs; i++) {
      firstByteMs.push(await firstByte(format, chunk, rate));
      speeds.push(await speedOf(encode(format, chunks(samples, rate), rate), seconds.whole));
    }
    result.formats[format] = { speeds, firstByteMs };
  }
  for (const target of targets) {
    result.resampling[target] = [];
    for (let i = 0; i < runs; i++) {
      const resampled = resample(chunks(whole, sampleRate), sampleRate, target);
      result.resampling[target].push(await speedOf(resampled, seconds.whole));
    }
  }
  return result;
}

async function speedOf(pieces: AsyncIterable<unknown>, seconds: number): Promise<number> {
  const started = performance.now();
  await drain(pieces);
  return (1000 * seconds) / (performance.now() - started);
}

async function drain(pieces: AsyncIterable<unknown>): Promise<void> {
  for await (const piece of pieces) void piece;
}

/** From when the first chunk is handed over, with the encoder loaded, as it is when a model has spoken. */
async function firstByte(format: AudioFormat, chunk: Float32Array, rate: number): Promise<number> {
  const encoder = await loadEncoder(format);
  let handed = 0;
  async function* source() {
    handed = performance.now();
    yield chunk;
  }
  const pieces = encoder(source(), rate, 'open')[Symbol.asyncIterator]();
  await pieces.next();
  const milliseconds = performance.now() - handed;
  await pieces.return?.();
  return milliseconds;
}

/** In chunks of four seconds, like sentences. */
async function* chunks(samples: Float32Array, rate: number) {
  for (let at = 0; at < samples.length; at += 4 * rate) yield samples.subarray(at, at + 4 * rate);
}

/** Speech-like: a buzz of 120 Hz that swells and dies away four times a second. */
function buzz(sampleRate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: seconds * sampleRate }, (_, i) => {
    const t = i / sampleRate;
    let sum = 0;
    for (let k = 1; k <= 20; k++) sum += Math.sin(2 * Math.PI * 120 * k * t + k * k) / k;
    return 0.2 * sum * Math.abs(Math.sin(4 * Math.PI * t));
  });
}
