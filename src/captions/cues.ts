import type { Markup } from '../text/markup/spellings';
import { columns, createFold, foldLines, longestLine, mostLines } from './lines';
import { withoutMarkup } from './shown-text';
import type { TimedWord } from './timed-word';
import { unitsOf, type Unit } from './units';

/** A caption: up to two lines of the author's text, when they are shown, and where they stand in the text. */
export type Cue = TimedWord & { lines: string[] };

/** Seconds that a cue is shown at least, where the speech leaves the time, and at most. */
const shortest = 1;
const longest = 7;
/** Seconds between two cues that would be a flicker. */
const flicker = 0.5;

/**
 * The captions of a spoken text: at most two lines of 42 columns and 7 s, cut at the ends of sentences and clauses where
 * that is possible, and never inside a word. They follow each other without overlap. `markup`: whose markup is in the
 * text, which is not shown.
 */
export function cuesOf(text: string, words: readonly TimedWord[], markup?: Markup): Cue[] {
  const units = unitsOf(text, words, withoutMarkup(text, markup));
  const cues: Cue[] = [];
  for (const { first, last } of bestCuts(units)) {
    const own = units.slice(first, last + 1);
    const [head, tail, next] = [units[first], units[last], units[last + 1]];
    if (!head || !tail) continue;
    const start = Math.max(head.start, cues.at(-1)?.end ?? 0);
    cues.push({
      start,
      end: endOf(start, tail, next),
      from: head.from,
      to: tail.to,
      lines: foldLines(own.flatMap(({ pieces }) => pieces)),
    });
  }
  return cues;
}

function endOf(start: number, last: Unit, next: Unit | undefined): number {
  const limit = Math.min(start + longest, next?.start ?? Infinity);
  const wanted = Math.max(last.end, start + shortest);
  const end = next && next.start - wanted < flicker ? next.start : wanted;
  return Math.max(start, Math.min(end, limit));
}

type Cut = { first: number; last: number };

/** The cuts of the least cost, by dynamic programming over the units. */
function bestCuts(units: readonly Unit[]): Cut[] {
  const costs = new Float64Array(units.length + 1).fill(Infinity);
  const starts = new Uint32Array(units.length + 1);
  costs[0] = 0;
  for (let first = 0; first < units.length; first++) {
    const fold = createFold();
    let width = 0;
    let inner = 0;
    for (let last = first; last < units.length; last++) {
      const unit = units[last]!;
      let lines = 0;
      for (const piece of unit.pieces) {
        lines = fold.add(piece);
        width += columns(piece.text) + 1;
      }
      const tooMuch = lines > mostLines || unit.end - units[first]!.start > longest;
      if (tooMuch && last > first) break;
      const cost = costs[first]! + inner + costOf(units, first, last, width);
      if (cost < costs[last + 1]!) {
        costs[last + 1] = cost;
        starts[last + 1] = first;
      }
      if (unit.ending === 'sentence') inner += innerSentence;
    }
  }
  const cuts: Cut[] = [];
  for (let end = units.length; end > 0; end = starts[end]!) {
    cuts.push({ first: starts[end]!, last: end - 1 });
  }
  return cuts.reverse();
}

/** What it costs to go on over the end of a sentence. */
const innerSentence = 4;
/** What it costs to cut there. */
const cutCost = { sentence: 0, clause: 2, none: 6 } as const;
/** For a cue that nobody can read: per second that is missing. */
const hurry = 20;

function costOf(units: readonly Unit[], first: number, last: number, width: number): number {
  const [head, tail, next] = [units[first]!, units[last]!, units[last + 1]];
  const shown = next ? next.start - head.start : shortest;
  const missing = Math.max(0, shortest - shown);
  const room = Math.max(0, 1 - width / (longestLine * mostLines));
  return 1 + (next ? cutCost[tail.ending] : 0) + hurry * missing + 2 * room ** 2;
}
