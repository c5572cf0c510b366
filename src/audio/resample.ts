import { join } from './pcm';

/**
 * Samples at another rate (Hz), while they come. Windowed sinc, without delay: `n` samples give
 * `round(n · to / from)`, and the pieces they come in change no bit of the result. Any whole rates will do; the
 * table of the filter grows with `to / gcd(from, to)`.
 */
export async function* resample(
  samples: AsyncIterable<Float32Array>,
  from: number,
  to: number,
): AsyncGenerator<Float32Array, void, undefined> {
  if (from === to) {
    yield* samples;
    return;
  }
  const resampler = createResampler(from, to);
  for await (const part of samples) {
    const made = resampler.push(part);
    if (made.length > 0) yield made;
  }
  const rest = resampler.end();
  if (rest.length > 0) yield rest;
}

/** Zero crossings of the sinc on each side: the length of the filter. */
const crossings = 32;
/**
 * The Kaiser window's shape for 100 dB of attenuation, by Kaiser's formula 0.1102 (A − 8.7). With 32 crossings the
 * transition is then a tenth of the band wide on each side of its middle.
 */
const beta = 10.06;
/** The middle of the transition (−6 dB), as a share of the lower of the two Nyquist frequencies. */
const middle = 0.95;

function createResampler(from: number, to: number) {
  const divisor = gcd(from, to);
  const up = to / divisor;
  const down = from / divisor;
  const { taps, reach } = designFilter(up, down);
  const width = 2 * reach + 1;
  // Starts `reach` samples before the first one, so that the filter always finds its left half.
  let held = new Float32Array(reach);
  let heldFrom = -reach;
  let received = 0;
  let made = 0;

  /** Every result up to `last` (not included) that can be made from what is held. */
  function make(last: number): Float32Array {
    const results = new Float32Array(Math.max(0, last - made));
    for (let i = 0; i < results.length; i++, made++) {
      const phase = (made * down) % up;
      const first = (made * down - phase) / up - reach - heldFrom;
      const tap = phase * width;
      let sum = 0;
      for (let t = 0; t < width; t++) sum += taps[tap + t]! * held[first + t]!;
      results[i] = sum;
    }
    return results;
  }

  return {
    push(part: Float32Array): Float32Array {
      const done = Math.floor((made * down) / up) - reach - heldFrom;
      const rest = held.subarray(done);
      heldFrom += held.length - rest.length;
      held = join([rest, part]);
      received += part.length;
      // The last position whose right half is here: floor(k · down / up) + reach < received.
      return make(Math.ceil(((received - reach) * up) / down));
    },
    end(): Float32Array {
      held = join([held, new Float32Array(reach + 1)]);
      return make(Math.round((received * up) / down));
    },
  };
}

/** One row of taps for each phase; each row sums to 1, so that a constant stays that constant. */
function designFilter(up: number, down: number): { taps: Float64Array; reach: number } {
  const cutoff = middle * Math.min(1, up / down);
  const half = crossings / cutoff;
  const reach = Math.ceil(half);
  const width = 2 * reach + 1;
  const taps = new Float64Array(up * width);
  for (let phase = 0; phase < up; phase++) {
    const row = taps.subarray(phase * width, (phase + 1) * width);
    let sum = 0;
    for (let t = 0; t < width; t++) {
      const distance = t - reach - phase / up;
      row[t] = sinc(distance * cutoff) * kaiser(distance / half);
      sum += row[t]!;
    }
    for (let t = 0; t < width; t++) row[t]! /= sum;
  }
  return { taps, reach };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The Kaiser window over −1…1, but for its constant factor. */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : besselI0(beta * Math.sqrt(1 - x * x));
}

/** The modified Bessel function of order zero, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-16; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
