import type { Agreement } from '../../weights/verdicts';
import {
  difference,
  heard,
  type Difference,
  type Sound,
  type SoundShape,
} from './sound-difference';

export type { Sound };

/**
 * The most that two sounds may differ by and still be the same; why these: docs/decisions/0007-device-trust.md. Frames
 * may differ by one, since rounding may fall on the other side.
 */
export const limits: Readonly<Difference> = { distance: 0.25, worst: 2, frames: 1, drift: 2 };

/** What is wrong with a sound for all to see; undefined when it has to be compared. */
export function obviousFault({ samples, durations = [] }: Sound): string | undefined {
  if (samples.length === 0) return 'no sound at all';
  if (!samples.every(Number.isFinite) || !durations.every(Number.isFinite)) return 'broken numbers';
  let least = Infinity;
  let most = -Infinity;
  for (const sample of samples) {
    least = Math.min(least, sample);
    most = Math.max(most, sample);
  }
  if (most - least >= 1e-3) return undefined;
  return Math.abs(most) < 1e-3 ? 'silence' : `nothing but the value ${most.toFixed(3)}`;
}

type Runs = readonly [Sound, Sound];

/**
 * Compares two runs on one device with two on a device that is known to be right. None has an obvious fault. Models that
 * draw random numbers say nothing twice alike, so what the right device differs by from itself is allowed for.
 */
export function compareSpeech(right: Runs, doubted: Runs, shape: SoundShape): Agreement {
  const own = difference(heard(right[0], shape), heard(right[1], shape), shape);
  const [truth, first, second] = [right[0], ...doubted].map((sound) => heard(sound, shape));
  const error = most(difference(truth!, first!, shape), difference(truth!, second!, shape));
  const unrest = difference(first!, second!, shape);
  const complaints = [...complain('', error, own), ...complain(' from run to run', unrest, own)];
  return {
    agrees: complaints.length === 0,
    finding:
      complaints.join(', ') ||
      `log-mel distance ${error.distance.toFixed(2)}, durations ${error.frames === 0 ? 'equal' : 'within a frame'}`,
    figures: { ...error, unrest: unrest.distance, ownUnrest: own.distance },
  };
}

function complain(where: string, found: Difference, own: Difference): string[] {
  const tooMuch = (name: keyof Difference) => found[name] > limits[name] + own[name];
  const sound = (name: 'distance' | 'worst') =>
    `${found[name].toFixed(2)} (at most ${(limits[name] + own[name]).toFixed(2)} is right)`;
  const frames = (count: number) => `${Math.round(count * 10) / 10} frames`;
  return [
    ...(tooMuch('frames') ? [`a token differs by ${frames(found.frames)}${where}`] : []),
    ...(tooMuch('drift') ? [`the length differs by ${frames(found.drift)}${where}`] : []),
    ...(tooMuch('distance') ? [`log-mel distance${where} ${sound('distance')}`] : []),
    ...(tooMuch('worst') ? [`log-mel distance of a moment${where} ${sound('worst')}`] : []),
  ];
}

function most(one: Difference, other: Difference): Difference {
  return {
    distance: Math.max(one.distance, other.distance),
    worst: Math.max(one.worst, other.worst),
    frames: Math.max(one.frames, other.frames),
    drift: Math.max(one.drift, other.drift),
  };
}
