import { passages } from '../text/markup/markup';
import type { Markup } from '../text/markup/spellings';

/** What of a text is shown of the part between two offsets. */
export type Show = (from: number, to: number) => string;

/** A part of a text, and what is shown of it. */
type Part = { from: number; to: number; shown: string };

/**
 * Shows a text as its speakers read it: without its markup (`any` unless told), entities as their signs, and a line
 * break where it has a pause or a paragraph ends, also at the ends of the part. What is said otherwise than it is
 * written is shown as it is written.
 */
export function withoutMarkup(text: string, markup?: Markup): Show {
  const parts = [...partsOf(text, markup)];
  return (from, to) => {
    let shown = '';
    for (let index = firstBehind(parts, from); index < parts.length; index++) {
      const part = parts[index]!;
      if (part.from > to || (part.from === to && part.to > to)) break;
      const isCopied = part.shown.length === part.to - part.from;
      shown += isCopied
        ? part.shown.slice(Math.max(0, from - part.from), to - part.from)
        : part.shown;
    }
    return shown;
  };
}

function* partsOf(text: string, markup: Markup | undefined): Generator<Part> {
  let at = 0;
  for (const { text: said, pause } of passages(text, markup)) {
    if (pause > 0 && at > 0) yield { from: at, to: at, shown: '\n' };
    for (const { source, copied, at: place } of said.runs) {
      const { from, to } = source;
      const written = text.slice(from, to);
      const isSign = !copied && /^(?:&[^;]*;)?$/.test(written);
      yield { from, to, shown: isSign ? said.text.charAt(place) : written };
      at = to;
    }
  }
}

/** The index of the first part that ends behind `at`, or stands there. */
function firstBehind(parts: readonly Part[], at: number): number {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { from, to } = parts[middle]!;
    if (to > at || (from === to && to === at)) high = middle;
    else low = middle + 1;
  }
  return low;
}
