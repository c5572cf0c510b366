import type { Context, Recogniser } from '../recogniser';
import { romanSource, romanValue } from '../recognisers/counts';
import { sayDate, sayTime } from './de-calendar';
import { hasDeterminer } from './de-grammar';
import { cardinal, digitByDigit, ordinal, year } from './de-numbers';
import { rulers } from './de-rulers';

const months =
  'Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez';
/** Nouns before which a number with a full stop is an ordinal even without an article. */
const ranked =
  'Bundesliga|Liga|Weltkrieg|Platz|Etage|Stock|OG|UG|Runde|Halbzeit|Preis|FC|Klasse|Auflage|Jahrhundert|Jh|Mal|Semester|Quartal|Advent|Akt|Lesung|Geburtstag|Jahrestag|Spieltag|Bürgermeister|Vorsitzende[rn]?|Band|Kapitel';
const joint = String.raw`(?:und|oder|bis|sowie|[-–])`;
const listed = new RegExp(
  String.raw`^\s?(?:${joint}\s?(?:zum\s)?\p{Nd}{1,3}\.)*\s(?:${months}|${ranked})(?!\p{L})`,
  'u',
);
const start = String.raw`(?<![\p{L}\p{M}\p{Nd}_]|\p{Nd}[.,:/])`;

/** What only German writes; `language` may be a regional tag. */
export function germanOnly(language: string): Recogniser[] {
  return [
    rulers,
    romanOrdinal,
    shortDate(language),
    timeWithStop,
    ordinalWithStop,
    dashOfOrdinals,
  ].concat([decade, season, postalCode, street, priceDash]);
}

/** `im II. Weltkrieg` */
const romanOrdinal: Recogniser = {
  kind: 'roman',
  pattern: new RegExp(
    String.raw`${start}(?<n>(?=[XVI])${romanSource})\.(?=\s(?:${ranked})(?!\p{L}))`,
    'gu',
  ),
  say: ({ groups = {} }, context) => ordinal(String(romanValue(groups['n'] ?? '')), context),
};

/** `am 3.10.`, `3. 4. 2026` */
function shortDate(language: string): Recogniser {
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
const timeWithStop: Recogniser = {
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

/** `im 3. Stock`, `1. Bundesliga`; a date's day is left to the dates. */
const ordinalWithStop: Recogniser = {
  kind: 'ordinal',
  pattern: new RegExp(
    String.raw`${start}(?<n>[1-9]\d{0,2})\.(?=\s+(?!(?:${months})(?!\p{L}))\p{L}|\s?[-–]\s?\d{1,3}\.)`,
    'gu',
  ),
  say: ({ groups = {} }, context) => {
    const sure = hasDeterminer(context.before) || listed.test(context.after);
    return sure ? ordinal(groups['n'] ?? '', context) : undefined;
  },
};

/** `3.–5. Mai` */
const dashOfOrdinals: Recogniser = {
  kind: 'range',
  pattern: /(?<=\d\.)\s?[-–]\s?(?=\d{1,3}\.\s?(?:\p{Lu}|\d{1,2}\.))/gu,
  say: () => ' bis ',
};

/** `1990er`, `80er` */
const decade: Recogniser = {
  kind: 'year',
  pattern: new RegExp(String.raw`${start}['’]?(?<n>\d{4}|\d0)er(?<case>[ns]?)(?!\p{L})`, 'gu'),
  say: ({ groups = {} }) => `${year(groups['n'] ?? '')}er${groups['case'] ?? ''}`,
};

/** `1989/90` */
const season: Recogniser = {
  kind: 'year',
  pattern: new RegExp(String.raw`${start}(?<n>1[1-9]\d\d|20\d\d)/(?<next>\d\d)(?!\d)`, 'gu'),
  say: ({ groups = {} }) => {
    const next = cardinal(groups['next'] ?? '', { before: '', after: '' });
    return `${year(groups['n'] ?? '')} ${next}`;
  },
};

/** `5, 10115 Berlin`, `D-10115 Berlin` */
const postalCode: Recogniser = {
  kind: 'number',
  pattern: /(?<=\d\p{L}?,\s|\n\s*|(?<!\p{L})D-)\d{5}(?=\s\p{Lu}\p{Ll})/gu,
  say: ([digits]) => digitByDigit(digits),
};

/** `Goethestr. 12` */
const street: Recogniser = {
  kind: 'abbreviation',
  pattern: /(?<!\p{L})(?<name>\p{Lu}[\p{L}-]{2,40})str\.(?=\s|,|$)/gu,
  say: ({ groups = {} }) => `${groups['name'] ?? ''}straße`,
};

/** `12,- €` */
const priceDash: Recogniser = {
  kind: 'money',
  pattern: /(?<=\d),[-–—]+(?!\p{L})/gu,
  say: () => '',
};
