import type { LanguageRules } from '../languages/rules';
import { anyDigit, digit, oneOf, signed, type Numeral } from '../numerals';
import type { Context, Recogniser } from '../recogniser';
import { knownToIntl, unitSigns } from '../units';
import { amount, edges, readAmount } from './edges';
import { scalesOf, scaleSource } from './scales';

/** `50%`, `0.5 %`, `5–10 %`, `3 ‰`. */
export function percent(rules: LanguageRules): Recogniser[] {
  const { start } = edges(rules);
  return [
    {
      kind: 'percent',
      needs: /[%％٪‰]/,
      pattern: new RegExp(String.raw`${start}${amount(rules)}\s?(?<sign>[%％٪‰])`, 'gu'),
      say: ({ groups = {} }, context) => {
        const { numeral, low } = readAmount(rules, groups);
        const mille = groups['sign'] === '‰';
        return rules.say.percent(numeral, { ...context, mille, ...(low && { low }) });
      },
    },
  ];
}

/** `20 km/h`, `−5 °C`, `10–12 kg`; one letter only where a space or nothing but digits stands before it. */
export function units(rules: LanguageRules): Recogniser[] {
  const known: Record<string, string> = {};
  for (const [sign, unit] of Object.entries({ ...unitSigns, ...rules.units.signs })) {
    if (knownToIntl(unit) || Object.hasOwn(rules.units.names, unit)) known[sign] = unit;
  }
  const { start, end } = edges(rules);
  const unit = `(?<unit>${oneOf(Object.keys(known))})`;
  return [
    {
      kind: 'unit',
      needs: anyDigit,
      pattern: new RegExp(
        String.raw`${start}(?<!\p{Nd}/)${amount(rules)}[ \u00a0\u202f]?-?${unit}${end}${goingOn}`,
        'gu',
      ),
      say: ({ groups = {} }, context) => {
        const name = known[groups['unit'] ?? ''];
        const { numeral, low } = readAmount(rules, groups);
        return name && rules.say.unit(numeral, name, { ...context, ...(low && { low }) });
      },
    },
  ];
}

/** The full stop of an abbreviated unit in the middle of a sentence: `20 min., …`. */
const goingOn = String.raw`(?:\.(?=[,;:)]|\s[\p{Ll}\p{Nd}]))?`;

/** `1,000`, `3.14`, `−5`, `1.5M`; the last resort of all that has digits. */
export function numbers(rules: LanguageRules): Recogniser[] {
  const scales = scalesOf(rules);
  const number = `(?<high>${signed(rules.numbers)})${scaleSource(rules, scales)}?`;
  const read = (groups: Readonly<Record<string, string | undefined>> = {}) =>
    readAmount(rules, groups, scales.get(groups['scale'] ?? '') ?? 0).numeral;
  const say = (numeral: Numeral, context: Context) => rules.say.number(numeral, context);
  return [
    {
      kind: 'decimal',
      needs: anyDigit,
      pattern: new RegExp(`${edges(rules).start}${number}`, 'gu'),
      say: ({ groups }, context) => {
        const numeral = read(groups);
        return numeral.fraction === '' ? undefined : say(numeral, context);
      },
    },
    {
      kind: 'number',
      needs: anyDigit,
      // A letter may stand at a number here: `B2`.
      pattern: new RegExp(`(?<!${digit})${number}`, 'gu'),
      say: ({ groups }, context) => {
        const numeral = read(groups);
        // `221B` is a house.
        if (groups?.['scale'] !== 'B') return say(numeral, context);
        return `${say({ ...numeral, scale: 0 }, context)} B`;
      },
    },
  ];
}
