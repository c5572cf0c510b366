import type { LanguageRules } from './normalise/languages/rules';
import { nowhere } from './normalise/languages/create';
import { asciiDigits } from './normalise/numerals';
import type { Mark } from './markup/passage';

/** What a mark that asks for a reading makes of its words; undefined where it can't, and they are read as usual. */
export function readingOf(mark: Mark, text: string, rules: LanguageRules): string | undefined {
  if (mark.as === 'ipa') return undefined;
  if (mark.as === 'spell') return spelled(text, rules, mark.group);
  const digits = asciiDigits(text);
  if (digits === '') return undefined;
  if (mark.as === 'digits')
    return groupsOf(text)
      .map((group) => rules.say.digits(group))
      .join(', ');
  if (mark.as === 'cardinal') return rules.say.cardinal(digits, nowhere);
  return Number(digits) > 0 ? rules.say.ordinal(digits, nowhere) : undefined;
}

function groupsOf(text: string): string[] {
  return (text.match(/\p{Nd}+/gu) ?? []).map(asciiDigits);
}

/**
 * Character by character, signs by their names, with a beat behind each `group` of them (where there are no blanks) or
 * else behind every one.
 */
function spelled(text: string, rules: LanguageRules, group: number | undefined): string {
  const characters = [...text.trim()];
  const size = group !== undefined && !/\s/.test(text.trim()) ? group : 1;
  const names = characters
    .map((character) => nameOf(character, rules))
    .filter((name) => name !== '');
  const groups: string[] = [];
  for (let at = 0; at < names.length; at += size) groups.push(names.slice(at, at + size).join(' '));
  return groups.join(', ');
}

function nameOf(character: string, { say, signs, words }: LanguageRules): string {
  if (/\s/u.test(character)) return words.space ?? '';
  if (/\p{Nd}/u.test(character)) return say.digits(asciiDigits(character));
  if (/[\p{L}\p{M}]/u.test(character)) return say.letters(character);
  return signs[character] ?? '';
}
