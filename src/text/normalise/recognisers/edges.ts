import { readNumeral, signed, type Numeral } from '../numerals';
import type { LanguageRules } from '../languages/rules';

/** Sources of patterns for the places before and behind something that is a word of its own. */
export function edges({ spaced }: LanguageRules): { start: string; end: string } {
  const letters = spaced ? String.raw`\p{L}\p{M}` : 'A-Za-z';
  return {
    start: String.raw`(?<![${letters}\p{Nd}_]|\p{Nd}[.,])`,
    end: String.raw`(?![${letters}\p{Nd}_]|[.,]\p{Nd})`,
  };
}

/** A number, or two with a dash between: the groups `low` and `high`. */
export function amount({ numbers }: LanguageRules): string {
  const low = String.raw`(?:(?<low>${signed(numbers)})\s?[-–—~〜～]\s?)?`;
  return `${low}(?<high>${signed(numbers)})`;
}

/** What `amount` found. */
export function readAmount(
  { numbers }: Pick<LanguageRules, 'numbers'>,
  groups: Readonly<Record<string, string | undefined>>,
  scale = 0,
): { numeral: Numeral; low: Numeral | undefined } {
  const { low, high = '' } = groups;
  return {
    numeral: readNumeral(high, numbers, scale),
    low: low === undefined ? undefined : readNumeral(low, numbers),
  };
}
