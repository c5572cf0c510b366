import type { Context } from '../recogniser';
import { dateFormat } from './formats';
import type { DateParts, LanguageRules, TimeParts } from './rules';
import { joinWords } from './say-numbers';

/** As Intl writes a date out, with day and year in words. */
export function sayDate(rules: LanguageRules, parts: DateParts, context: Context): string {
  const { language, say } = rules;
  const { year, month, day, ordinal = false } = parts;
  const format = dateFormat(language, {
    month: 'long',
    ...(day !== undefined && { day: 'numeric' }),
    ...(year !== undefined && { year: 'numeric' }),
    timeZone: 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
  const date = new Date(0);
  date.setUTCFullYear(2024, month - 1, Number(day ?? 1));
  const said = format.formatToParts(date).map(({ type, value }) => {
    if (type === 'year') return say.year(year ?? value, context);
    if (type !== 'day') return value;
    return ordinal ? say.ordinal(day ?? value, context) : say.cardinal(day ?? value, context);
  });
  return said.join('').replace(/\s+/gu, ' ').trim();
}

/** `ten thirty`; the hour alone when there are no minutes. */
export function sayTime({ say }: LanguageRules, parts: TimeParts, context: Context): string {
  const { hour, minute, second, half, mark } = parts;
  const number = (value: number) => say.cardinal(String(value), context);
  return joinWords([
    number(hour),
    minute === 0 && mark !== '' ? '' : number(minute),
    second === undefined ? '' : number(second),
    mark,
    half === undefined ? '' : say.letters(half),
  ]);
}
