import { asciiDigits, type NumberSigns } from '../numerals';
import { sayDate, sayTime } from './say-calendar';
import { sayCoins, sayMoney, sayPercent, sayUnit } from './say-amounts';
import { sayFraction, sayNumber, sayRange } from './say-numbers';
import type { Dates, LanguageRules, Money, Romans, Say, Times, Units, Words } from './rules';

/** What a language has to tell; see `rules.ts` for each part. */
export type LanguageFacts = {
  cardinal: Say['cardinal'];
  ordinal: Say['ordinal'];
  words: Words;
  signs: Readonly<Record<string, string>>;
} & Partial<
  Pick<
    LanguageRules,
    | 'spaced'
    | 'symbols'
    | 'abbreviations'
    | 'acronyms'
    | 'acronymPlural'
    | 'ordinals'
    | 'phones'
    | 'years'
    | 'extra'
    | 'without'
  >
> & {
    numbers?: Partial<NumberSigns>;
    romans?: Partial<Romans>;
    dates?: Partial<Dates>;
    times?: Partial<Times>;
    money?: Partial<Money>;
    units?: Partial<Units>;
    /** Overrides; a default that uses another one uses its override. */
    say?: Partial<Say> | ((rules: LanguageRules) => Partial<Say>);
  };

/** Rules with Intl's knowledge of a language (BCP 47) where the facts say nothing. */
export function createRules(language: string, facts: LanguageFacts): LanguageRules {
  const { cardinal, ordinal, say, numbers, romans, dates, times, money, units, ...own } = facts;
  const rules: LanguageRules = {
    language,
    spaced: true,
    symbols: {},
    abbreviations: {},
    acronyms: new Set(),
    acronymPlural: 's',
    ordinals: { suffix: undefined },
    phones: [],
    years: undefined,
    extra: [],
    without: new Set(),
    ...own,
    numbers: { ...numberSigns(language), ...numbers },
    romans: { counted: [], rulers: [], ...romans },
    dates: mergeDates(datesOf(language), dates),
    times: { separators: ':', marks: undefined, halves: false, before: undefined, ...times },
    money: { signs: {}, everyday: 'whole', coins: {}, coinSigns: {}, ...money },
    units: { signs: {}, names: {}, ...units },
    say: undefined as unknown as Say,
  };
  const overrides = typeof say === 'function' ? say(rules) : say;
  const short =
    (spell: Say['cardinal']): Say['cardinal'] =>
    (digits, context) =>
      digits.length > mostDigits ? rules.say.digits(digits) : spell(digits, context);
  rules.say = { ...defaultSay(rules, short(cardinal)), ordinal: short(ordinal), ...overrides };
  return rules;
}

/** Longer numbers are said digit by digit: not all of n2words' languages have names for them. */
const mostDigits = 15;

function defaultSay(rules: LanguageRules, cardinal: Say['cardinal']): Omit<Say, 'ordinal'> {
  const digits = (text: string) =>
    [...text].map((one) => rules.say.cardinal(one, nowhere)).join(' ');
  return {
    cardinal,
    digits,
    decimals: (text) => rules.say.digits(text),
    number: (numeral, context) => sayNumber(rules, numeral, context),
    letters: (text) => [...text.toUpperCase()].join(' '),
    fraction: (parts, context) => sayFraction(rules, parts, context),
    range: (low, high) => sayRange(rules, low, high),
    roman: (value, as, context) =>
      as === 'ruler'
        ? rules.say.ordinal(String(value), context)
        : rules.say.cardinal(String(value), context),
    money: (numeral, currency, context) => sayMoney(rules, numeral, currency, context),
    coins: (numeral, currency, context) => sayCoins(rules, numeral, currency, context),
    percent: (numeral, context) => sayPercent(rules, numeral, context),
    unit: (numeral, unit, context) => sayUnit(rules, numeral, unit, context),
    date: (parts, context) => sayDate(rules, parts, context),
    time: (parts, context) => sayTime(rules, parts, context),
    year: (text, context) => rules.say.cardinal(text, context),
    decade: (text, context) => rules.say.year(text, context),
    phone: (text) => sayPhone(rules, text),
  };
}

/** For words that stand alone. */
export const nowhere = { before: '', after: '' };

/** Digit by digit, with a pause between the groups that were written. */
function sayPhone({ say, words }: LanguageRules, text: string): string {
  const groups = text.match(/\p{Nd}+/gu) ?? [];
  const said = groups.map((group) => say.digits(asciiDigits(group))).join(', ');
  return text.startsWith('+') ? `${words.plus} ${said}` : said;
}

function numberSigns(language: string): NumberSigns {
  const parts = new Intl.NumberFormat(language, { numberingSystem: 'latn' }).formatToParts(
    1234567.8,
  );
  const sign = (type: Intl.NumberFormatPartTypes) =>
    parts.find((part) => part.type === type)?.value;
  const point = sign('decimal') ?? '.';
  const group = sign('group') ?? ',';
  // Each kind of space, and both apostrophes, are written for the same sign.
  const groups = /\s/u.test(group) ? '\u00a0\u202f\u2009 ' : group === '’' ? "’'" : group;
  return { point, groups };
}

function datesOf(language: string): Dates {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'short', calendar: 'gregory' });
  const order = format
    .formatToParts(0)
    .map(({ type }) =>
      type === 'day' || type === 'month' || type === 'year' ? type.charAt(0) : '',
    )
    .join('');
  return {
    order: order === 'mdy' || order === 'ymd' ? order : 'dmy',
    between: String.raw`\s+`,
    dayMark: '(?!)',
    months: monthNames(language),
  };
}

/** Own names of months go beside those of Intl. */
function mergeDates(known: Dates, own: Partial<Dates> = {}): Dates {
  return { ...known, ...own, months: new Map([...known.months, ...(own.months ?? [])]) };
}

/** Long and short names, alone and beside a day (in some languages another case). */
function monthNames(language: string): Map<string, number> {
  const names = new Map<string, number>();
  for (const month of ['long', 'short'] as const) {
    for (const day of [undefined, 'numeric'] as const) {
      const options = { month, ...(day && { day }), timeZone: 'UTC', calendar: 'gregory' };
      const format = new Intl.DateTimeFormat(language, options);
      for (let number = 1; number <= 12; number++) {
        const parts = format.formatToParts(Date.UTC(2024, number - 1, 2));
        const name = parts.find(({ type }) => type === 'month')?.value ?? '';
        const plain = name.toLocaleLowerCase(language).replace(/\.$/, '');
        if (/\p{L}/u.test(plain)) names.set(plain, number);
      }
    }
  }
  return names;
}
