/** A moment of audio: how likely somebody speaks, 0 to 1, and its mean power. */
export type Frame = { speech: number; power: number };

/** In frames. */
export type PieceLimits = {
  /** The longest piece that is wanted. */
  most: number;
  /** The longest piece that can be, for speech without a pause. */
  longest: number;
  /** What is kept of the silence around speech. */
  margin: number;
  /** A pause that ends a piece, however short that is. */
  longPause: number;
  /** The shortest pause that may lie between two words: consonants are silent for a moment, too. */
  leastPause: number;
};

/** Either so many frames nobody speaks in, or the length of the next piece. */
export type Plan = { skip: number } | { length: number };

/** Speech begins above the first probability and ends below the second, as Silero's own tools have it. */
const threshold = { begins: 0.5, ends: 0.35 };

/**
 * Where the next piece of speech ends, so that no word is torn: at a long pause, at the end of the audio, else at the
 * longest pause in its later half, or before that; and where nobody pauses, somewhat later, or where it is quietest.
 * `frames` reach a long pause beyond the longest piece, unless the audio ends before.
 */
export function planPiece(frames: readonly Frame[], limits: PieceLimits): Plan {
  const { most, longest, margin, longPause, leastPause } = limits;
  const speaks = speechIn(frames);
  const first = speaks.indexOf(true);
  const ended = frames.length < longest + longPause;
  if (first < 0) return { skip: frames.length - (ended ? 0 : margin) };
  if (first > margin) return { skip: first - margin };

  const pauses = pausesIn(speaks, first);
  const last = pauses.find(({ from, to }) => to - from >= longPause || to === frames.length);
  const end = Math.min((last?.from ?? Infinity) + margin, frames.length);
  if (end <= most) return { length: end };
  const between = pauses.filter(({ from, to }) => to - from >= leastPause);
  const cut = longestPause(between, most);
  if (cut !== undefined) return { length: cut };
  if (end <= longest) return { length: end };
  return { length: longestPause(between, longest) ?? quietest(frames, most) };
}

/** Of each frame, whether somebody speaks. */
export function speechIn(frames: readonly Frame[]): boolean[] {
  let speaking = false;
  return frames.map(({ speech }) => {
    speaking = speech >= (speaking ? threshold.ends : threshold.begins);
    return speaking;
  });
}

type Pause = { from: number; to: number };

function pausesIn(speaks: readonly boolean[], first: number): Pause[] {
  const pauses: Pause[] = [];
  for (let at = first; at < speaks.length; at++) {
    if (speaks[at]) continue;
    const next = speaks.indexOf(true, at);
    pauses.push({ from: at, to: next < 0 ? speaks.length : next });
    at = next < 0 ? speaks.length : next;
  }
  return pauses;
}

/** The middle of the longest pause, the later one of two. */
function longestPause(pauses: readonly Pause[], most: number): number | undefined {
  const middle = ({ from, to }: Pause) => Math.ceil((from + to) / 2);
  const within = pauses.filter((pause) => middle(pause) <= most);
  const late = within.filter((pause) => middle(pause) >= most / 2);
  const [best] = (late.length > 0 ? late : within).toSorted(
    (a, b) => b.to - b.from - (a.to - a.from) || b.from - a.from,
  );
  return best && middle(best);
}

/** Between two frames of the later half that are quiet together. */
function quietest(frames: readonly Frame[], most: number): number {
  const powerAt = (at: number) => (frames[at - 1]?.power ?? 0) + (frames[at]?.power ?? 0);
  let best = most;
  for (let at = most; at >= most / 2; at--) if (powerAt(at) < powerAt(best)) best = at;
  return best;
}
