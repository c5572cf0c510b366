import type { Span } from './sentences';

/**
 * A text made from another one, which knows for each of its characters where it came from. All offsets are UTF-16 code
 * units; those of the source are in the author's text.
 */
export type Traced = { readonly text: string; readonly runs: readonly Run[] };

/** A part of the text that was copied as it stands, or that stands for the whole of `source`. */
type Run = { readonly at: number; readonly source: Span; readonly copied: boolean };

/** A part of a text, and what is there instead. */
export type Replacement = Span & { say: string };

/** A text that is its own source, which begins at `from` in the author's text. */
export function traced(text: string, from = 0): Traced {
  return { text, runs: [{ at: 0, source: { from, to: from + text.length }, copied: true }] };
}

/** A text of which every character stands for the whole of `source`. */
export function standIn(text: string, source: Span): Traced {
  return { text, runs: [{ at: 0, source, copied: false }] };
}

/** Puts texts together, in this order. */
export function joinTraced(parts: readonly Traced[]): Traced {
  const runs: Run[] = [];
  let text = '';
  for (const part of parts) {
    if (part.text === '') continue;
    for (const run of part.runs) runs.push({ ...run, at: text.length + run.at });
    text += part.text;
  }
  return { text, runs };
}

export function sliceTraced(whole: Traced, from: number, to: number): Traced {
  if (from >= to) return { text: '', runs: [] };
  const runs: Run[] = [];
  for (let index = runAt(whole, from); index < whole.runs.length; index++) {
    const run = whole.runs[index]!;
    if (run.at >= to) break;
    const end = Math.min(to, endOf(whole, index));
    const start = Math.max(from, run.at);
    const source = run.copied ? copiedSpan(run, start, end) : run.source;
    runs.push({ at: start - from, source, copied: run.copied });
  }
  return { text: whole.text.slice(from, to), runs };
}

/**
 * Carries out replacements, which are in order and don't overlap. What is put in stands for all of what it replaces:
 * each letter of `five dollars` comes from the whole of `$5`.
 */
export function replaceTraced(whole: Traced, replacements: readonly Replacement[]): Traced {
  const parts: Traced[] = [];
  let at = 0;
  for (const { from, to, say } of replacements) {
    parts.push(sliceTraced(whole, at, from), standIn(say, sourceSpan(whole, from, to)));
    at = to;
  }
  parts.push(sliceTraced(whole, at, whole.text.length));
  return joinTraced(parts);
}

/** The part of the author's text that `from` to `to` came from; of an empty part, the place where it stands. */
export function sourceSpan(whole: Traced, from: number, to: number): Span {
  if (whole.runs.length === 0) return { from: 0, to: 0 };
  if (from >= to) return placeOf(whole, from);
  const first = whole.runs[runAt(whole, from)]!;
  const last = whole.runs[runAt(whole, to - 1)]!;
  return {
    from: first.copied ? copiedSpan(first, from, to).from : first.source.from,
    to: last.copied ? copiedSpan(last, last.at, to).to : last.source.to,
  };
}

/** The empty span behind what stands before `at`. */
function placeOf(whole: Traced, at: number): Span {
  const place = at > 0 ? sourceSpan(whole, at - 1, at).to : (whole.runs[0]?.source.from ?? 0);
  return { from: place, to: place };
}

function copiedSpan(run: Run, from: number, to: number): Span {
  return { from: run.source.from + from - run.at, to: run.source.from + to - run.at };
}

function endOf({ text, runs }: Traced, index: number): number {
  return runs[index + 1]?.at ?? text.length;
}

/** The index of the run that a character is in. */
function runAt({ runs }: Traced, at: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (runs[middle]!.at <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
