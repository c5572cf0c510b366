/** A measurement of integrated loudness (ITU-R BS.1770-4), which EBU R 128 builds on. */
export type LoudnessMeter = {
  push(samples: Float32Array): void;
  /** LUFS of all that was pushed; −∞ for silence, or for what lies below the gate of −70 LUFS. */
  integrated(): number;
};

/** Blocks of 400 ms overlap by three quarters: each is four of these steps (seconds). */
const step = 0.1;
const stepsOfBlock = 4;
const absoluteGate = -70;
/** LU below the loudness of what passed the first gate. */
const relativeGate = -10;

/** Of one channel. What is shorter than a block is measured as a whole. */
export function createLoudnessMeter(sampleRate: number): LoudnessMeter {
  const weigh = createKWeighting(sampleRate);
  const stepLength = Math.round(step * sampleRate);
  /** The mean power of each whole step. */
  const steps: number[] = [];
  let sum = 0;
  let count = 0;
  return {
    push(samples) {
      for (const sample of samples) {
        sum += weigh(sample) ** 2;
        if (++count < stepLength) continue;
        steps.push(sum / count);
        sum = 0;
        count = 0;
      }
    },
    integrated() {
      if (steps.length < stepsOfBlock) {
        const whole = steps.reduce((all, each) => all + each * stepLength, sum);
        const power = whole / Math.max(1, steps.length * stepLength + count);
        return gated([power]);
      }
      const blocks: number[] = [];
      for (let last = stepsOfBlock; last <= steps.length; last++) {
        blocks.push(mean(steps.slice(last - stepsOfBlock, last)));
      }
      return gated(blocks);
    },
  };
}

function gated(blocks: readonly number[]): number {
  const loud = blocks.filter((power) => toLufs(power) > absoluteGate);
  const threshold = toLufs(mean(loud)) + relativeGate;
  return toLufs(mean(loud.filter((power) => toLufs(power) > threshold)));
}

function toLufs(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, each) => sum + each, 0) / values.length;
}

/**
 * The standard gives its two filters as coefficients for 48 kHz. These are the analogue filters behind them, so that
 * any rate can be measured (B. De Man, "Evaluation of Implementations of the EBU R128 Loudness Measurement", 2018).
 */
function createKWeighting(sampleRate: number): (sample: number) => number {
  const head = { hertz: 1681.974450955533, quality: 0.7071752369554196 };
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const shelf = createBiquad(head, sampleRate, (k, kq) => [
    high + band * kq + k,
    2 * (k - high),
    high - band * kq + k,
  ]);
  const low = { hertz: 38.13547087602444, quality: 0.5003270373238773 };
  const highPass = createBiquad(low, sampleRate, (k, kq) => {
    const norm = 1 + kq + k;
    return [norm, -2 * norm, norm];
  });
  return (sample) => highPass(shelf(sample));
}

/** `zeros` gives the numerator of k = tan²(π f / rate) and tan(π f / rate) / Q, before it is divided by a₀. */
function createBiquad(
  { hertz, quality }: { hertz: number; quality: number },
  sampleRate: number,
  zeros: (k: number, kq: number) => [number, number, number],
): (sample: number) => number {
  const tangent = Math.tan((Math.PI * hertz) / sampleRate);
  const k = tangent ** 2;
  const kq = tangent / quality;
  const a0 = 1 + kq + k;
  const [b0, b1, b2] = zeros(k, kq).map((value) => value / a0) as [number, number, number];
  const a1 = (2 * (k - 1)) / a0;
  const a2 = (1 - kq + k) / a0;
  let first = 0;
  let second = 0;
  return (sample) => {
    const result = b0 * sample + first;
    first = b1 * sample - a1 * result + second;
    second = b2 * sample - a2 * result;
    return result;
  };
}
