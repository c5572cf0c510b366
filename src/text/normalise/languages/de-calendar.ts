import type { Context } from '../recogniser';
import { cardinal, ordinal, year } from './de-numbers';
import type { DateParts, TimeParts } from './rules';

const nameless = { before: '', after: '' };

/** `dritten Oktober neunzehnhundertneunzig`, in the case that the words before ask for. */
export function sayDate(language: string, parts: DateParts, context: Context): string {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const month = format.format(Date.UTC(2024, parts.month - 1, 1));
  const day = parts.day === undefined ? '' : ordinal(parts.day, { ...context, after: ` ${month}` });
  return [day, month, parts.year === undefined ? '' : year(parts.year)]
    .filter((said) => said !== '')
    .join(' ');
}

/** `siebzehn Uhr dreißig`. */
export function sayTime({ hour, minute, second }: TimeParts): string {
  const number = (value: number) => cardinal(String(value), nameless);
  const minutes = minute === 0 && second === undefined ? '' : ` ${number(minute)}`;
  const seconds =
    second === undefined
      ? ''
      : ` und ${second === 1 ? 'eine Sekunde' : `${number(second)} Sekunden`}`;
  return `${hour === 1 ? 'ein' : number(hour)} Uhr${minutes}${seconds}`;
}
