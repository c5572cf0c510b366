import type { Numeral } from '../numerals';
import { nowhere } from './create';
import type { LanguageRules, Say } from './rules';
import { sayUnit } from './say-amounts';
import { joinWords } from './say-numbers';

/** `1,80 m` as people tell their height: `ein Meter achtzig`, `un metro e ottanta`. */
export function sayUnitOrHeight(
  rules: LanguageRules,
  and: string,
  ...[numeral, unit, context]: Parameters<Say['unit']>
): string {
  if (unit !== 'meter' || context.low || !isHeight(numeral)) {
    return sayUnit(rules, numeral, unit, context);
  }
  const metres = sayUnit(rules, { ...numeral, fraction: '' }, unit, context);
  return joinWords([metres, and, rules.say.cardinal(numeral.fraction, nowhere)]);
}

/** From 1.10 to 2.99. */
function isHeight({ whole, fraction, sign }: Numeral): boolean {
  return sign === '' && /^[12]$/.test(whole) && /^[1-9]\d$/.test(fraction);
}
