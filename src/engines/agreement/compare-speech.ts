import { hop, logMel, meanDistance, width } from '../../audio/log-mel';
import type { Agreement } from '../../weights/verdicts';

/** A short piece of speech as a model gave it, unchecked. */
export type Sound = {
  samples: Float32Array;
  /** Frames of each token, where the model tells them. */
  durations: readonly number[] | undefined;
};

/** How a model's samples are to be read. */
export type SoundShape = { sampleRate: number; samplesPerFrame: number };

/**
 * The largest log-mel distance that counts as the same sound. Measured (docs/decisions/0007-device-trust.md): at most
 * 0.08 on a healthy adapter, and more than 0.5 for every fault that the tests know.
 */
export const mostDistance = 0.25;

/** Frames by which a token may be longer or shorter: rounding may fall on the other side. */
const mostFrames = 1;

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

/** Compares two runs on one device with one on a device that is known to be right. All three are without obvious fault. */
export function compareSpeech(
  right: Sound,
  [first, second]: readonly [Sound, Sound],
  shape: SoundShape,
): Agreement {
  const frames = Math.max(
    ...[first, second].map((sound) => frameDifference(right, sound, shape.samplesPerFrame)),
  );
  const distance = Math.max(
    soundDistance(right, first, shape),
    soundDistance(right, second, shape),
  );
  const unrest = soundDistance(first, second, shape);
  return {
    agrees: frames <= mostFrames && distance <= mostDistance && unrest <= mostDistance,
    finding: [
      `log-mel distance ${distance.toFixed(2)}${distance > mostDistance ? ` (at most ${mostDistance} is right)` : ''}`,
      frames === 0 ? 'durations equal' : `durations differ by ${frames} frames`,
      ...(unrest > mostDistance ? [`${unrest.toFixed(2)} from one run to the next`] : []),
    ].join(', '),
    figures: { distance, unrest, frames },
  };
}

/** The most frames by which a token differs; without durations, by which the whole does. */
function frameDifference(one: Sound, other: Sound, samplesPerFrame: number): number {
  const whole = Math.abs(one.samples.length - other.samples.length) / samplesPerFrame;
  if (!one.durations || !other.durations) return whole;
  const tokens = one.durations.map((frames, i) => Math.abs(frames - (other.durations?.[i] ?? 0)));
  return Math.max(Math.abs(one.durations.length - other.durations.length), ...tokens);
}

/** Log-mel distance of two sounds, token by token where the durations are known. */
function soundDistance(
  one: Sound,
  other: Sound,
  { sampleRate, samplesPerFrame }: SoundShape,
): number {
  const rows = logMel(one.samples, sampleRate);
  const others = logMel(other.samples, sampleRate);
  if (rows.length === 0 || others.length === 0) return Infinity;
  const place = placeOf(one.durations ?? [], other.durations ?? []);
  const aligned = rows.map((_, i) => {
    const frame = (i * hop + width / 2) / samplesPerFrame;
    const row = Math.round((place(frame) * samplesPerFrame - width / 2) / hop);
    return others[Math.max(0, Math.min(others.length - 1, row))]!;
  });
  return meanDistance(rows, aligned);
}

/** Finds, for a time in one sound, the same part of the same token in another. Times are in frames. */
function placeOf(from: readonly number[], to: readonly number[]): (frame: number) => number {
  return (frame) => {
    let start = 0;
    let otherStart = 0;
    for (const [i, frames] of from.entries()) {
      const otherFrames = to[i] ?? 0;
      if (frame < start + frames) return otherStart + ((frame - start) * otherFrames) / frames;
      start += frames;
      otherStart += otherFrames;
    }
    return otherStart + frame - start;
  };
}
