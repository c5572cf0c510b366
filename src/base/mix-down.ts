/** Seconds of sound by whose power the mix is chosen, and of a step, on which it may change. */
const stretch = 2;
const step = 0.05;
/**
 * The mix is changed where the other one has so many times its power. Microphones a hand apart are in opposite phase for
 * some sounds, and came to an eighth in speech; channels with their wires crossed, and noise of a tenth of their power,
 * came to an eighteenth.
 */
const cancels = 16;
/** Hz: twice the highest frequency that counts. */
const measuredRate = 4000;

/** A piece of both channels, of one length. */
type Step = { first: Float32Array; second: Float32Array; sum: number; difference: number };

/**
 * Makes one channel of two: their mean. Where that would cancel what is in them, because one of them is in opposite phase
 * (a microphone with crossed wires), the second one is turned over; it is turned within a step, so that nothing
 * clicks, and stays so as long as that is not what cancels.
 */
export class MixDown {
  #rate: number;
  #steps: { length: number; late: number };
  #first: Float32Array;
  #second: Float32Array;
  #filled = 0;
  #waiting: Step[] = [];
  #heard: Pick<Step, 'sum' | 'difference'>[] = [];
  /** What the second channel is multiplied with; undefined before the first step. */
  #sign: 1 | -1 | undefined;

  /**
   * `sampleRate` in Hz. `lag`: how many seconds what is given comes later than what was added; up to two seconds, a longer
   * one knows more of what comes.
   */
  constructor(sampleRate: number, lag = stretch) {
    this.#rate = sampleRate;
    this.#steps = {
      length: Math.max(1, Math.round(step * sampleRate)),
      late: Math.max(1, Math.round(lag / step)),
    };
    [this.#first, this.#second] = this.#room();
  }

  /** Takes as many samples of each channel, which it copies; gives what is mixed by then. */
  add(first: Float32Array, second: Float32Array): Float32Array<ArrayBuffer>[] {
    const mixed: Float32Array<ArrayBuffer>[] = [];
    for (let at = 0; at < first.length;) {
      const end = at + this.#steps.length - this.#filled;
      this.#first.set(first.subarray(at, end), this.#filled);
      this.#second.set(second.subarray(at, end), this.#filled);
      this.#filled += Math.min(end, first.length) - at;
      at = end;
      if (this.#filled < this.#steps.length) break;
      this.#measure();
      if (this.#waiting.length >= this.#steps.late) mixed.push(...this.#mix(1));
    }
    return mixed;
  }

  /** The rest. */
  end(): Float32Array<ArrayBuffer>[] {
    this.#first = this.#first.subarray(0, this.#filled);
    this.#second = this.#second.subarray(0, this.#filled);
    if (this.#filled > 0) this.#measure();
    return this.#mix(this.#waiting.length);
  }

  #room(): [Float32Array, Float32Array] {
    return [new Float32Array(this.#steps.length), new Float32Array(this.#steps.length)];
  }

  #measure(): void {
    const [first, second] = [this.#first, this.#second];
    const powers = powersOf(first, second, Math.max(1, Math.round(this.#rate / measuredRate)));
    this.#heard.push(powers);
    if (this.#heard.length > stretch / step) this.#heard.shift();
    this.#waiting.push({ first, second, ...powers });
    [this.#first, this.#second] = this.#room();
    this.#filled = 0;
  }

  #mix(count: number): Float32Array<ArrayBuffer>[] {
    const before = this.#sign;
    const sign = this.#choose();
    this.#sign = sign;
    const steps = this.#waiting.splice(0, count);
    return steps.map((each, at) => mixed(each, at === 0 ? (before ?? sign) : sign, sign));
  }

  #choose(): 1 | -1 {
    const sum = this.#heard.reduce((all, each) => all + each.sum, 0);
    const difference = this.#heard.reduce((all, each) => all + each.difference, 0);
    if (this.#sign === -1) return difference * cancels < sum ? 1 : -1;
    return sum * cancels < difference ? -1 : 1;
  }
}

/** The mean of both, the second one multiplied with what goes from one sign to another. */
function mixed({ first, second }: Step, from: number, to: number): Float32Array<ArrayBuffer> {
  const mean = new Float32Array(first.length);
  const turn = (to - from) / mean.length;
  for (let i = 0; i < mean.length; i++) mean[i] = (first[i]! + (from + turn * i) * second[i]!) / 2;
  return mean;
}

/**
 * The powers of the sum and the difference of two channels, in the band of the voice: of means of `width` samples the
 * second difference, so that neither an offset, nor hum, nor hiss decides.
 */
function powersOf(
  first: Float32Array,
  second: Float32Array,
  width: number,
): Pick<Step, 'sum' | 'difference'> {
  const powers = { sum: 0, difference: 0 };
  let [sum, lastSum, difference, lastDifference] = [0, 0, 0, 0];
  for (let at = 0; at + width <= first.length; at += width) {
    let [one, other] = [0, 0];
    for (let i = at; i < at + width; i++) {
      one += first[i]!;
      other += second[i]!;
    }
    if (at >= 2 * width) {
      powers.sum += (one + other - 2 * sum + lastSum) ** 2;
      powers.difference += (one - other - 2 * difference + lastDifference) ** 2;
    }
    [lastSum, lastDifference] = [sum, difference];
    [sum, difference] = [one + other, one - other];
  }
  return powers;
}
