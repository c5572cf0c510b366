import { hop, logMel, rowDistances, width } from '../../audio/log-mel';

/** A short piece of speech as a model gave it, unchecked. */
export type Sound = {
  samples: Float32Array;
  /** Frames of each token, where the model tells them. */
  durations: readonly number[] | undefined;
};

/** How a model's samples are to be read. */
export type SoundShape = { sampleRate: number; samplesPerFrame: number };

/** How far one sound is from another. */
export type Difference = {
  /** Mean log-mel distance, in nepers of power. */
  distance: number;
  /** The same of the worst tenth of a second. */
  worst: number;
  /** The most frames that a token is longer or shorter by. */
  frames: number;
  /** Frames that the whole is longer or shorter by. */
  drift: number;
};

export type Heard = Sound & { rows: readonly Float32Array[] };

/** Computes a sound's spectrum once for all comparisons. */
export function heard(sound: Sound, { sampleRate }: SoundShape): Heard {
  return { ...sound, rows: logMel(sound.samples, sampleRate) };
}

/** Differences of two sounds that are both without an obvious fault. */
export function difference(one: Heard, other: Heard, shape: SoundShape): Difference {
  const drift = Math.abs(one.samples.length - other.samples.length) / shape.samplesPerFrame;
  const frames = tokenDifference(one, other) ?? drift;
  if (one.rows.length === 0 || other.rows.length === 0) {
    return { distance: Infinity, worst: Infinity, frames, drift };
  }
  const distances = rowDistances(one.rows, aligned(one, other, shape));
  const moment = Math.round((0.1 * shape.sampleRate) / hop);
  const moments = Math.max(1, distances.length - moment + 1);
  const worst = Array.from({ length: moments }, (_, i) => mean(distances.slice(i, i + moment)));
  return { distance: mean(distances), worst: Math.max(...worst), frames, drift };
}

/** The most frames by which a token differs; undefined without durations. */
function tokenDifference(one: Sound, other: Sound): number | undefined {
  if (!one.durations || !other.durations) return undefined;
  const tokens = one.durations.map((frames, i) => Math.abs(frames - (other.durations?.[i] ?? 0)));
  return Math.max(Math.abs(one.durations.length - other.durations.length), ...tokens);
}

/** For each row of a sound the row of another: of the same part of the same token, where the durations are known. */
function aligned(one: Heard, other: Heard, { samplesPerFrame }: SoundShape): Float32Array[] {
  const place = placeOf(one.durations ?? [], other.durations ?? []);
  return one.rows.map((_, i) => {
    const frame = (i * hop + width / 2) / samplesPerFrame;
    const row = Math.round((place(frame) * samplesPerFrame - width / 2) / hop);
    return other.rows[Math.max(0, Math.min(other.rows.length - 1, row))]!;
  });
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

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
