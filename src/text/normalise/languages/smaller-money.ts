import type { Numeral } from '../numerals';
import type { LanguageRules, Say } from './rules';
import { currencyName } from './say-amounts';
import { joinWords } from './say-numbers';

type Price = { numeral: Numeral; currency: string; context: Parameters<Say['money']>[2] };
type Words = {
  everyday: (name: string, currency: string) => string;
  single: ((noun: string) => string) | undefined;
  beforeCents: string;
};

/** `twelve euros fifty`: cents behind the currency, without their name unless the language gives one. */
export function sayPrice(rules: LanguageRules, price: Price, words: Words): string {
  const { everyday, single } = words;
  const { numeral, currency, context } = price;
  const { low, ...around } = context;
  const cents = numeral.fraction.length === 2 && numeral.scale === 0 && !low;
  const shown = cents ? { ...numeral, fraction: '' } : numeral;
  const noun = everyday(currencyName(rules, currency, shown), currency);
  if (single && shown.whole === '1' && shown.fraction === '' && shown.scale === 0 && !low) {
    return joinWords([single(noun), cents ? sayCents(rules, price, words) : '']);
  }
  const say = (number: Numeral) => rules.say.number(number, { ...around, noun });
  const said = low ? rules.say.range(say(low), say(shown), around) : say(shown);
  return joinWords([said, noun, cents ? sayCents(rules, price, words) : '']);
}

function sayCents(
  rules: LanguageRules,
  { numeral, currency, context }: Price,
  { beforeCents }: Words,
): string {
  if (numeral.fraction === '00') return '';
  const coins = rules.money.coins[currency];
  if (!coins) return beforeCents + rules.say.decimals(numeral.fraction);
  const cents: Numeral = {
    ...numeral,
    sign: '',
    whole: String(Number(numeral.fraction)),
    fraction: '',
  };
  return rules.say.coins(cents, currency, context);
}

/** The everyday word comes first: `dolari americani`. */
export function first(name: string): string {
  return name.split(/[\s-]/u)[0] ?? name;
}

/** The everyday word comes last: `amerikanska dollar`. */
export function last(name: string): string {
  return name.split(/[\s-]/u).at(-1) ?? name;
}
