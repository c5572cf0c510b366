import type { BitWriter } from './bit-writer';
import type { Prediction } from './prediction';

/** How residuals are coded: in `2 ** order` partitions, each with the Rice parameter that suits it. */
export type RicePlan = { order: number; parameters: number[]; bits: number };

const longestPartitionOrder = 6;
/** 15 is the escape of this coding method. */
const greatestParameter = 14;

/** The cheapest partitioning of a block of `size` samples; `bits` is not less than what it will take. */
export function planRice({ order: skipped, residual }: Prediction, size: number): RicePlan {
  let finest = 0;
  while (
    finest < longestPartitionOrder &&
    size % (2 << finest) === 0 &&
    size >> (finest + 1) > skipped
  ) {
    finest++;
  }
  let sums = partitionSums(residual, size >> finest, skipped);
  let best: RicePlan | undefined;
  for (let order = finest; order >= 0; order--) {
    const plan = planPartitions(sums, size >> order, skipped);
    if (!best || plan.bits < best.bits) best = { order, ...plan };
    sums = sums.filter((_, i) => i % 2 === 0).map((sum, i) => sum + (sums[2 * i + 1] ?? 0));
  }
  return best as RicePlan;
}

/** Writes what was planned (RFC 9639, section 9.2.7, with parameters of 4 bits). */
export function writeRice(
  bits: BitWriter,
  { order: skipped, residual }: Prediction,
  { order, parameters }: RicePlan,
  size: number,
): void {
  bits.write(0, 2);
  bits.write(order, 4);
  let at = 0;
  parameters.forEach((parameter, partition) => {
    bits.write(parameter, 4);
    const end = (partition + 1) * (size >> order) - skipped;
    const mask = (1 << parameter) - 1;
    for (; at < end; at++) {
      const folded = fold(residual[at]!);
      bits.unary(folded >>> parameter);
      bits.write(folded & mask, parameter);
    }
  });
}

/** 0, −1, 1, −2, 2… as 0, 1, 2, 3, 4… */
function fold(value: number): number {
  return (value << 1) ^ (value >> 31);
}

function partitionSums(residual: Int32Array, length: number, skipped: number): number[] {
  const sums: number[] = [];
  for (let at = 0, end = length - skipped; at < residual.length; end += length) {
    let sum = 0;
    for (; at < end; at++) sum += fold(residual[at]!);
    sums.push(sum);
  }
  return sums;
}

/** A value v takes 1 + parameter + ⌊v / 2^parameter⌋ bits, so their sum tells the cost but for the rounding. */
function planPartitions(
  sums: readonly number[],
  length: number,
  skipped: number,
): { parameters: number[]; bits: number } {
  let bits = 0;
  const parameters = sums.map((sum, partition) => {
    const count = partition === 0 ? length - skipped : length;
    const near = Math.max(0, Math.floor(Math.log2(sum / count + 1e-9)));
    const costOf = (parameter: number) => count * (1 + parameter) + sum / 2 ** parameter;
    const candidates = [near - 1, near, near + 1].filter((k) => k >= 0 && k <= greatestParameter);
    if (candidates.length === 0) candidates.push(greatestParameter);
    const parameter = candidates.reduce((one, other) =>
      costOf(other) < costOf(one) ? other : one,
    );
    bits += 4 + costOf(parameter);
    return parameter;
  });
  return { parameters, bits };
}
