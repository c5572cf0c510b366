import type { DateParts, LanguageRules } from '../languages/rules';
import { anyDigit, asciiDigits, digit, oneOf } from '../numerals';
import type { Context, Recogniser } from '../recogniser';
import { edges } from './edges';
import { sayTime } from './times';

/** Digits with a separator of dates behind them. */
const separated = /\p{Nd}[-/.]/u;

/** `3/4/2026`, `2026-03-04`, `March 4th, 2026`, `4 March`, `March 2026`. */
export function dates(rules: LanguageRules): Recogniser[] {
  return [...inDigits(rules), ...withNames(rules)];
}

function inDigits(rules: LanguageRules): Recogniser[] {
  const { start } = edges(rules);
  const end = edges(rules).end + yearEnd(rules);
  const day = `${digit}{1,2}`;
  const say: Recogniser['say'] = ({ groups = {} }, context) => {
    const { a = '', b = '', y = '' } = groups;
    const monthFirst = rules.dates.order !== 'dmy';
    const [month, date] = monthFirst ? [a, b] : [b, a];
    const parts = (month: string, day: string) =>
      sayDay(rules.say, { year: y, month, day }, context);
    // What the region's order makes impossible is meant in the other one.
    return parts(month, date) ?? parts(date, month);
  };
  const moment = String.raw`(?<hour>${digit}{2}):(?<minute>${digit}{2})(?::(?<second>${digit}{2})(?:\.${digit}+)?)?(?:Z|[+-]${digit}{2}:?${digit}{2})?`;
  return [
    {
      kind: 'date',
      needs: /\p{Nd}T\p{Nd}/u,
      pattern: new RegExp(
        String.raw`${start}(?<y>${digit}{4})-(?<month>${digit}{2})-(?<day>${digit}{2})T${moment}${end}`,
        'gu',
      ),
      say: ({ groups = {} }, context) => {
        const { y: year = '', month = '', day = '' } = groups;
        const date = sayDay(rules.say, { year, month, day }, context);
        const time = sayTime(rules, groups, context);
        return date === undefined || time === undefined ? undefined : `${date}, ${time}`;
      },
    },
    {
      kind: 'date',
      needs: separated,
      pattern: new RegExp(
        String.raw`${start}(?<y>${digit}{4})(?<s>[-/]|\.\s?)(?<month>${day})\k<s>(?<day>${day})(?![-/]${digit})(?!T)${end}`,
        'gu',
      ),
      say: ({ groups = {} }, context) => {
        const { y: year = '', month = '', day = '' } = groups;
        return sayDay(rules.say, { year, month, day }, context);
      },
    },
    {
      kind: 'date',
      needs: separated,
      pattern: new RegExp(
        String.raw`${start}(?<a>${day})(?<s>[-/]|\.\s?)(?<b>${day})\k<s>(?<y>${digit}{4}|${digit}{2})(?![-/]${digit})${end}`,
        'gu',
      ),
      say,
    },
  ];
}

/** The full stop of an ordinal behind a year, where the sentence goes on: `3. svibnja 2024. bilo je`. */
function yearEnd({ ordinals }: LanguageRules): string {
  return ordinals.dotted ? String.raw`(?:(?<=\p{Nd}{4})\.(?=\s\S|,))?` : '';
}

type WrittenDay = { year?: string | undefined; month: string; day?: string | undefined };

/** Of digits as they are written, a year perhaps with two of them; undefined when there is no such day. */
export function sayDay(
  say: LanguageRules['say'],
  { year, month, day }: WrittenDay,
  context: Context,
): string | undefined {
  const parts: DateParts = {
    year: year === undefined ? undefined : wholeYear(asciiDigits(year)),
    month: Number(asciiDigits(month)),
    day: day === undefined ? undefined : String(Number(asciiDigits(day))),
    form: 'digits',
  };
  return isDay(parts) ? say.date(parts, context) : undefined;
}

/** Two digits are a year from 1950 to 2049. */
function wholeYear(digits: string): string {
  if (digits.length !== 2) return digits;
  return (Number(digits) < 50 ? '20' : '19') + digits;
}

function isDay({ month, day = '1' }: DateParts): boolean {
  return month >= 1 && month <= 12 && Number(day) >= 1 && Number(day) <= daysOf(month);
}

function daysOf(month: number): number {
  return new Date(Date.UTC(2024, month, 0)).getUTCDate();
}

function withNames(rules: LanguageRules): Recogniser[] {
  const { months, between, dayMark } = rules.dates;
  const { start } = edges(rules);
  const end = edges(rules).end + yearEnd(rules);
  const name = String.raw`(?<month>${oneOf(months.keys())})\.?`;
  const day = String.raw`(?<day>${digit}{1,2})(?<mark>${dayMark})?`;
  const year = String.raw`(?:,?${between}(?<year>${digit}{4})(?![\p{L}\p{Nd}]))`;
  const recogniser = (form: DateParts['form'], source: string): Recogniser => ({
    kind: 'date',
    needs: anyDigit,
    pattern: new RegExp(`${start}${source}${end}`, 'giu'),
    say: ({ groups = {} }, context) => {
      const month = months.get((groups['month'] ?? '').toLocaleLowerCase(rules.language)) ?? 0;
      const parts: DateParts = {
        year: groups['year'] === undefined ? undefined : asciiDigits(groups['year']),
        month,
        name: groups['month'] ?? '',
        day: groups['day'] === undefined ? undefined : String(Number(asciiDigits(groups['day']))),
        form,
        ordinal: groups['mark'] !== undefined,
      };
      return isDay(parts) ? rules.say.date(parts, context) : undefined;
    },
  });
  return [
    recogniser('day-first', `${day}${between}${name}${year}?`),
    recogniser('month-first', String.raw`${name}\s+${day}${year}?`),
    recogniser('month-first', `${name}${year}`),
  ];
}
