import type { Numeral } from '../numerals';
import type { Context } from '../recogniser';
import { nowhere } from './create';
import type { LanguageRules } from './rules';
import { sayMoney } from './say-amounts';
import { joinWords } from './say-numbers';

/** Cents behind the currency, without their name: `drei Euro fünfzig`, `trois euros cinquante`. */
export function sayPrice(
  rules: LanguageRules,
  numeral: Numeral,
  currency: string,
  context: Context & { low?: Numeral },
): string {
  const { whole, fraction, scale } = numeral;
  const coins = rules.money.coins[currency] && /^\d\d$/.test(fraction) && fraction !== '00';
  if (!coins || /^0*$/.test(whole) || scale > 0 || context.low) {
    return sayMoney(rules, numeral, currency, context);
  }
  const units = sayMoney(rules, { ...numeral, fraction: '' }, currency, context);
  return joinWords([units, rules.say.cardinal(String(Number(fraction)), nowhere)]);
}
