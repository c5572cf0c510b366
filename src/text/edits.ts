import type { Span } from './sentences';
import type { Replacement } from './traced';

/** Those that touch none of the spans; both in order. */
export function sparing<R extends Span>(edits: readonly R[], spans: readonly Span[]): R[] {
  let next = 0;
  return edits.filter(({ from, to }) => {
    while (next < spans.length && spans[next]!.to <= from) next++;
    const span = spans[next];
    return !span || span.from >= to;
  });
}

/**
 * Those that leave something out take a space beside it along, so that of two none stays: `Hi 👋 you`, `Well done 🎉!`.
 * In order.
 */
export function withoutGaps(edits: readonly Replacement[], text: string): Replacement[] {
  let reached = 0;
  let silent = true;
  return edits.map((edit, index) => {
    const { say, from, to } = edit;
    const free = edits[index + 1]?.from ?? text.length;
    const follows = from > reached && text[from - 1] === ' ';
    silent &&= from === reached && say === '';
    reached = to;
    if (say !== '') return edit;
    if (follows && endsThere(text, silentUntil(edits, index))) return { from: from - 1, to, say };
    if (!silent || to === free || text[to] !== ' ') return edit;
    reached = to + 1;
    return { from, to: reached, say };
  });
}

/** Whether a word could end at a place. */
function endsThere(text: string, at: number): boolean {
  return /^(?:$|[\s.,;:!?…)])/u.test(text.slice(at, at + 1));
}

/** Where the row of edits ends that leave out what stands together from here on. */
function silentUntil(edits: readonly Replacement[], index: number): number {
  let { to } = edits[index]!;
  for (let next = index + 1; edits[next]?.from === to && edits[next]?.say === ''; next++) {
    to = edits[next]!.to;
  }
  return to;
}

/** Where spans are after replacements, none of which touches one of them; both in order. */
export function carried<S extends Span>(spans: readonly S[], edits: readonly Replacement[]): S[] {
  let next = 0;
  let shift = 0;
  return spans.map((span) => {
    for (; next < edits.length && edits[next]!.to <= span.from; next++) {
      const { from, to, say } = edits[next]!;
      shift += say.length - (to - from);
    }
    return { ...span, from: span.from + shift, to: span.to + shift };
  });
}

/** Those of the spans, which are in order, that are within a part, as offsets in it. */
export function within<S extends Span>(spans: readonly S[], { from, to }: Span): S[] {
  const found: S[] = [];
  for (let at = firstFrom(spans, from); at < spans.length && spans[at]!.from < to; at++) {
    const span = spans[at]!;
    if (span.to <= to) found.push({ ...span, from: span.from - from, to: span.to - from });
  }
  return found;
}

/** The index of the first span that begins at `from` or behind it. */
function firstFrom(spans: readonly Span[], from: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.from < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
