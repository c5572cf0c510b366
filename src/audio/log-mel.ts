/** Samples that one row is made of. */
export const width = 512;
/** Samples from row to row. */
export const hop = 256;
const bands = 40;

/** The loudness (natural logarithm) of 40 mel bands up to half the sampling rate, a row for every `hop` samples. */
export function logMel(samples: Float32Array, sampleRate: number): Float32Array[] {
  const filters = melFilters(sampleRate);
  const rows: Float32Array[] = [];
  for (let at = 0; at + width <= samples.length; at += hop) {
    const power = powerSpectrum(samples.subarray(at, at + width));
    rows.push(
      Float32Array.from(filters, (filter) =>
        Math.log(1e-4 + filter.reduce((sum, weight, bin) => sum + weight * power[bin]!, 0)),
      ),
    );
  }
  return rows;
}

/** Nepers of power below the loudest band, 60 dB, from which on nothing is heard beside it. */
const span = 6 * Math.LN10;

/** For each of two spectra's rows, how far it is from the other's, as a mean of its bands in nepers of power. */
export function rowDistances(
  rows: readonly Float32Array[],
  others: readonly Float32Array[],
): number[] {
  const loudest = rows.reduce((most, row) => Math.max(most, ...row), -Infinity);
  const heard = (value: number) => Math.max(value, loudest - span);
  return rows.map((row, i) => {
    const other = others[i]!;
    const sum = row.reduce((sum, value, at) => sum + Math.abs(heard(value) - heard(other[at]!)), 0);
    return sum / bands;
  });
}

/** The mean distance of two spectra with the same number of rows, at least one, in nepers of power. */
export function meanDistance(one: readonly Float32Array[], other: readonly Float32Array[]): number {
  return rowDistances(one, other).reduce((sum, distance) => sum + distance, 0) / one.length;
}

/** By the definition of the Fourier transform: it takes 0.1 s for a second of sound, and nobody hears it wait. */
function powerSpectrum(frame: Float32Array): Float32Array {
  const power = new Float32Array(width / 2 + 1);
  for (let bin = 0; bin < power.length; bin++) {
    let re = 0;
    let im = 0;
    for (let i = 0; i < width; i++) {
      const value = frame[i]! * hann[i]!;
      re += value * cosine[(i * bin) % width]!;
      im -= value * cosine[(i * bin + (width * 3) / 4) % width]!;
    }
    power[bin] = re * re + im * im;
  }
  return power;
}

const cosine = Float32Array.from({ length: width }, (_, i) => Math.cos((2 * Math.PI * i) / width));
const hann = cosine.map((value) => (1 - value) / 2);

function melFilters(sampleRate: number): Float32Array[] {
  const mel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700);
  const top = mel(sampleRate / 2);
  return Array.from({ length: bands }, (_, band) =>
    Float32Array.from({ length: width / 2 + 1 }, (_, bin) => {
      const place = (mel((bin * sampleRate) / width) / top) * (bands + 1) - (band + 1);
      return Math.max(0, 1 - Math.abs(place));
    }),
  );
}
