import type { Numeral } from '../numerals';
import type { Context } from '../recogniser';
import { createRules, nowhere, type LanguageFacts } from './create';
import type { DateParts, LanguageRules, Say, Words } from './rules';
import { everydayAbbreviations } from './smaller-abbreviations';
import { everydayPhones, romanOrdinals } from './smaller-extra';
import { sayUnit } from './say-amounts';
import { joinWords, sayNumber } from './say-numbers';
import { sayPrice } from './smaller-money';

type Spell = (digits: string, options?: { gender?: string }) => string;

/** What a language with numbers, dates, money and units, and little else, has to tell. */
export type SmallerFacts = Omit<
  LanguageFacts,
  'cardinal' | 'ordinal' | 'words' | 'signs' | 'say'
> & {
  /** A number in words; without it digits stay, for a voice that reads them. */
  cardinal?: Spell;
  /** Undefined where it is not known: the number is said then. */
  ordinal?: (digits: string, context: Context) => string | undefined;
  /** Gives a number the form that it has before a noun. */
  agree?: (words: string, noun: string, digits: string) => string;
  /** Point, minus, plus, plus-minus, to (of a range; `-` for nothing), version: separated by commas. */
  words: string;
  /** `.`, `@`, `/`, `-`, `_` in addresses, separated by commas. */
  signs: string;
  /** Decimals digit by digit; else up to two are a number. */
  decimals?: 'digits';
  /** The word between a whole number and its decimals, where it depends on the number. */
  wholes?: (whole: string) => string;
  /** A number with decimals, without its sign; undefined falls back to digits. */
  decimal?: (numeral: Numeral) => string | undefined;
  /** The ordinal of a date's day, in its case; without it the day is a cardinal. */
  day?: (ordinal: string) => string;
  year?: (digits: string) => string;
  /** In which order a date is said, where it isn't day, month, year; undefined for that. */
  date?: (
    parts: { day: string; month: string; year: string },
    parted: DateParts,
    context: Context,
  ) => string | undefined;
  /** What stands at the cents of a price: `و`. */
  beforeCents?: string;
  range?: Say['range'];
  time: (
    hour: number,
    minute: number,
    say: (value: number, noun?: string) => string,
    context: Context,
  ) => string;
  /** Half, third, two thirds, quarter, three quarters, separated by commas; without them they stay numbers. */
  fractions?: string;
  /** What an ordinal in Roman letters has in front of it behind a name: `Willem de derde`. */
  article?: string;
  /** The everyday word of Intl's long name of a currency: `US dollars` → `dollars`. */
  everyday: (name: string, currency: string) => string;
  /** One of a currency, where the number stands behind it. */
  single?: (noun: string) => string;
};

/** Rules of a language from little; other fractions and bare years are left as numbers. */
export function smaller(language: string, facts: SmallerFacts): LanguageRules {
  const { cardinal, ordinal, agree, words, signs, ...own } = facts;
  const between = wordsOf(words);
  const [dot = '', at = '', slash = '', dash = '', underscore = ''] = listed(signs);
  const count: Say['cardinal'] = (digits, { noun }) => {
    const said = cardinal?.(digits) ?? digits;
    return noun !== undefined && agree ? agree(said, noun, digits) : said;
  };
  const inOrder: Say['ordinal'] = (digits, context) =>
    ordinal?.(digits, context) ?? cardinal?.(digits) ?? digits;
  return createRules(language, {
    ...own,
    cardinal: count,
    ordinal: inOrder,
    abbreviations: {
      ...everydayAbbreviations(new Intl.Locale(language).language),
      ...own.abbreviations,
    },
    phones: [...everydayPhones, ...(own.phones ?? [])],
    extra: [...(own.extra ?? []), romanOrdinals(inOrder, own.article)],
    words: between,
    signs: { '.': dot, '@': at, '/': slash, '-': dash, _: underscore },
    symbols: { '+': between.plus, '±': between.plusMinus },
    say: (rules) => sayBy(rules, facts, count),
  });
}

