/**
 * Speech at another tempo (2 is twice as fast) with its pitch kept: WSOLA (Verhelst and Roelands, 1993). The result
 * has exactly `round(n / tempo)` samples; at tempo 1 it is a copy.
 */
export function stretch(
  samples: Float32Array,
  sampleRate: number,
  tempo: number,
): Float32Array<ArrayBuffer> {
  if (tempo === 1) return new Float32Array(samples);
  const { half, search } = spans(sampleRate, tempo);
  const margin = 2 * (half + search);
  const source = new Float32Array(samples.length + 2 * margin);
  source.set(samples, margin);
  const alike = createSearch(source, 2 * half, search);
  const result = new Float32Array(Math.round(samples.length / tempo));
  // Frames of 2 · half samples overlap by half; `centre` is where the middle of one lies in the source.
  let centre = margin;
  for (let at = 0; at < result.length; at += half) {
    const onTime = margin + Math.round((at + half) * tempo);
    const next = alike(centre, Math.min(onTime, source.length - half - search) - half) + half;
    for (let i = 0; i < half && at + i < result.length; i++) {
      const rising = 0.5 - 0.5 * Math.cos((Math.PI * i) / half);
      result[at + i] = (1 - rising) * source[centre + i]! + rising * source[next - half + i]!;
    }
    centre = next;
  }
  return result;
}

/**
 * Half a frame, and how far a frame may move to fit: long frames when slowing down, where short ones stutter, and
 * short ones when speeding up, where long ones swallow sounds.
 */
function spans(sampleRate: number, tempo: number): { half: number; search: number } {
  const [frame, search] = tempo < 1 ? [0.04, 0.012] : [0.025, 0.01];
  return { half: Math.round((frame / 2) * sampleRate), search: Math.round(search * sampleRate) };
}

/** Samples between the candidates of a first search; the second looks at all around the best of them. */
const coarse = 4;

/**
 * Finds, around `onTime`, the start of the frame that is most like the one at `wanted`: the greatest correlation,
 * over the root of the candidate's energy.
 */
function createSearch(
  source: Float32Array,
  length: number,
  search: number,
): (wanted: number, onTime: number) => number {
  const energy = new Float64Array(source.length + 1);
  for (let i = 0; i < source.length; i++) energy[i + 1] = energy[i]! + source[i]! ** 2;

  function likeness(wanted: number, start: number): number {
    let product = 0;
    for (let i = 0; i < length; i++) product += source[wanted + i]! * source[start + i]!;
    return product / Math.sqrt(energy[start + length]! - energy[start]! + 1e-9);
  }

  return (wanted, onTime) => {
    let best = onTime;
    let greatest = 0;
    const consider = (start: number) => {
      const value = likeness(wanted, start);
      if (value <= greatest) return;
      greatest = value;
      best = start;
    };
    for (let start = onTime - search; start <= onTime + search; start += coarse) consider(start);
    const last = Math.min(best + coarse, onTime + search + 1);
    for (let start = best - coarse + 1; start < last; start++) consider(start);
    return best;
  };
}
