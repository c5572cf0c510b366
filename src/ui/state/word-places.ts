import type { TranscriptWord } from '../../client/transcription-events';
import { highlightName } from './light-word';

/** A word, and where it stands in the text of its segment. */
export type WordPlace = TranscriptWord & { from: number; to: number };

/** The words that stand in a text, in their order. */
export function wordPlaces(text: string, words: readonly TranscriptWord[]): WordPlace[] {
  let at = 0;
  return words.flatMap((word) => {
    const own = word.word.trim();
    const from = text.indexOf(own, at);
    if (from < 0) return [];
    at = from + own.length;
    return [{ ...word, from, to: at }];
  });
}

/** Lights up a part of an element that has nothing but text. Returns the way to put it out. */
export function lightPlace(element: Element, place: WordPlace): () => void {
  const range = rangeOf(element, place);
  // Old browsers show no light.
  if (!range || !('highlights' in CSS)) return () => undefined;
  CSS.highlights.set(highlightName, new Highlight(range));
  return () => void CSS.highlights.delete(highlightName);
}

/** The word at a point, in CSS pixels of the window. */
export function placeAt(
  element: Element,
  places: readonly WordPlace[],
  { clientX: x, clientY: y }: { clientX: number; clientY: number },
): WordPlace | undefined {
  const isThere = ({ left, right, top, bottom }: DOMRect) =>
    left <= x && x <= right && top <= y && y <= bottom;
  return places.find((place) =>
    [...(rangeOf(element, place)?.getClientRects() ?? [])].some(isThere),
  );
}

/** Keeps what is heard in sight, unless somebody has scrolled to read elsewhere. */
export function followRow(row: Element): void {
  const { top, bottom, height } = row.getBoundingClientRect();
  if (bottom > innerHeight && top < innerHeight + height) row.scrollIntoView({ block: 'center' });
}

function rangeOf(element: Element, { from, to }: WordPlace): Range | undefined {
  const text = element.firstChild;
  if (!(text instanceof Text) || to > text.length) return undefined;
  const range = new Range();
  range.setStart(text, from);
  range.setEnd(text, to);
  return range;
}
