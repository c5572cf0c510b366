/**
 * A function that gives the power of each frequency, from 0 to half the rate in `size / 2 + 1` steps, of two frames of
 * `size` samples at once, into `power` and `otherPower`. Real signals leave half of a complex transform unused, so the
 * second frame is its imaginary part. Any even size does; one of small prime factors (400) is fast.
 */
export function createPowerSpectrum(size: number) {
  const stages = stagesOf(size);
  let from = { re: new Float64Array(size), im: new Float64Array(size) };
  let to = { re: new Float64Array(size), im: new Float64Array(size) };
  return (
    [frame, other]: readonly [Float32Array | Float64Array, Float32Array | Float64Array],
    [power, otherPower]: readonly [Float64Array, Float64Array],
  ): void => {
    from.re.set(frame);
    from.im.set(other);
    for (const stage of stages) {
      runStage(stage, from, to);
      [from, to] = [to, from];
    }
    const { re, im } = from;
    for (let bin = 0; bin <= size / 2; bin++) {
      const mirrored = bin === 0 ? 0 : size - bin;
      const [a, b] = [re[bin]!, im[bin]!];
      const [c, d] = [re[mirrored]!, im[mirrored]!];
      power[bin] = ((a + c) ** 2 + (b - d) ** 2) / 4;
      otherPower[bin] = ((b + d) ** 2 + (c - a) ** 2) / 4;
    }
  };
}

type Complex = { re: Float64Array; im: Float64Array };

/** A step of Stockham's transform, which puts its results in order as it goes. */
type Stage = {
  radix: number;
  /** How many transforms of `radix` parts there are, and how many values lie between two neighbours of one. */
  blocks: number;
  stride: number;
  /** For each block, result and part. */
  roots: Complex;
};

function stagesOf(size: number): Stage[] {
  const stages: Stage[] = [];
  for (let left = size, stride = 1; left > 1;) {
    const radix = [4, 2, 3, 5].find((each) => left % each === 0) ?? left;
    const blocks = left / radix;
    const turns = Array.from({ length: blocks * radix * radix }, (_, at) => {
      const block = Math.floor(at / radix ** 2);
      const result = Math.floor(at / radix) % radix;
      const part = at % radix;
      return ((-2 * Math.PI) / left) * ((result * (block + blocks * part)) % left);
    });
    const roots = {
      re: Float64Array.from(turns, Math.cos),
      im: Float64Array.from(turns, Math.sin),
    };
    stages.push({ radix, blocks, stride, roots });
    left = blocks;
    stride *= radix;
  }
  return stages;
}

function runStage({ radix, blocks, stride, roots }: Stage, from: Complex, to: Complex): void {
  const { re: fromRe, im: fromIm } = from;
  const { re: rootRe, im: rootIm } = roots;
  const apart = stride * blocks;
  for (let block = 0, root = 0; block < blocks; block++) {
    const first = stride * block;
    for (let result = 0; result < radix; result++, root += radix) {
      const at = stride * (radix * block + result);
      for (let i = 0; i < stride; i++) {
        let re = 0;
        let im = 0;
        for (let part = 0, value = first + i; part < radix; part++, value += apart) {
          const x = fromRe[value]!;
          const y = fromIm[value]!;
          const cos = rootRe[root + part]!;
          const sin = rootIm[root + part]!;
          re += x * cos - y * sin;
          im += x * sin + y * cos;
        }
        to.re[at + i] = re;
        to.im[at + i] = im;
      }
    }
  }
}
