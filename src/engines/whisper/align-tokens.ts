/**
 * When each token of a window sounds, from where the model looked while it wrote it: the cheapest way through the matrix
 * of tokens and encoder positions, by dynamic time warping, after each head was normalised and smoothed, as the
 * reference does (https://github.com/openai/whisper/blob/main/whisper/timing.py).
 * `attention` has a row of positions for each head of each token. Gives the position at which each token begins, and
 * behind the last one the position at which it ends.
 */
export function alignTokens(
  attention: readonly (readonly Float32Array[])[],
  { positions, medianWidth }: { positions: number; medianWidth: number },
): number[] {
  const count = attention.length;
  if (count === 0) return [0];
  const heads = attention[0]?.length ?? 0;
  const cost = new Float32Array(count * positions);
  for (let head = 0; head < heads; head++) {
    const rows = attention.map((token) => (token[head] ?? new Float32Array(0)).slice(0, positions));
    normaliseColumns(rows, positions);
    rows.forEach((row, token) => {
      const smooth = medianFilter(row, medianWidth);
      for (let at = 0; at < positions; at++) {
        cost[token * positions + at]! -= (smooth[at] ?? 0) / heads;
      }
    });
  }
  return [...startsOnPath(cost, count, positions), positions];
}

/** Each column to a mean of 0 and a deviation of 1. */
function normaliseColumns(rows: Float32Array[], positions: number): void {
  for (let at = 0; at < positions; at++) {
    let sum = 0;
    let squares = 0;
    for (const row of rows) {
      const value = row[at] ?? 0;
      sum += value;
      squares += value * value;
    }
    const mean = sum / rows.length;
    const deviation = Math.sqrt(Math.max(squares / rows.length - mean * mean, 1e-12));
    for (const row of rows) row[at] = ((row[at] ?? 0) - mean) / deviation;
  }
}

/** The ends are mirrored. `width` is odd. */
export function medianFilter(values: Float32Array, width: number): Float32Array {
  const half = width >> 1;
  if (values.length <= half) return values;
  const sorted = new Float32Array(width);
  const smooth = new Float32Array(values.length);
  for (let at = 0; at < values.length; at++) {
    for (let i = 0; i < width; i++) {
      const from = Math.abs(at + i - half);
      const value = values[from < values.length ? from : 2 * (values.length - 1) - from]!;
      let place = i;
      for (; place > 0 && sorted[place - 1]! > value; place--) sorted[place] = sorted[place - 1]!;
      sorted[place] = value;
    }
    smooth[at] = sorted[half]!;
  }
  return smooth;
}

/** The first position of each row on the cheapest monotonic way from the first cell to the last. */
function startsOnPath(cost: Float32Array, rows: number, columns: number): number[] {
  const width = columns + 1;
  const total = new Float32Array((rows + 1) * width).fill(Infinity);
  const from = new Uint8Array((rows + 1) * width);
  total[0] = 0;
  for (let row = 1; row <= rows; row++) {
    for (let column = 1; column <= columns; column++) {
      const at = row * width + column;
      const [both, down, along] = [total[at - width - 1]!, total[at - width]!, total[at - 1]!];
      const least = Math.min(both, down, along);
      total[at] = cost[(row - 1) * columns + column - 1]! + least;
      from[at] = both < down && both < along ? 0 : down < along ? 1 : 2;
    }
  }
  const starts = new Array<number>(rows).fill(0);
  for (let row = rows, column = columns; row > 0 && column > 0;) {
    starts[row - 1] = column - 1;
    const step = from[row * width + column];
    if (step !== 2) row--;
    if (step !== 1) column--;
  }
  return starts;
}
