import { valueOf, type Numeral } from '../numerals';
import type { Context } from '../recogniser';
import { numberFormat, pluralRules } from './formats';
import type { LanguageRules, UnitName } from './rules';
import { joinWords } from './say-numbers';

type Amount = Context & {
  low?: Numeral;
  /** The noun is that of one: `a 3 MB file` is a file of three *megabyte*. */
  attributive?: boolean;
};

/** `five dollars`, `three pounds and twenty pence`, `one point five million dollars`. */
export function sayMoney(
  rules: LanguageRules,
  numeral: Numeral,
  currency: string,
  context: Amount,
): string {
  const { say, words, money } = rules;
  const coin = money.coins[currency];
  const cents = numeral.fraction;
  if (coin && cents.length === 2 && numeral.scale === 0 && !context.low) {
    const whole = { ...numeral, fraction: '' };
    const coins: Numeral = { sign: '', whole: String(Number(cents)), fraction: '', scale: 0 };
    if (cents === '00') return sayMoney(rules, whole, currency, context);
    if (/^0*$/.test(numeral.whole) && numeral.sign === '')
      return say.coins(coins, currency, context);
    return joinWords([
      sayMoney(rules, whole, currency, context),
      words.and,
      say.coins(coins, currency, context),
    ]);
  }
  const noun = currencyName(rules, currency, context.attributive ? one : numeral);
  return joinWords([sayCounted(rules, numeral, { ...context, noun }), noun]);
}

export function sayCoins(
  rules: LanguageRules,
  numeral: Numeral,
  currency: string,
  context: Context,
): string {
  const [one, many] = rules.money.coins[currency] ?? ['', ''];
  const noun = plural(rules.language, numeral) === 'one' ? one : many;
  return joinWords([rules.say.number(numeral, { ...context, noun }), noun]);
}

/** `mille`: a thousandth, which is said in whatever way the platform writes it out. */
export function sayPercent(
  rules: LanguageRules,
  numeral: Numeral,
  context: Amount & { mille?: boolean },
): string {
  const name = context.mille ? rules.units.names['permille']?.[1] : undefined;
  if (name !== undefined) return joinWords([sayCounted(rules, numeral, context), name]);
  return sayUnit(rules, numeral, 'percent', context);
}

/** In the order, with the plural and with the little words that Intl writes: `5 degrees Celsius`. */
export function sayUnit(
  rules: LanguageRules,
  numeral: Numeral,
  unit: string,
  context: Amount,
): string {
  const counted = context.attributive ? one : numeral;
  const own = Object.hasOwn(rules.units.names, unit) ? rules.units.names[unit] : undefined;
  if (own) {
    const noun = formOf(own, plural(rules.language, counted));
    return joinWords([sayCounted(rules, numeral, { ...context, noun }), noun]);
  }
  const format = numberFormat(rules.language, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    ...digitsLike(counted),
  });
  const parts = format.formatToParts(valueOf(counted));
  const noun = parts.find(({ type }) => type === 'unit' || type === 'percentSign')?.value ?? '';
  return aroundNumber(parts, sayCounted(rules, numeral, { ...context, noun }));
}

/** Intl's name for an amount of a currency, in everyday words. */
export function currencyName(rules: LanguageRules, currency: string, numeral: Numeral): string {
  const format = numberFormat(rules.language, {
    style: 'currency',
    currency,
    currencyDisplay: 'name',
    ...digitsLike(numeral),
  });
  const parts = format.formatToParts(valueOf(numeral));
  const name = parts.find(({ type }) => type === 'currency')?.value ?? currency;
  const words = name.split(/[\s-]+/u);
  if (rules.money.everyday === 'last') return words.at(-1) ?? name;
  return rules.money.everyday === 'first' ? (words[0] ?? name) : name;
}

/** A number or both ends of a range. */
function sayCounted({ say }: LanguageRules, numeral: Numeral, { low, ...context }: Amount): string {
  const high = say.number(numeral, context);
  return low ? say.range(say.number(low, context), high, context) : high;
}

/** Of one and many, or of one, few and many. */
function formOf(forms: UnitName, rule: Intl.LDMLPluralRule): string {
  if (rule === 'one') return forms[0];
  return forms.length === 3 && rule !== 'few' ? forms[2] : forms[1];
}

const one: Numeral = { sign: '', whole: '1', fraction: '', scale: 0 };

const numberParts = new Set([
  'integer',
  'group',
  'decimal',
  'fraction',
  'minusSign',
  'plusSign',
  'compact',
]);

/** What Intl wrote around a number, and the number in words. */
function aroundNumber(parts: readonly Intl.NumberFormatPart[], number: string): string {
  let said = '';
  let placed = false;
  for (const { type, value } of parts) {
    if (!numberParts.has(type)) said += value;
    else if (!placed) {
      said += number;
      placed = true;
    }
  }
  return said.replace(/\s+/gu, ' ').trim();
}

function digitsLike({ fraction }: Numeral) {
  const digits = Math.min(20, fraction.length);
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

function plural(language: string, numeral: Numeral): Intl.LDMLPluralRule {
  return pluralRules(language, digitsLike(numeral)).select(valueOf(numeral));
}
