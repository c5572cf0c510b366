import * as american from 'n2words/en-US';
import * as british from 'n2words/en-GB';
import type { Context } from '../recogniser';
import { createRules } from './create';
import { sayMoney, sayUnit } from './say-amounts';
import { coins, phones, romans, signs, symbols, units, words } from './en-signs';
import { englishOnly } from './en-extra';
import { abbreviations, acronyms } from './en-words';
import { sayEnglishDate, sayEnglishTime, sayEnglishDecade, sayEnglishYear } from './en-calendar';
import type { LanguageRules } from './rules';

/** English by region: American in the United States and the Philippines, and where none is named; else British. */
export function english(language: string): LanguageRules {
  const region = new Intl.Locale(language).maximize().region ?? 'US';
  const us = region === 'US' || region === 'PH';
  const library = us ? american : british;
  const cardinal = (digits: string) => library.toCardinal(digits);
  const ordinal = (digits: string) => library.toOrdinal(digits);
  return createRules(language, {
    cardinal,
    ordinal,
    words,
    signs,
    symbols,
    abbreviations,
    acronyms,
    acronymPlural: "'s",
    // As the Swiss write them: `1'234`.
    numbers: { groups: ",'’" },
    ordinals: { suffix: 'st|nd|rd|th' },
    romans,
    dates: {
      between: String.raw`\s+(?:of\s+)?`,
      dayMark: 'st|nd|rd|th',
      months: new Map([['sept', 9]]),
    },
    times: { halves: true, marks: String.raw`o['’]clock|hrs|hours?` },
    money: {
      everyday: 'last',
      coins,
      coinSigns: { '¢': 'USD', ...(us ? {} : { p: 'GBP' }) },
    },
    units,
    phones: us ? phones.american : phones.british,
    years: isYear,
    extra: englishOnly(cardinal),
    say: (rules) => ({
      fraction: (parts) => sayEnglishFraction(parts, { cardinal, ordinal }),
      roman: (value, as) =>
        as === 'ruler' ? `the ${ordinal(String(value))}` : cardinal(String(value)),
      unit: (numeral, unit, context) => sayUnit(rules, numeral, unit, attributive(context)),
      money: (numeral, currency, context) =>
        sayMoney(rules, numeral, currency, attributive(context)),
      date: (parts, context) =>
        withoutArticle(sayEnglishDate(parts, { us, cardinal, ordinal }), context),
      time: (parts) => sayEnglishTime(parts, cardinal),
      year: (digits) => sayEnglishYear(digits, cardinal),
      decade: (digits) => sayEnglishDecade(digits, cardinal),
    }),
  });
}

type Cardinal = (digits: string) => string;

/** `a 3 MB file`, `a $5 bill`. */
function attributive<C extends Context>(context: C): C & { attributive: boolean } {
  const { before, after } = context;
  return { ...context, attributive: /\ban?\s$/i.test(before) && /^[\s-]\p{Ll}/u.test(after) };
}

/** `on the 5th of May` has one already. */
function withoutArticle(date: string, { before }: Context): string {
  return /\bthe\s$/i.test(before) ? date.replace(/^the /, '') : date;
}

/** `two thirds`, `three and a half`. */
function sayEnglishFraction(
  { whole, top, bottom }: { whole: string; top: string; bottom: string },
  { cardinal, ordinal }: { cardinal: Cardinal; ordinal: Cardinal },
): string {
  const one = bottom === '2' ? 'half' : bottom === '4' ? 'quarter' : ordinal(bottom);
  const many = bottom === '2' ? 'halves' : `${one}s`;
  if (whole === '') return top === '1' ? `one ${one}` : `${cardinal(top)} ${many}`;
  const article = /^[aeiou]/.test(one) ? 'an' : 'a';
  const part = top === '1' ? `${article} ${one}` : `${cardinal(top)} ${many}`;
  return `${cardinal(whole)} and ${part}`;
}

/** From 1100 to 2099; below, only behind a word that years follow. */
function isYear(digits: string, { before, after }: Context): boolean {
  const value = Number(digits);
  if (/^\s?[%$€£¥°]/u.test(after) || /[$€£¥#№]\s?$/u.test(before)) return false;
  if (value >= 1100 && value < 2100) return true;
  return (
    value > 1000 &&
    value < 1100 &&
    /\b(?:in|since|by|of|year|until|from|before|after)\s$/i.test(before)
  );
}
