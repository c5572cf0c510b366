/** Two seconds of a tone that rises from 200 to 1,500 Hz and swells unevenly, so that no part is like another. */
export function glide(sampleRate: number, seconds = 2): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => {
    const t = i / sampleRate;
    const swell = 0.55 + 0.45 * Math.sin(2 * Math.PI * (1.3 * t + 0.9 * t * t));
    return 0.4 * swell * Math.sin(2 * Math.PI * (200 * t + 325 * t * t));
  });
}

/**
 * How like the middle half of `wanted` is to what is heard `lag` samples later, or up to `most` samples around that:
 * the correlation (0…1).
 */
export function likeness(
  wanted: Float32Array,
  heard: Float32Array,
  lag: number,
  most: number,
): number {
  let best = 0;
  for (let later = lag - most; later <= lag + most; later++) {
    let [products, wantedPower, heardPower] = [0, 0, 0];
    for (let i = Math.round(wanted.length / 4); i < (wanted.length * 3) / 4; i++) {
      const [a, b] = [wanted[i]!, heard[i + later] ?? 0];
      products += a * b;
      wantedPower += a * a;
      heardPower += b * b;
    }
    best = Math.max(best, products / Math.sqrt(wantedPower * heardPower || 1));
  }
  return best;
}
