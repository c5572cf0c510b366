import { seededRandom } from '../../../src/base/seeded-random';

/** A sine of `hertz` at half of full scale. */
export function tone(hertz: number, sampleRate: number, seconds: number): Float32Array {
  const length = Math.round(seconds * sampleRate);
  return Float32Array.from(
    { length },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / sampleRate),
  );
}

/** Speech-like: a buzz of 120 Hz that swells and dies away four times a second. */
export function buzz(sampleRate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => {
    const t = i / sampleRate;
    let sum = 0;
    for (let k = 1; k <= 20; k++) sum += Math.sin(2 * Math.PI * 120 * k * t + k * k) / k;
    return 0.2 * sum * Math.abs(Math.sin(2 * Math.PI * 2 * t));
  });
}

let longest: Float32Array | undefined;

/** Up to 600,000 samples of `buzz`, the same at every rate. */
export function speech(length: number): Float32Array {
  longest ??= buzz(24_000, 25);
  return longest.subarray(0, length);
}

/** Root mean square in dB of full scale. */
export function level(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return 10 * Math.log10(sum / samples.length + 1e-30);
}

/** What is left when the best-fitting sine of `hertz` is taken away, and that sine: both as dB of full scale. */
export function fitTone(
  samples: Float32Array,
  hertz: number,
  sampleRate: number,
): { tone: number; rest: number } {
  let [ss, sc, cc, xs, xc] = [0, 0, 0, 0, 0];
  const angle = (i: number) => (2 * Math.PI * hertz * i) / sampleRate;
  samples.forEach((x, i) => {
    const [s, c] = [Math.sin(angle(i)), Math.cos(angle(i))];
    ss += s * s;
    sc += s * c;
    cc += c * c;
    xs += x * s;
    xc += x * c;
  });
  const determinant = ss * cc - sc * sc;
  const a = (xs * cc - xc * sc) / determinant;
  const b = (xc * ss - xs * sc) / determinant;
  const fitted = samples.map((_, i) => a * Math.sin(angle(i)) + b * Math.cos(angle(i)));
  return { tone: level(fitted), rest: level(samples.map((x, i) => x - fitted[i]!)) };
}

export function noise(length: number, seed: number): Float32Array {
  const next = seededRandom(seed);
  return Float32Array.from({ length }, () => 2 * next() - 1);
}

/** The samples in pieces of random lengths from 0 to `longest`. */
export async function* inPieces(
  samples: Float32Array,
  seed: number,
  longest: number,
): AsyncGenerator<Float32Array, void, undefined> {
  const next = seededRandom(seed);
  for (let at = 0; at < samples.length;) {
    const length = Math.floor(next() * (longest + 1));
    yield samples.subarray(at, at + length);
    at += length;
  }
}

export async function* whole(samples: Float32Array): AsyncGenerator<Float32Array, void, undefined> {
  yield samples;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Reads one item and leaves; undefined when there is none. */
export async function firstOf<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of items) return item;
  return undefined;
}