function sayBy(rules: LanguageRules, facts: SmallerFacts, count: Say['cardinal']): Partial<Say> {
  const { cardinal, spaced, decimals, everyday, single, beforeCents = '', year, range } = facts;
  return {
    digits: (text) =>
      [...text].map((one) => count(one, nowhere)).join(cardinal && spaced !== false ? ' ' : ''),
    ...(decimals !== 'digits' && {
      decimals: (text) => (cardinal ? decimalsAsNumber(rules, text) : text),
    }),
    number: (numeral, context) => sayDecimal(rules, numeral, context, facts),
    money: (numeral, currency, context) =>
      sayPrice(rules, { numeral, currency, context }, { everyday, single, beforeCents }),
    unit: (numeral, unit, context) =>
      sayUnit(rules, numeral, unit, context).replace(
        /^(?<n>.+) (?<before>\S+) #/u,
        '$<before> $<n>',
      ),
    date: (parts, context) => sayDate(rules, parts, facts, context),
    fraction: (parts) => sayFraction(rules, parts, listed(facts.fractions ?? '')),
    time: ({ hour, minute, second }, context) => {
      const say = (value: number, noun?: string) =>
        count(String(value), noun === undefined ? nowhere : { ...context, noun });
      return joinWords([
        facts.time(hour, minute, say, context),
        second === undefined ? '' : say(second),
      ]);
    },
    ...(year && { year }),
    ...(range && { range }),
  };
}

function sayDate(
  rules: LanguageRules,
  parts: DateParts,
  facts: SmallerFacts,
  context: Context,
): string {
  const { day: number } = parts;
  const inWords = (digits: string) =>
    facts.day && facts.ordinal
      ? facts.day(rules.say.ordinal(digits, nowhere))
      : rules.say.cardinal(digits, nowhere);
  const said = {
    day: number === undefined ? '' : inWords(number),
    month: monthName(rules.language, parts),
    year: parts.year === undefined ? '' : rules.say.year(parts.year, nowhere),
  };
  return facts.date?.(said, parts, context) ?? joinWords([said.day, said.month, said.year]);
}

function sayDecimal(
  rules: LanguageRules,
  numeral: Numeral,
  context: Context,
  { wholes, decimal }: SmallerFacts,
): string {
  if (numeral.fraction === '') return sayNumber(rules, numeral, context);
  if (wholes) {
    const point = wholes(numeral.whole);
    const noun = { ...nowhere, noun: point };
    return sayNumber({ ...rules, words: { ...rules.words, point } }, numeral, noun);
  }
  const said = numeral.scale === 0 ? decimal?.(numeral) : undefined;
  if (said === undefined) return sayNumber(rules, numeral, nowhere);
  const { minus, plus, plusMinus } = rules.words;
  return joinWords([{ '': '', '-': minus, '+': plus, '±': plusMinus }[numeral.sign], said]);
}

/** By name, or as it is written. */
function sayFraction(
  { say }: LanguageRules,
  { whole, top, bottom }: { whole: string; top: string; bottom: string },
  [half = '', third = '', thirds = '', quarter = '', quarters = '']: readonly string[],
): string {
  const names: Readonly<Record<string, string>> = {
    ...{ '1/2': half, '1/3': third, '2/3': thirds, '1/4': quarter, '3/4': quarters },
  };
  const number = (digits: string) => say.cardinal(digits, nowhere);
  const part = names[`${top}/${bottom}`] || `${number(top)}/${number(bottom)}`;
  return joinWords([whole && number(whole), part]);
}

function wordsOf(words: string): Words {
  const [point = '', minus = '', plus = '', plusMinus = '', to = '', version = ''] = listed(words);
  return { point, minus, plus, plusMinus, to: to === '-' ? '' : to, score: '-', version, and: '' };
}

function listed(texts: string): string[] {
  return texts.split(',').map((text) => text.trim());
}

function decimalsAsNumber({ say }: LanguageRules, digits: string): string {
  if (digits.length > 2) return say.digits(digits);
  const zeros = /^0+/.exec(digits)?.[0] ?? '';
  const rest = digits.slice(zeros.length);
  return joinWords([zeros && say.digits(zeros), rest && say.cardinal(rest, nowhere)]);
}

/** As it was written, if in full; else Intl's form beside a day. */
function monthName(language: string, { month, day, name = '' }: DateParts): string {
  const forms = [{ month: 'long', day: 'numeric' }, { month: 'long' }] as const;
  const names = forms.map((form) => {
    const format = new Intl.DateTimeFormat(language, {
      ...form,
      timeZone: 'UTC',
      calendar: 'gregory',
    });
    const parts = format.formatToParts(Date.UTC(2024, month - 1, 2));
    return parts.find(({ type }) => type === 'month')?.value ?? '';
  });
  const written = name.toLocaleLowerCase(language);
  const known = names.some((full) => full.toLocaleLowerCase(language) === written);
  return known ? name : ((day === undefined ? names[1] : names[0]) ?? '');
}
