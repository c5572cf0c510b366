import { toCardinal as simplified } from 'n2words/zh-Hans-CN';
import { toCardinal as traditional } from 'n2words/zh-Hant-TW';
import type { Numeral } from '../numerals';
import type { Context } from '../recogniser';
import { createRules } from './create';
import type { LanguageRules, Say, TimeParts } from './rules';
import { currencyName, sayUnit } from './say-amounts';
import { sayNumber } from './say-numbers';
import { measures, signs, symbols, toTraditional, unitNames } from './zh-words';
import { writtenInChinese } from './zh-writing';

/** Mandarin, and Cantonese (`yue`) as it is written; the script follows the region: `zh-TW` is traditional. */
export function chinese(language: string): LanguageRules {
  const { script, region } = new Intl.Locale(language).maximize();
  const han = script === 'Hant';
  const to = language.startsWith('yue') || region === 'HK' ? '至' : '到';
  const written = (text: string) => (han ? toTraditional(text) : text);
  const inScript = <T extends Readonly<Record<string, string>>>(texts: T) =>
    Object.fromEntries(Object.entries(texts).map(([sign, text]) => [sign, written(text)]));
  const count = (digits: string) =>
    written(tidy((han ? traditional : simplified)(digits, { formal: false })));
  const cardinal = (digits: string, { noun = '', after }: Context) =>
    digits === '2' && measures.test(noun || after) ? written('两') : count(digits);
  const digits = (text: string) => [...text].map((digit) => count(digit)).join('');

  return createRules(language, {
    spaced: false,
    cardinal,
    ordinal: (digits) => `第${count(digits)}`,
    words: {
      point: written('点'),
      minus: written('负'),
      plus: '正',
      plusMinus: written('正负'),
      to,
      score: '比',
      version: '版本',
      and: '又',
    },
    signs: inScript(signs),
    symbols: inScript(symbols),
    numbers: { groups: ',，' },
    times: { separators: ':：' },
    money: { signs: { '¥': 'CNY', '￥': 'CNY' } },
    units: { names: unitNames(written), signs: { 公里: 'kilometer' } },
    phones,
    extra: writtenInChinese({ count, digits, written, to }),
    say: (rules) => ({
      digits,
      number: (numeral, context) =>
        sayNumber(rules, numeral, numeral.scale > 0 ? { ...context, noun: '个' } : context),
      fraction: ({ whole, top, bottom }) =>
        `${whole && `${count(whole)}又`}${count(bottom)}分之${count(top)}`,
      money: (...given) => sayMoney(rules, ...given),
      percent: (...given) => sayPercent(rules, ...given),
      unit: (numeral, unit, context) =>
        numeral.sign === '-' && unit === 'celsius'
          ? `零下${sayUnit(rules, { ...numeral, sign: '' }, unit, context)}`
          : sayUnit(rules, numeral, unit, context),
      date: ({ year, month, day = '' }) =>
        `${year === undefined ? '' : `${digits(year)}年`}${count(String(month))}月${day && `${count(day)}日`}`,
      time: (parts) => sayTime(parts, { count, clock: written('点'), two: written('两') }),
      year: digits,
      phone: (text) =>
        (text.match(/\p{Nd}+/gu) ?? [])
          .map((group) => digits(group).replaceAll('一', '幺'))
          .join('，'),
    }),
  });
}

/** Mobile, by area, and for service. */
const phones = [
  String.raw`1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}`,
  String.raw`0\d{2,3}-\d{7,8}`,
  String.raw`[48]00-?\d{3}-?\d{4}`,
];

/** `八点零五分`; no minutes on the hour. */
function sayTime(
  { hour, minute, second }: TimeParts,
  { count, clock, two }: { count: (digits: string) => string; clock: string; two: string },
): string {
  const padded = (value: number) => `${value < 10 ? '零' : ''}${count(String(value))}`;
  const minutes = minute === 0 && second === undefined ? '' : `${padded(minute)}分`;
  const seconds = second === undefined ? '' : `${padded(second)}秒`;
  return `${hour === 2 ? two : count(String(hour))}${clock}${minutes}${seconds}`;
}

type Amount = Parameters<Say['percent']>[1];

/** 百分之 stands in front, a minus before it; each end of a range is said in full. */
function sayPercent(rules: LanguageRules, numeral: Numeral, { low, mille, ...context }: Amount) {
  const one = ({ sign, ...number }: Numeral) => {
    const minus = sign === '-' ? rules.words.minus : '';
    return `${minus}${mille ? '千' : '百'}分之${sayNumber(rules, { ...number, sign: '' }, context)}`;
  };
  return low ? `${one(low)}${rules.words.to}${one(numeral)}` : one(numeral);
}

/** The last zeros of the decimals are silent. */
function sayMoney(rules: LanguageRules, numeral: Numeral, currency: string, context: Amount) {
  const name = currency === 'CNY' ? '元' : currencyName(rules, currency, numeral);
  const say = (number: Numeral) =>
    rules.say.number(
      { ...number, fraction: number.fraction.replace(/0+$/, '') },
      { ...context, noun: name },
    );
  const { low } = context;
  return `${low ? say(low) + rules.words.to : ''}${say(numeral)}${name}`;
}

/** No 一 before a leading ten; a leading two before a hundred and all greater powers is 两. */
function tidy(words: string): string {
  return words.replace(/^一十/, '十').replace(/(?:^二(?=[百千万萬亿億])|二(?=千))/g, '两');
}
