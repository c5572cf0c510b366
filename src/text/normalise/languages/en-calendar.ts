import type { DateParts, TimeParts } from './rules';
import { joinWords } from './say-numbers';

type Cardinal = (digits: string) => string;
type Forms = { us: boolean; cardinal: Cardinal; ordinal: Cardinal };

const months = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, month, 1),
  ),
);

/** `March fourth, twenty twenty-six`; `the fourth of March` where the day came first, and in Britain for digits. */
export function sayEnglishDate({ year, month, day, form }: DateParts, forms: Forms): string {
  const { us, cardinal, ordinal } = forms;
  const name = months[month - 1] ?? '';
  const said = year === undefined ? '' : sayEnglishYear(year, cardinal);
  if (day === undefined) return joinWords([name, said]);
  const dayFirst = form === 'day-first' || (form === 'digits' && !us);
  const date = dayFirst ? `the ${ordinal(day)} of ${name}` : `${name} ${ordinal(day)}`;
  return said === '' ? date : `${date}, ${said}`;
}

/** `five thirty p m`, `five o'clock`, `seventeen oh five`, `fourteen hundred hours`. */
export function sayEnglishTime(parts: TimeParts, cardinal: Cardinal): string {
  const { hour, minute, second, half } = parts;
  const number = (value: number) => cardinal(String(value));
  const late = half === undefined ? '' : half === 'am' ? 'a m' : 'p m';
  if (minute === 0 && second === undefined) return sayFullHour(parts, number(hour), late);
  const minutes = minute === 0 ? "o'clock" : minute < 10 ? `oh ${number(minute)}` : number(minute);
  const seconds =
    second === undefined ? '' : `and ${number(second)} ${second === 1 ? 'second' : 'seconds'}`;
  return joinWords([number(hour), minutes, seconds, late]);
}

function sayFullHour({ hour, mark }: TimeParts, said: string, late: string): string {
  if (late !== '') return `${said} ${late}`;
  if (mark !== '' && !mark.startsWith('o')) return `${said} hundred hours`;
  if (hour === 0 || hour === 24) return 'midnight';
  return hour > 12 ? `${said} hundred` : `${said} o'clock`;
}

/** `nineteen eighty-four`, `nineteen oh five`, `nineteen hundred`, `two thousand five`, `twenty twenty-six`. */
export function sayEnglishYear(digits: string, cardinal: Cardinal): string {
  const value = Number(digits);
  const rest = value % 100;
  if (value < 1000 || value > 9999 || (value >= 2000 && value < 2010) || value % 1000 === 0) {
    return cardinal(String(value));
  }
  const century = cardinal(String(Math.floor(value / 100)));
  if (rest === 0) return `${century} hundred`;
  return rest < 10
    ? `${century} oh ${cardinal(String(rest))}`
    : `${century} ${cardinal(String(rest))}`;
}

/** `nineteen nineties`, `nineties`. */
export function sayEnglishDecade(digits: string, cardinal: Cardinal): string {
  const said = digits.length < 3 ? cardinal(digits) : sayEnglishYear(digits, cardinal);
  return said.endsWith('y') ? `${said.slice(0, -1)}ies` : `${said}s`;
}
