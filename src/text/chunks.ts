import { endsInAbbreviation, trimSpan, type Span } from './sentences';

/** A sentence, or a part of a text without one. */
export type Readable = {
  text: string;
  /** Whether it must not be in one chunk with what stands before it. */
  apart?: boolean;
};

/** A part of a sentence that was made ready to be spoken, and how many tokens the model gets for it. */
export type Piece = { tokens: number };

/**
 * Cuts a text into chunks for a model that speaks a limited number of tokens at once. A chunk is a list of neighbouring
 * pieces, to be joined with one token between any two that have some.
 * The first has up to 60 tokens, so that speech starts soon; each of the others up to twice as many as the one before,
 * and at most 250, beyond which Kokoro sounds rushed (https://huggingface.co/hexgrad/Kokoro-82M). A clause is torn
 * apart only when it has half as many again, a word (a long number, say) only above 400; no chunk has more than 440.
 * `read` is asked for a piece of a sentence when it is needed and not earlier.
 */
export async function* chunks<S extends Readable, P extends Piece>(
  sentences: AsyncIterable<S> | Iterable<S>,
  read: (sentence: S, span: Span) => Promise<P>,
): AsyncGenerator<P[], void, undefined> {
  let chunk: P[] = [];
  let tokens = 0;
  let most = 60;
  let least = 10;

  function finish(): P[] {
    const finished = chunk;
    most = Math.min(250, Math.max(60, 2 * tokens));
    least = 40;
    chunk = [];
    tokens = 0;
    return finished;
  }

  function withPiece(piece: P): number {
    return tokens + piece.tokens + (tokens > 0 && piece.tokens > 0 ? 1 : 0);
  }

  function fits(piece: P, whole: boolean): boolean {
    const sum = withPiece(piece);
    return sum <= most || (!whole && tokens < least && sum <= 1.5 * most);
  }

  function add(piece: P): void {
    tokens = withPiece(piece);
    chunk.push(piece);
  }

  async function* place(sentence: S, span: Span, known?: P): AsyncGenerator<P[], void, undefined> {
    const piece = known ?? (await read(sentence, span));
    const whole = known === undefined;
    if (!fits(piece, whole) && tokens >= least) yield finish();
    if (fits(piece, whole)) return add(piece);
    const parts = whole
      ? [...clauses(sentence.text, span)]
      : halves(sentence.text, span, { insideWords: piece.tokens > longestWord });
    if (parts.length === 1) {
      if (whole) yield* place(sentence, span, piece);
      else add(piece);
      return;
    }
    for (const part of parts) yield* place(sentence, part, await read(sentence, part));
  }

  for await (const sentence of sentences) {
    if (sentence.apart && chunk.length > 0) yield finish();
    yield* place(sentence, { from: 0, to: sentence.text.length });
  }
  if (chunk.length > 0) yield finish();
}

const longestWord = 400;

/**
 * Ends of clauses: a space behind punctuation, full-width punctuation and dashes without one, and the space before a
 * bracket.
 */
const clauseEnd =
  /(?<=[,;:.!?…–)][”’"')\]]{0,3})\s|(?<=[—，、；：。！？،؛۔।])(?![—，、；：。！？」』）”’\s])|\s(?=\()/gu;

/** The clauses of a sentence. */
function* clauses(text: string, sentence: Span): Generator<Span, void, undefined> {
  const words = text.slice(sentence.from, sentence.to);
  let from = 0;
  for (const { index } of words.matchAll(clauseEnd)) {
    if (endsInAbbreviation(words.slice(from, index))) continue;
    const clause = trimSpan(text, { from: sentence.from + from, to: sentence.from + index });
    if (clause) yield clause;
    from = index;
  }
  const last = trimSpan(text, { from: sentence.from + from, to: sentence.to });
  if (last) yield last;
}

const wordBreaks = new Intl.Segmenter(undefined, { granularity: 'word' });
const characterBreaks = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

type Cut = { insideWords: boolean };

/** A span cut near its middle: at a space, else before a word, else perhaps between two characters. */
function halves(text: string, span: Span, cut: Cut): Span[] {
  const at = cutNearMiddle(text, span, cut);
  if (at === undefined) return [span];
  const both = [
    { from: span.from, to: at },
    { from: at, to: span.to },
  ];
  return both.flatMap((half) => trimSpan(text, half) ?? []);
}

function cutNearMiddle(text: string, { from, to }: Span, { insideWords }: Cut): number | undefined {
  const reach = 80;
  const middle = (from + to) >> 1;
  const start = Math.max(from, middle - reach);
  const near = text.slice(start, Math.min(to, middle + reach));
  const wanted = middle - start;
  const words =
    nearest([...near.matchAll(/\s/g)], wanted) ??
    nearest(
      [...wordBreaks.segment(near)].filter(({ isWordLike }) => isWordLike),
      wanted,
    );
  if (words !== undefined) return start + words;
  if (!insideWords) return undefined;
  const characters = nearest([...characterBreaks.segment(near)], wanted);
  if (characters !== undefined) return start + characters;
  // One character of very many code points; only a surrogate pair cannot be cut.
  const pair = text.charCodeAt(middle) >> 10 === 0xdc00 >> 10;
  const at = pair ? middle - 1 : middle;
  return at > from ? at : undefined;
}

/** The index that is nearest to `wanted`, except 0. */
function nearest(found: readonly { index: number }[], wanted: number): number | undefined {
  const indices = found.map(({ index }) => index).filter((index) => index > 0);
  if (indices.length === 0) return undefined;
  const far = (index: number) => Math.abs(index - wanted);
  return indices.reduce((best, index) => (far(index) < far(best) ? index : best));
}
