import { seededRandom } from '../../../src/base/seeded-random';
import type { Output, Session } from '../../../src/engines/session';

type Outputs = Readonly<Record<string, Output>>;
type Sound = { samples: Float32Array<ArrayBuffer>; durations: number[] };
/** What a broken graphics card makes of a sound; `run` counts from 0. */
export type Fault = (sound: Sound, run: number) => Partial<Sound>;

const rate = 24_000;

/** As graphics cards were reported to fail (docs/decisions/0007-device-trust.md), and what a check has to find. */
export const faults = {
  'all numbers NaN': ({ samples }) => ({ samples: samples.map(() => NaN) }),
  'one number NaN': ({ samples }) => ({ samples: samples.with(samples.length >> 1, NaN) }),
  'one number infinite': ({ samples }) => ({ samples: samples.with(99, -Infinity) }),
  'NaN as a duration': ({ durations }) => ({ durations: durations.with(3, NaN) }),
  'no samples': () => ({ samples: new Float32Array() }),
  silence: ({ samples }) => ({ samples: samples.map(() => 0) }),
  'a constant': ({ samples }) => ({ samples: samples.map(() => 0.2) }),
  'noise alone': ({ samples }) => ({ samples: noise(samples, 1, 0) }),
  'noise at 10 dB': ({ samples }) => ({ samples: noise(samples, 0.316, 1) }),
  'noise at 20 dB': ({ samples }) => ({ samples: noise(samples, 0.1, 1) }),
  'twice as loud': ({ samples }) => ({ samples: samples.map((sample) => sample * 2) }),
  'half as loud': ({ samples }) => ({ samples: samples.map((sample) => sample / 2) }),
  'a quarter as loud': ({ samples }) => ({ samples: samples.map((sample) => sample / 4) }),
  clipped: ({ samples }) => ({ samples: samples.map((s) => Math.max(-1, Math.min(1, s * 8))) }),
  'late by 12 ms': ({ samples }) => ({ samples: late(samples, 0.0125) }),
  'late by a frame': ({ samples }) => ({ samples: late(samples, 0.025) }),
  'late by 100 ms': ({ samples }) => ({ samples: late(samples, 0.1) }),
  'early by 100 ms': ({ samples }) => ({ samples: late(samples, -0.1) }),
  backwards: ({ samples }) => ({ samples: samples.toReversed() }),
  'a gap of 50 ms': ({ samples }) => ({
    samples: samples.slice().fill(0, 30000, 30000 + rate * 0.05),
  }),
  'a gap of 100 ms': ({ samples }) => ({
    samples: samples.slice().fill(0, 30000, 30000 + rate / 10),
  }),
  'tiles in the wrong order': ({ samples }) => ({ samples: swapTiles(samples, 1024) }),
  'small tiles in the wrong order': ({ samples }) => ({ samples: swapTiles(samples, 128) }),
  'a token much longer': ({ durations }) => ({ durations: durations.with(4, durations[4]! + 3) }),
  'all tokens a frame longer': ({ samples, durations }) => ({
    durations: durations.map((d) => d + 1),
    samples: stretch(samples, durations.length * 600),
  }),
  'cut short': ({ samples }) => ({ samples: samples.slice(0, samples.length / 2) }),
  'noise in every other run': ({ samples }, run) =>
    run % 2 === 0 ? {} : { samples: noise(samples, 1, 0) },
} satisfies Record<string, Fault>;

/** Differences that nobody hears, and that a check must not complain of. */
export const trifles = {
  'eleven bits': ({ samples }) => ({ samples: samples.map((s) => Math.round(s * 1024) / 1024) }),
  'upside down': ({ samples }) => ({ samples: samples.map((s) => -s) }),
} satisfies Record<string, Fault>;

function noise(samples: Float32Array, share: number, rest: number): Float32Array<ArrayBuffer> {
  const rms = Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length);
  const random = seededRandom(1);
  return Float32Array.from(
    samples,
    (s) => rest * s + share * rms * Math.sqrt(3) * (2 * random() - 1),
  );
}

function late(samples: Float32Array, seconds: number): Float32Array<ArrayBuffer> {
  const by = Math.round(seconds * rate);
  return Float32Array.from(samples, (_, i) => samples[i - by] ?? 0);
}

function swapTiles(samples: Float32Array, size: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(samples, (_, i) => samples[i ^ size] ?? 0);
}

function stretch(samples: Float32Array, by: number): Float32Array<ArrayBuffer> {
  const length = samples.length + by;
  return Float32Array.from(
    { length },
    (_, i) => samples[Math.floor((i * samples.length) / length)]!,
  );
}

/** Says the same again for the same question, without computing it again. */
export function recorded(session: Pick<Session, 'run'>): Pick<Session, 'run'> {
  let answer: Promise<Outputs> | undefined;
  return { run: (inputs) => (answer ??= session.run(inputs)) };
}

/** A session on a graphics card with a fault. */
export function corrupted(session: Pick<Session, 'run'>, fault: Fault): Pick<Session, 'run'> {
  let runs = 0;
  return {
    async run(inputs): Promise<Outputs> {
      const { waveform, durations } = await session.run(inputs);
      const sound = {
        samples: waveform!.data as Float32Array<ArrayBuffer>,
        durations: Array.from(durations!.data),
      };
      const wrong = { ...sound, ...fault(sound, runs++) };
      return {
        waveform: { data: wrong.samples, dims: waveform!.dims },
        durations: { data: wrong.durations, dims: durations!.dims },
      };
    },
  };
}
