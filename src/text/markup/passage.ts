import type { Span } from '../sentences';
import type { Traced } from '../traced';

/** How a part of a text is to be said. */
export type Manner = {
  /** 1 is the pace that was asked for; with `absolute`, the voice's own. */
  rate: number;
  absolute: boolean;
  /** As the tag names it; it need not exist. */
  voice: string | undefined;
  /** BCP 47, as the tag names it. */
  language: string | undefined;
};

/** A part that is read in one manner. Its ends are ends of sentences. */
export type Passage = Manner & {
  text: Traced;
  /** In order; offsets in `text`. */
  marks: Mark[];
  /** Seconds of silence before it. */
  pause: number;
};

/** What a tag says about some words. */
export type Mark = Span & Reading;

export type Reading =
  | { as: 'ipa'; ipa: string }
  /** Character by character, with a beat after each `group`. */
  | { as: 'spell'; group: number | undefined }
  | { as: 'cardinal' | 'ordinal' | 'digits' | 'telephone' | 'fraction' }
  /** `format`: the order of `y`, `m` and `d`, as in `dmy`. */
  | { as: 'date'; format: string };
