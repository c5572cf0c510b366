import { toCardinal, toOrdinal } from 'n2words/hi-IN';
import type { Context } from '../recogniser';
import { createRules } from './create';
import { sayHindiTime } from './hi-calendar';
import { abbreviations, signs, symbols, units } from './hi-words';
import { hindiFraction, writtenInHindi } from './hi-writing';
import type { LanguageRules } from './rules';
import { sayNumber } from './say-numbers';

/** Hindi, in Indian counting whatever the grouping; Devanagari digits are digits. */
export function hindi(language: string): LanguageRules {
  const cardinal = (digits: string) => toCardinal(digits);
  const year = (digits: string) => sayYear(digits, cardinal);
  return createRules(language, {
    cardinal,
    ordinal: (digits) => toOrdinal(digits),
    words: {
      point: 'दशमलव',
      minus: 'माइनस',
      plus: 'प्लस',
      plusMinus: 'प्लस माइनस',
      to: 'से',
      score: '-',
      version: 'संस्करण',
      and: '',
    },
    signs,
    symbols,
    abbreviations,
    dates: { between: String.raw`\s+` },
    times: { halves: true, marks: 'बजे' },
    money: {
      everyday: 'last',
      signs: { 'रु.': 'INR', रु: 'INR', 'Rs.': 'INR', Rs: 'INR' },
      coins: { INR: ['पैसा', 'पैसे'], USD: ['सेंट', 'सेंट'], EUR: ['सेंट', 'सेंट'] },
    },
    units,
    phones: [
      String.raw`1[89]00[\s-]\d{2,4}[\s-]\d{3,4}`,
      String.raw`0?[6-9]\p{Nd}{4}[\s-]?\p{Nd}{5}`,
      String.raw`0\p{Nd}{2,4}[\s-]\p{Nd}{6,8}`,
    ],
    years: isYear,
    extra: writtenInHindi(cardinal, toOrdinal),
    say: (rules) => ({
      number: (numeral, context) =>
        [sayNumber(rules, { ...numeral, scale: 0 }, context), powers[numeral.scale] ?? '']
          .join(' ')
          .trim(),
      fraction: (parts) => hindiFraction(parts, cardinal),
      time: (parts) => sayHindiTime(parts, cardinal),
      year,
      decade: year,
    }),
  });
}

/** Words for powers of ten, as they are written behind a number. */
const powers: Readonly<Record<number, string>> = {
  3: 'हज़ार',
  5: 'लाख',
  6: 'मिलियन',
  7: 'करोड़',
  9: 'अरब',
  11: 'खरब',
  12: 'ट्रिलियन',
};

/** By hundreds from 1100 to 1999: `उन्नीस सौ सैंतालीस`. */
function sayYear(digits: string, cardinal: (digits: string) => string): string {
  const value = Number(digits);
  if (value < 1100 || value > 1999) return cardinal(digits);
  const rest = value % 100;
  return `${cardinal(String(Math.floor(value / 100)))} सौ${rest === 0 ? '' : ` ${cardinal(String(rest))}`}`;
}

/** Four digits beside a word that years have, or beside another one. */
function isYear(digits: string, { before, after }: Context): boolean {
  const value = Number(digits);
  if (value < 1100 || value > 2099) return false;
  return (
    /(?:सन|सन्|वर्ष|साल|ईस्वी|ई\.|संवत)\s$/u.test(before) ||
    /\p{Nd}{4}\s?[-–—]\s?$/u.test(before) ||
    /^\s?[-–—]\s?[12]\p{Nd}{3}/u.test(after) ||
    /^\s(?:में|के दशक|की क्रांति|ई\.|ईस्वी|तक|से|का|के बाद)(?![\p{L}\p{M}])/u.test(after)
  );
}
