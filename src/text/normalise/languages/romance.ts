import type { Numeral } from '../numerals';
import type { Context, Recogniser } from '../recogniser';
import { romanSource, romanValue } from '../recognisers/counts';
import { nowhere } from './create';
import type { LanguageRules, Say } from './rules';
import { sayMoney } from './say-amounts';
import { sayUnitOrHeight } from './say-height';
import { sayNumber } from './say-numbers';

/** A number of more digits is not said as a number. */
const longest = 15;

/** Digit by digit what begins with a zero or is too long to be followed; else undefined. */
export function digitByDigit(
  digits: string,
  cardinal: (digits: string) => string,
): string | undefined {
  if (!/^0\d/.test(digits) && digits.length <= longest) return undefined;
  return [...digits].map((digit) => cardinal(digit)).join(' ');
}

/** Behind the comma: zeros one by one, then a number of up to three digits, or digits. */
export function sayDecimals(digits: string, cardinal: (digits: string) => string): string {
  const [, zeros = '', rest = ''] = /^(0*)(\d*)$/.exec(digits) ?? [];
  const tail = rest.length <= 3 ? [rest] : [...rest];
  const said = [...zeros, ...tail].filter((part) => part !== '');
  return said.map((part) => cardinal(part)).join(' ');
}

/** The word that a number counts: the unit's first, or the one that follows; in small letters. */
export function countedWord({ noun, after }: Context): string | undefined {
  const word = noun === undefined ? /^[ \u00a0\u202f](\p{L}+)(?!\p{L}|['’.]\p{L})/u : /^(\p{L}+)/u;
  return word.exec(noun ?? after)?.[1]?.toLowerCase();
}

/** Before a comma a one agrees with nothing, and before a million a number agrees with the million. */
export function sayAgreeing(
  rules: LanguageRules,
  million: string,
  ...[numeral, context]: Parameters<Say['number']>
): string {
  const { whole, fraction, scale } = numeral;
  if (fraction !== '' && whole.endsWith('1')) return sayNumber(rules, numeral, nowhere);
  return sayNumber(rules, numeral, scale >= 6 ? { ...nowhere, noun: million } : context);
}

/** `tres millones de euros`: `link` puts its little word in front of what whole millions count. */
function sayOfMillions(
  numeral: Numeral,
  say: () => string,
  link: (noun: string) => string,
): string {
  const value = Number(numeral.whole) * 10 ** numeral.scale;
  const millions =
    numeral.scale >= 6 || (/^0*$/.test(numeral.fraction) && value > 0 && value % 1e6 === 0);
  if (!millions) return say();
  return say().replace(
    /(?<million>(?<!\p{L})(?:mil|bil|tri)\p{L}{3,}) (?<noun>\p{L}+)(?=(?:\s\p{L}+)*$)/u,
    (_, million: string, noun: string) => `${million} ${link(noun)}`,
  );
}

/** `money` and `unit` with the little word behind millions; `and` stands in `un metro e ottanta`. */
export function ofMillions(
  rules: () => LanguageRules,
  link: (noun: string) => string,
  and: string,
  money: typeof sayMoney = sayMoney,
): Pick<Say, 'money' | 'unit'> {
  return {
    money: (numeral, currency, context) =>
      sayOfMillions(numeral, () => money(rules(), numeral, currency, context), link),
    unit: (numeral, unit, context) =>
      sayOfMillions(numeral, () => sayUnitOrHeight(rules(), and, numeral, unit, context), link),
  };
}

/** `2 ½ heures`: the half is said behind what it halves. */
export function halvesBehind(
  say: (digits: string, noun: string, context: Context) => string,
): Recogniser {
  return {
    kind: 'fraction',
    pattern:
      /(?<![\p{L}\p{Nd}.,/])(?<n>\d{1,4})(?:\s?½|\s1\/2)\s(?<noun>\p{Ll}+)(?![\p{L}\p{Nd}])/gu,
    say: ({ groups = {} }, context) => say(groups['n'] ?? '', groups['noun'] ?? '', context),
  };
}

/** `II guerra mondiale`: a Roman number before one of these nouns. */
export function romansBefore(
  nouns: string,
  say: (digits: string, noun: string) => string,
): Recogniser {
  return {
    kind: 'roman',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{Nd}.])(?<n>(?=[XVIL])${romanSource})(?=\s(?<noun>${nouns})(?!\p{L}))`,
      'giu',
    ),
    say: ({ groups = {} }) => {
      const { n = '', noun = '' } = groups;
      return n === n.toUpperCase() ? say(String(romanValue(n)), noun.toLowerCase()) : undefined;
    },
  };
}

/** `CHF 18.50`, `18.50 francs`: Swiss prices have a full stop where other numbers have a comma. */
export function swissPrices(rules: () => LanguageRules): Recogniser {
  const amount = (name: string) =>
    String.raw`(?<${name}>\d{1,3}(?:['’]\d{3})*|\d+)\.(?<${name}c>\d{2})`;
  return {
    kind: 'money',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{Nd}])(?:(?:CHF|Fr\.)\s?${amount('a')}|${amount('b')}\s?(?:CHF|Fr\.|fr\.))(?![\p{L}\p{Nd}])`,
      'gu',
    ),
    say: ({ groups = {} }, context) => {
      const whole = (groups['a'] ?? groups['b'] ?? '').replace(/\D/g, '');
      const fraction = groups['ac'] ?? groups['bc'] ?? '';
      return rules().say.money({ sign: '', whole, fraction, scale: 0 }, 'CHF', context);
    },
  };
}
