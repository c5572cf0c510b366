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
  /** How far from speech that was recognised sound may be that belongs to it. */
  reach: number;
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
  const { most, longest, margin, longPause, leastPause, reach } = limits;
  const speaks = speechIn(frames, limits);
  const first = speaks.indexOf(true);
  const ended = frames.length < longest + longPause;
  if (first < 0) return { skip: frames.length - (ended ? 0 : margin + reach) };
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

/**
 * Of each frame, whether somebody speaks. Silero is late where a voice begins, and gives unusual voices up in the middle
 * of a sentence: what goes on as loudly beside its speech is speech too.
 */
export function speechIn(frames: readonly Frame[], limits: { reach: number }): boolean[] {
  const sure = recognised(frames);
  const speaks = [...sure];
  const background = backgroundOf(frames);
  for (const { from, to } of runsOf(sure)) {
    const least = leastPower(frames.slice(from, to), background);
    const before = frames.slice(sure.lastIndexOf(true, from - 1) + 1, from).reverse();
    const next = sure.indexOf(true, to);
    const after = frames.slice(to, next < 0 ? undefined : next);
    const reached = (way: readonly Frame[]) => loudOf(way.slice(0, limits.reach), least);
    speaks.fill(true, from - reached(before), to + reached(after));
  }
  return speaks;
}

function recognised(frames: readonly Frame[]): boolean[] {
  let speaking = false;
  return frames.map(({ speech }) => {
    speaking = speech >= (speaking ? threshold.ends : threshold.begins);
    return speaking;
  });
}

/** Frames of one word that may be quiet: a stop closes the mouth for about a tenth of a second. */
const closure = 4;

/** How many frames sound on, those that are quiet between them counted. */
function loudOf(frames: readonly Frame[], least: number): number {
  let reached = 0;
  for (const [at, { power }] of frames.entries()) {
    if (at - reached > closure) break;
    if (power >= least) reached = at + 1;
  }
  return reached;
}

/** A hundredth of the speech, and nearer to it than to what is always there (both in decibels). */
function leastPower(speech: readonly Frame[], background: number): number {
  const level = speech.reduce((sum, { power }) => sum + power, 0) / speech.length;
  return Math.max(level / 100, Math.sqrt(level * background));
}

/** The power that a tenth of the frames stay below. */
function backgroundOf(frames: readonly Frame[]): number {
  const powers = frames.map(({ power }) => power).toSorted((a, b) => a - b);
  return powers[Math.floor(powers.length / 10)] ?? 0;
}

type Span = { from: number; to: number };

function runsOf(speaks: readonly boolean[]): Span[] {
  return speaks.flatMap((one, from) => {
    if (!one || speaks[from - 1]) return [];
    const end = speaks.indexOf(false, from);
    return [{ from, to: end < 0 ? speaks.length : end }];
  });
}

function pausesIn(speaks: readonly boolean[], first: number): Span[] {
  const pauses: Span[] = [];
  for (let at = first; at < speaks.length; at++) {
    if (speaks[at]) continue;
    const next = speaks.indexOf(true, at);
    pauses.push({ from: at, to: next < 0 ? speaks.length : next });
    at = next < 0 ? speaks.length : next;
  }
  return pauses;
}

/** The middle of the longest pause, the later one of two. */
function longestPause(pauses: readonly Span[], most: number): number | undefined {
  const middle = ({ from, to }: Span) => Math.ceil((from + to) / 2);
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
