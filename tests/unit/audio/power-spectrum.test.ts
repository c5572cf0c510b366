import { expect, test } from 'vitest';
import { createPowerSpectrum } from '../../../src/audio/power-spectrum';

/** By the definition of the Fourier transform. */
function powerOf(frame: Float64Array, bin: number): number {
  let re = 0;
  let im = 0;
  for (const [i, value] of frame.entries()) {
    re += value * Math.cos((2 * Math.PI * i * bin) / frame.length);
    im -= value * Math.sin((2 * Math.PI * i * bin) / frame.length);
  }
  return re * re + im * im;
}

test.each([2, 14, 30, 64, 400])('two frames of %i samples have their own powers', (size) => {
  const frames = [0.37, 0.71].map((step) =>
    Float64Array.from({ length: size }, (_, i) => Math.sin(step * i) + ((i * 7) % 5) / 5),
  ) as [Float64Array, Float64Array];
  const powers = frames.map(() => new Float64Array(size / 2 + 1)) as [Float64Array, Float64Array];
  const transform = createPowerSpectrum(size);
  transform(frames, powers);
  transform(frames, powers); // What the first left behind does not matter.
  for (const [which, power] of powers.entries()) {
    for (const [bin, value] of power.entries()) {
      expect(value, `bin ${bin}`).toBeCloseTo(powerOf(frames[which]!, bin), 6);
    }
  }
});
