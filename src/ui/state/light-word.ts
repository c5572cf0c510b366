/** The name of the highlight, whose look is in `styles/base.css`. */
export const highlightName = 'spoken-word';

type Span = { from: number; to: number };

/**
 * Lights up a part of the text in `page`, a copy of what stands in `area`, and keeps it in sight as long as it moves
 * from there, and where it has jumped. Returns the way to put it out. Browsers without the CSS Custom Highlight API
 * show no light.
 */
export function lightWord(
  page: HTMLElement,
  area: HTMLTextAreaElement,
  word: Span | undefined,
  { jumped }: { jumped: boolean },
): () => void {
  const text = page.firstChild;
  if (!('highlights' in CSS) || !word || !(text instanceof Text) || word.to > text.length) {
    return () => undefined;
  }
  const range = new Range();
  range.setStart(text, word.from);
  range.setEnd(text, word.to);
  CSS.highlights.set(highlightName, new Highlight(range));
  keepInSight(area, range, jumped ? Infinity : nearLines);
  return () => void CSS.highlights.delete(highlightName);
}

/** Tells how far a text area is scrolled, and how wide its text is, in CSS pixels. Returns the way to stop. */
export function followScroll(
  area: HTMLTextAreaElement,
  tell: (seen: { top: number; width: number }) => void,
): () => void {
  const look = () => tell({ top: area.scrollTop, width: area.clientWidth });
  const watched = new ResizeObserver(look);
  watched.observe(area);
  area.addEventListener('scroll', look);
  look();
  return () => {
    watched.disconnect();
    area.removeEventListener('scroll', look);
  };
}

/** Lines beside the sight from which the word is followed: whoever has scrolled further is reading there. */
const nearLines = 2;

function keepInSight(area: HTMLTextAreaElement, range: Range, lines: number): void {
  const word = range.getBoundingClientRect();
  const sight = area.getBoundingClientRect();
  const near = lines * word.height;
  const isBelow = word.bottom > sight.bottom && word.top < sight.bottom + near;
  const isAbove = word.top < sight.top && word.bottom > sight.top - near;
  if (isBelow || isAbove) area.scrollTop += word.top - sight.top - sight.height / 4;
}

/** Characters between two words that are more than signs and spaces. */
const leap = 40;

/** Whether the light goes on elsewhere than at the next word. */
export function hasJumped(before: Span | undefined, word: Span): boolean {
  return !before || word.from < before.from || word.from - before.to > leap;
}
