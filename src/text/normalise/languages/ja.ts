import { toCardinal } from 'n2words/ja-JP';
import type { Numeral } from '../numerals';
import type { Context } from '../recogniser';
import { createRules } from './create';
import { signs, symbols, unitNames } from './ja-words';
import { writtenInJapanese } from './ja-writing';
import type { LanguageRules, Say } from './rules';
import { currencyName } from './say-amounts';
import { sayNumber } from './say-numbers';

/**
 * Numbers become kanji numerals beside the counters that were written: their readings (`さんびゃく`, `みっか`) are the
 * part of whoever reads kanji. What is said digit by digit is katakana.
 */
export function japanese(language: string): LanguageRules {
  const cardinal = (digits: string) => (/^0+$/.test(digits) ? 'ゼロ' : toCardinal(digits));
  return createRules(language, {
    spaced: false,
    cardinal: (digits, { after, noun = after }) =>
      /^0+$/.test(digits) && /^\s?[時度点]/.test(noun) ? '零' : cardinal(digits),
    ordinal: (digits) => `第${cardinal(digits)}`,
    words: {
      point: '点',
      minus: 'マイナス',
      plus: 'プラス',
      plusMinus: 'プラスマイナス',
      to: 'から',
      score: '対',
      version: 'バージョン',
      and: 'と',
    },
    signs,
    symbols,
    abbreviations: { '㈱': '株式会社', '（株）': '株式会社', '(株)': '株式会社', '㈲': '有限会社' },
    numbers: { groups: ',，' },
    times: { separators: ':：' },
    money: { signs: { '¥': 'JPY', '￥': 'JPY' } },
    units: { names: unitNames },
    phones: [
      String.raw`0\d{1,4}[-‐]\d{1,4}[-‐]\d{3,4}`,
      String.raw`0[789]0\d{8}`,
      String.raw`\(0\d{1,4}\)\s?\d{1,4}-\d{4}`,
    ],
    extra: writtenInJapanese({ cardinal, digits }),
    say: (rules) => ({
      digits,
      decimals: (text) => [...text].map((digit) => toCardinal(digit)).join(''),
      number: (numeral, context) => {
        if (isAnotherWord(numeral, context)) return numeral.whole;
        return numeral.fraction !== '' && /^0*$/.test(numeral.whole)
          ? sayNumber(rules, { ...numeral, whole: '' }, context).replace('点', '零点')
          : sayNumber(rules, numeral, context);
      },
      fraction: ({ whole, top, bottom }) =>
        `${whole && `${cardinal(whole)}と`}${cardinal(bottom)}分の${cardinal(top)}`,
      money: (numeral, currency, context) => sayMoney(rules, numeral, currency, context),
      date: ({ year, month, day = '' }) =>
        `${year === undefined ? '' : `${cardinal(year)}年`}${cardinal(String(month))}月${day && `${cardinal(day)}日`}`,
      time: ({ hour, minute, second }) =>
        `${hour === 0 ? '零' : cardinal(String(hour))}時` +
        (minute === 0 && second === undefined ? '' : `${cardinal(String(minute))}分`) +
        (second === undefined ? '' : `${cardinal(String(second))}秒`),
      phone: (text) =>
        (text.startsWith('+') ? 'プラス' : '') +
        (text.match(/\p{Nd}+/gu) ?? []).map((group) => rules.say.digits(group)).join('、'),
    }),
  });
}

/** `十分` is enough, `二分` a half: these minutes keep their digits, which whoever reads kanji understands. */
function isAnotherWord({ whole, fraction, scale }: Numeral, { after }: Context): boolean {
  return /^(?:2|9|10)$/.test(whole) && fraction === '' && scale === 0 && /^分(?!の)/.test(after);
}

function digits(text: string): string {
  return [...text].map((digit) => spokenDigits[Number(digit)] ?? '').join('');
}

const spokenDigits = 'ゼロ イチ ニイ サン ヨン ゴオ ロク ナナ ハチ キュウ'.split(' ');

/** What these currencies are called when no country is meant. */
const everyday: Readonly<Record<string, string>> = {
  USD: 'ドル',
  GBP: 'ポンド',
  CNY: '元',
  KRW: 'ウォン',
};

/** The last zeros of the decimals are silent. */
function sayMoney(
  rules: LanguageRules,
  numeral: Numeral,
  currency: string,
  { low, ...context }: Parameters<Say['money']>[2],
): string {
  const say = (number: Numeral) =>
    rules.say.number({ ...number, fraction: number.fraction.replace(/0+$/, '') }, context);
  const name = everyday[currency] ?? currencyName(rules, currency, numeral);
  return `${low ? say(low) + rules.words.to : ''}${say(numeral)}${name}`;
}
