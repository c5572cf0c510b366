/** Root mean square of samples from −1 to 1; 0 for none. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0);
  return Math.sqrt(power / Math.max(samples.length, 1));
}
