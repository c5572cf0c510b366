import * as american from 'n2words/en-US';
import * as british from 'n2words/en-GB';
import type { Context, Recogniser } from '../recogniser';
import { createRules } from './create';
import { romans, signs, symbols, units } from './en-signs';
import { abbreviations, acronyms } from './en-words';
import { sayEnglishDate, sayEnglishTime, sayEnglishDecade, sayEnglishYear } from './en-calendar';
import type { LanguageRules } from './rules';

/** English by region: `en` is American; only the United States, the Philippines and Canada's cents part from Britain. */
export function english(language: string): LanguageRules {
  const region = new Intl.Locale(language).maximize().region ?? 'US';
  const us = region === 'US' || region === 'PH';
  const library = us ? american : british;
  const cardinal = (digits: string) => library.toCardinal(digits);
  const ordinal = (digits: string) => library.toOrdinal(digits);
  return createRules(us ? language : language === 'en' ? 'en-US' : language, {
    cardinal,
    ordinal,
    words: {
      point: 'point',
      minus: 'minus',
      plus: 'plus',
      plusMinus: 'plus or minus',
      to: 'to',
      score: 'to',
      version: 'version',
      and: 'and',
    },
    signs,
    symbols,
    abbreviations,
    acronyms,
    ordinals: { suffix: 'st|nd|rd|th' },
    romans,
    dates: { between: String.raw`\s+(?:of\s+)?`, dayMark: 'st|nd|rd|th' },
    times: { halves: true, marks: String.raw`o['’]clock|hrs|hours?` },
    money: {
      everyday: 'last',
      coins: {
        USD: ['cent', 'cents'],
        EUR: ['cent', 'cents'],
        CAD: ['cent', 'cents'],
        AUD: ['cent', 'cents'],
        GBP: ['penny', 'pence'],
        INR: ['paisa', 'paise'],
      },
      coinSigns: { '¢': 'USD', ...(us ? {} : { p: 'GBP' }) },
    },
    units,
    phones: us
      ? [
          String.raw`(?:1[-.\s])?(?:\(\d{3}\)\s?|\d{3}[-.\s])\d{3}[-.\s]\d{4}`,
          String.raw`\d{3}-\d{4}`,
        ]
      : [String.raw`0\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}`, String.raw`0\d{4}[\s-]\d{6}`],
    years: isYear,
    extra: englishOnly(cardinal),
    say: {
      fraction: (parts) => sayEnglishFraction(parts, { cardinal, ordinal }),
      roman: (value, as) =>
        as === 'ruler' ? `the ${ordinal(String(value))}` : cardinal(String(value)),
      date: (parts) => sayEnglishDate(parts, { us, cardinal, ordinal }),
      time: (parts) => sayEnglishTime(parts, cardinal),
      year: (digits) => sayEnglishYear(digits, cardinal),
      decade: (digits) => sayEnglishDecade(digits, cardinal),
    },
  });
}

type Cardinal = (digits: string) => string;

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

/** `1990s`, `'90s`; `5'10"`. */
function englishOnly(cardinal: Cardinal): Recogniser[] {
  return [
    {
      kind: 'year',
      pattern:
        /(?<![\p{L}\p{N}])(?:(?<whole>[12]\d\d0)|['‘’](?<tens>[1-9]0))['’]?s(?![\p{L}\p{N}])/gu,
      say: ({ groups = {} }) => sayEnglishDecade(groups['whole'] ?? groups['tens'] ?? '', cardinal),
    },
    {
      kind: 'unit',
      pattern: /(?<![\p{L}\p{N}.,])(?<feet>\d{1,2})['’′]\s?(?<inches>\d{1,2})["”″](?!\p{L})/gu,
      say: ({ groups = {} }) => {
        const { feet = '', inches = '' } = groups;
        return `${cardinal(feet)} ${feet === '1' ? 'foot' : 'feet'} ${cardinal(inches)} ${inches === '1' ? 'inch' : 'inches'}`;
      },
    },
  ];
}
