/** A block without what its fixed predictor knows: `residual` starts after the first `order` samples. */
export type Prediction = { order: number; residual: Int32Array };

/**
 * The best of FLAC's fixed predictors (RFC 9639, section 9.2.5), which are the differences of order 0 to 4: the one
 * whose residuals are the smallest on the whole.
 */
export function predict(samples: Int32Array): Prediction {
  let best: Prediction = { order: 0, residual: samples };
  let least = magnitude(samples);
  let residual = samples;
  for (let order = 1; order <= Math.min(4, samples.length - 1); order++) {
    residual = differences(residual);
    const sum = magnitude(residual);
    if (sum >= least) continue;
    least = sum;
    best = { order, residual };
  }
  return best;
}

function differences(values: Int32Array): Int32Array {
  const result = new Int32Array(values.length - 1);
  for (let i = 0; i < result.length; i++) result[i] = values[i + 1]! - values[i]!;
  return result;
}

function magnitude(values: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!);
  return sum;
}
