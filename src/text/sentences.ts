/** A part of a text: UTF-16 offsets, `to` exclusive. */
export type Span = { from: number; to: number };

/** All sentences of a text; every character that isn't blank is in exactly one of them, in the text's order. */
export function splitSentences(text: string): Span[] {
  return [...sentences(text)];
}

/**
 * The sentences of a text, found while they are asked for. None is longer than 2,000 code units: what goes on without
 * an end for longer is cut at a space.
 */
export function* sentences(text: string): Generator<Span, void, undefined> {
  let open: Span | undefined;
  for (const part of parts(text)) {
    if (open && part.to - open.from <= longest && goesOn(text, open, part)) {
      open = { from: open.from, to: part.to };
    } else {
      if (open) yield open;
      open = part;
    }
  }
  if (open) yield open;
}

/** Whether the full stop that ends `words` belongs to an abbreviation after which a sentence goes on. */
export function endsInAbbreviation(words: string): boolean {
  const tail = words.slice(-tailLength);
  return titles.test(tail) || initial.test(tail) || dotted.test(tail) || thai.test(tail);
}

/** The span without blanks at its ends; undefined when nothing is left. */
export function trimSpan(text: string, { from, to }: Span): Span | undefined {
  const words = text.slice(from, to);
  const start = from + words.length - words.trimStart().length;
  return start === to ? undefined : { from: start, to: from + words.trimEnd().length };
}

const longest = 2000;
const tailLength = 24;

/** ICU's rules for sentences hardly differ between languages; a fixed one gives the same result everywhere. */
const icu = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Never the end of a sentence, in whichever language. */
const titles =
  /(?:^|[^\p{L}])(?:mr|mrs|ms|mx|dr|dra|prof|st|rev|hon|gov|sen|rep|gen|col|capt|lt|sgt|maj|adm|messrs|mt|vs|cf|viz|approx|hr|fr|bzw|ggf|mme|mlle|mgr|sr|sra|srta|sig|dott|dhr|mevr|mw|ul|al|św|inż|ing|mgr|nám|čp|sv|проф|акад|ул|просп|пер|тел|им|см|вул|ім|див|бул|гр|δρ|σελ|οδ|jl|jln|cad|sok|bd|str|rs|rp|ரூ|tel|tlf|telp|τηλ|puh|ts|gs|pgs|bs)\.$/iu;
/** Abbreviations only in front of a number, in whichever language. */
const counted =
  /(?:^|[^\p{L}])(?:no|nos|nr|n|p|pp|fig|figs|vol|ch|sec|art|op|ca|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|est|b|d|kl|klo|godz|hod|pag|hfst|blz|č|čl|str|kap|rozdz|pogl|br|št|odst|ods|ust|стр|гл|д|кв|рис|табл|стор|розд|буд|бр|погл|σελ|κεφ|αρ|hlm|hal|cap|böl|mad|ок|бл|cca|kb|pribl|tr|ص|পৃ)\.$/iu;
/** `J.`, but not the pronoun and the Roman one. */
const initial = /(?:^|[^\p{L}\p{M}.])(?!I)\p{L}\p{M}*\.$/u;
/** `e.g.`, `U.S.` */
const dotted = /(?:^|[^\p{L}\p{M}])\p{L}\p{M}*\.\p{L}\p{M}*\.$/u;
/** Thai has no full stop at the end of a sentence. */
const thai = /\p{sc=Thai}\.$/u;
const listMark = /^[([]?(?:\d{1,3}|\p{L}|[ivx]{1,4})[.)]$/iu;
const lineBreak = /\r\n|[\n\r\u2028\u2029]/;
/** A small letter, but not one that counts, as in `(a)`. */
const startsLow = /^(?!\(?\p{L}\))[\p{Pi}\p{Ps}"']*\p{Ll}/u;
const complete = /[.!?…:;。！？।]["'\p{Pe}\p{Pf}]*$/u;
/** ICU takes them for closing ones and leaves them with the sentence before. */
const openers = /[「『（《〈【“‘«¿¡([{]+$/u;

/** Whether `next`, which ICU takes for a new sentence, belongs to the one before. */
function goesOn(text: string, before: Span, next: Span): boolean {
  const breaks = text.slice(before.to, next.from).split(lineBreak).length - 1;
  if (breaks > 1) return false;
  const tail = text.slice(Math.max(before.from, before.to - tailLength), before.to);
  const head = text.slice(next.from, next.from + 8);
  if (endsInAbbreviation(tail)) return true;
  if (counted.test(tail) && /^\d/.test(head)) return true;
  if (breaks === 0 && listMark.test(tail)) return true;
  // `3. 5. 2024. u 9:00`
  if (breaks === 0 && /(?:^|[^\p{L}\p{N}.])\d{1,2}\.$/u.test(tail) && /^\d{1,4}\./.test(head))
    return true;
  // `"Stop!" he said`; and a line that was wrapped in the middle of a sentence.
  return startsLow.test(head) && (breaks === 0 || !complete.test(tail));
}

/** ICU's sentences without the blanks around them. */
function* parts(text: string): Generator<Span, void, undefined> {
  for (const segment of segments(text)) {
    const part = trimSpan(text, segment);
    if (part) yield part;
  }
}

/**
 * ICU's sentences, without gaps. It reads windows, because the time it takes for each sentence grows with the text it
 * was given (80,000 sentences of a megabyte: over a minute).
 */
function* segments(text: string): Generator<Span, void, undefined> {
  let from = 0;
  let read = 0;
  while (read < text.length) {
    // An ellipsis ends a sentence, or doesn't, by the same rules as a full stop.
    const window = text.slice(read, read + longest).replaceAll('…', '.');
    const more = read + window.length < text.length;
    const start = read;
    for (const { index, segment } of icu.segment(window)) {
      const end = index + segment.length;
      // The last sentence may go on beyond the window: the next one begins with it.
      if (more && end === window.length && index > 0) break;
      read = start + (more && end === window.length ? lastBlank(window) : end);
      const to = read - (openers.exec(text.slice(Math.max(from, read - 4), read))?.[0].length ?? 0);
      if (to > from) yield { from, to };
      from = to;
    }
  }
  if (from < text.length) yield { from, to: text.length };
}

/** Where to cut a window that is full: behind its last space, else at its end, but not inside a surrogate pair. */
function lastBlank(window: string): number {
  const blank = window.trimEnd().lastIndexOf(' ') + 1;
  if (blank > 0) return blank;
  return /[\uD800-\uDBFF]$/.test(window) ? window.length - 1 : window.length;
}
