import type { Context, Recogniser } from '../recogniser';
import { sayDate, sayTime } from './de-calendar';
import { hasDeterminer } from './de-grammar';
import { cardinal, year } from './de-numbers';

/** Not behind a letter, nor in a longer number. */
export const start = String.raw`(?<![\p{L}\p{M}\p{Nd}_]|\p{Nd}[.,:/])`;

/** `am 3.10.`, `3. 4. 2026` */
export function shortDate(language: string): Recogniser {
  return {
    kind: 'date',
    pattern: new RegExp(
      String.raw`${start}(?<day>0?[1-9]|[12]\d|3[01])\.\s?(?<month>0?[1-9]|1[0-2])\.(?:\s?(?<year>\d{4}|\d{2}(?!\s?Uhr)))?(?![\d.]|,\d)`,
      'gu',
    ),
    say: ({ groups = {} }, context) => {
      const { day = '', month = '', year: digits } = groups;
      if (digits === undefined && !isDated(context)) return undefined;
      const parts = { day: String(Number(day)), month: Number(month), year: wholeYear(digits) };
      const said = sayDate(language, { ...parts, form: 'digits' }, context);
      // The full stop behind the month also ends the text.
      return digits === undefined && /^\s*$/u.test(context.after) ? `${said}.` : said;
    },
  };
}

/** Whether `3.10.` is a day here, and not the number of a section. */
function isDated({ before }: Context): boolean {
  return hasDeterminer(before) || /(?:^|[,(:–-])\s*$/u.test(before);
}

function wholeYear(digits: string | undefined): string | undefined {
  return digits?.length === 2 ? `${digits < '50' ? '20' : '19'}${digits}` : digits;
}

/** `20.15 Uhr` */
export const timeWithStop: Recogniser = {
  kind: 'time',
  pattern: new RegExp(
    String.raw`${start}(?<hour>[01]?\d|2[0-4])\.(?<minute>[0-5]\d)\s?(?:Uhr|h)(?!\p{L})`,
    'gu',
  ),
  say: ({ groups = {} }) => {
    const [hour, minute] = [Number(groups['hour']), Number(groups['minute'])];
    return sayTime({ hour, minute, second: undefined, half: undefined, mark: 'Uhr' });
  },
};

/** `1990er`, `80er` */
export const decade: Recogniser = {
  kind: 'year',
  pattern: new RegExp(String.raw`${start}['’]?(?<n>\d{4}|\d0)er(?<case>[ns]?)(?!\p{L})`, 'gu'),
  say: ({ groups = {} }) => `${year(groups['n'] ?? '')}er${groups['case'] ?? ''}`,
};

/** `1989/90` */
export const season: Recogniser = {
  kind: 'year',
  pattern: new RegExp(String.raw`${start}(?<n>1[1-9]\d\d|20\d\d)/(?<next>\d\d)(?!\d)`, 'gu'),
  say: ({ groups = {} }) => {
    const next = cardinal(groups['next'] ?? '', { before: '', after: '' });
    return `${year(groups['n'] ?? '')} ${next}`;
  },
};

const weekdayNames: Readonly<Record<string, string>> = {
  Mo: 'Montag',
  Di: 'Dienstag',
  Mi: 'Mittwoch',
  Do: 'Donnerstag',
  Fr: 'Freitag',
  Sa: 'Samstag',
  So: 'Sonntag',
};

/** `Mo.–Fr.`, `Sa-So` */
export const weekdays: Recogniser = {
  kind: 'abbreviation',
  pattern:
    /(?<!\p{L})(?<first>Mo|Di|Mi|Do|Fr|Sa|So)\.?\s?(?<sign>[-–+/&])\s?(?<last>Mo|Di|Mi|Do|Fr|Sa|So)(?:\.(?=\s?[^\s\p{Lu}])|(?!\.))(?!\p{L})/gu,
  say: ({ groups = {} }) => {
    const { first = '', sign = '', last = '' } = groups;
    const joint = /[-–]/.test(sign) ? 'bis' : 'und';
    return `${weekdayNames[first] ?? ''} ${joint} ${weekdayNames[last] ?? ''}`;
  },
};
