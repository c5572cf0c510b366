import type { Span } from '../sentences';

/** The classes of what is written otherwise than it is said. */
export type Kind =
  | 'number'
  | 'decimal'
  | 'ordinal'
  | 'fraction'
  | 'roman'
  | 'range'
  | 'score'
  | 'sign'
  | 'money'
  | 'percent'
  | 'unit'
  | 'date'
  | 'time'
  | 'phone'
  | 'year'
  | 'version'
  | 'url'
  | 'email'
  | 'file'
  | 'hashtag'
  | 'abbreviation'
  | 'acronym'
  | 'symbol'
  | 'emoji';

/** A part of a text and how it is said; an empty `say` leaves it out. */
export type Edit = Span & { say: string; kind: Kind };

/** What stands around: at most 40 characters on either side. */
export type Context = {
  before: string;
  after: string;
  /** The noun that a number counts, as it will be said: for languages in which a number has a gender. */
  noun?: string;
};

/**
 * Knows one class. `pattern` has the flags `g` and `u`, and must take time linear in the text. `say` answers undefined
 * for what only looks like it.
 */
export type Recogniser = {
  kind: Kind;
  /** What is in every text that `pattern` matches, quick to look for: most sentences have no digit. */
  needs?: RegExp;
  pattern: RegExp;
  say(match: RegExpExecArray, context: Context): string | undefined;
};
