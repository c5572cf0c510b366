import type { LanguageRules } from './normalise/languages/rules';
import { nowhere } from './normalise/languages/create';
import { asciiDigits, readNumeral, unsigned } from './normalise/numerals';
import { romanSource, romanValue } from './normalise/recognisers/counts';
import { sayDay } from './normalise/recognisers/dates';
import type { Mark } from './markup/passage';

/** What a mark that asks for a reading makes of its words; undefined where it can't, and they are read as usual. */
export function readingOf(mark: Mark, text: string, rules: LanguageRules): string | undefined {
  if (mark.as === 'ipa') return undefined;
  if (mark.as === 'spell') return spelled(text, rules, mark.group);
  if (mark.as === 'date') return dated(text, mark.format, rules);
  if (mark.as === 'fraction') return fractionOf(text, rules);
  if (mark.as === 'cardinal' || mark.as === 'ordinal') return counted(text, mark.as, rules);
  const groups = groupsOf(text);
  if (groups.length === 0) return undefined;
  // `1-800-FLOWERS` is no row of digits.
  if (mark.as === 'telephone')
    return /\p{L}/u.test(text) ? undefined : rules.say.phone(text.trim());
  return groups.map((group) => rules.say.digits(group)).join(', ');
}

/** Of digits or a Roman number. */
function counted(
  text: string,
  as: 'cardinal' | 'ordinal',
  { say, numbers }: LanguageRules,
): string | undefined {
  const written = text.trim();
  const isRoman = /^[MDCLXVI]+$/.test(written) && wholeRoman.test(written);
  const number = isRoman ? String(romanValue(written)) : written;
  const isNumber = new RegExp(`^[-−+±]?${unsigned(numbers)}$`, 'u').test(number);
  const numeral = isNumber ? readNumeral(number, numbers) : undefined;
  if (as === 'cardinal' && numeral) return say.number(numeral, nowhere);
  const digits = numeral?.fraction ? '' : asciiDigits(number);
  if (digits === '') return undefined;
  if (as === 'cardinal') return say.cardinal(digits, nowhere);
  return Number(digits) > 0 ? say.ordinal(digits, nowhere) : undefined;
}

const wholeRoman = new RegExp(`^${romanSource}$`);

/** `2/3`, `3 1/2`, `3+1/2`. */
function fractionOf(text: string, { say, without }: LanguageRules): string | undefined {
  const parts = /^(?:(\p{Nd}{1,9})(?:\s*\+\s*|\s+))?(\p{Nd}{1,6})\s*[/⁄]\s*(\p{Nd}{1,6})$/u.exec(
    text.trim(),
  );
  if (!parts || without.has('fraction')) return undefined;
  const [, whole = '', top = '', bottom = ''] = parts.map((part = '') => asciiDigits(part));
  return Number(bottom) > 1 ? say.fraction({ whole, top, bottom }, nowhere) : undefined;
}

/** A date in digits, in the order of `format`; undefined for no such day. */
function dated(text: string, format: string, { say }: LanguageRules): string | undefined {
  const fields = [...new Set(format.replace(/[^ymd]/g, ''))];
  const lengths = fields.map((field) => (field === 'y' ? 4 : 2));
  const together = new RegExp(`^${lengths.map((length) => `(\\d{${length}})`).join('')}$`);
  const written = together.exec(text.trim())?.slice(1) ?? groupsOf(text);
  if (/\p{L}/u.test(text) || written.length !== fields.length) return undefined;
  const {
    y: year,
    m: month,
    d: day,
  } = Object.fromEntries(fields.map((field, index) => [field, written[index]]));
  if (month === undefined)
    return format === 'y' && year ? say.year(asciiDigits(year), nowhere) : undefined;
  return sayDay(say, { year, month, day }, nowhere);
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
