import type { Span } from '../../text/sentences';
import { replaceTraced, traced, type Traced } from '../../text/traced';

/** A part of a text that is said with these sounds, in eSpeak's mnemonics. */
export type GivenSounds = Span & { mnemonics: string };

/**
 * A text as eSpeak reads it where it takes `[[…]]` for mnemonics and reads SSML, which it does both or not at all; it
 * knows where its characters come from. `given` is in order, without overlaps.
 */
export function withGivenSounds(text: string, given: readonly GivenSounds[]): Traced {
  const replaced = given.flatMap(({ from, to, mnemonics }, index) => [
    ...escapes(text, { from: given[index - 1]?.to ?? 0, to: from }),
    // Without the blanks eSpeak passes over those behind a quotation mark.
    { from, to, say: ` [[${mnemonics}]] ` },
  ]);
  const rest = escapes(text, { from: given.at(-1)?.to ?? 0, to: text.length });
  return replaceTraced(traced(text), [...replaced, ...rest]);
}

function escapes(text: string, { from, to }: Span) {
  return [...text.slice(from, to).matchAll(/[<&[]/g)].map(({ 0: sign, index }) => ({
    from: from + index,
    to: from + index + 1,
    say: sign === '<' ? '&lt;' : sign === '&' ? '&amp;' : ' ',
  }));
}
