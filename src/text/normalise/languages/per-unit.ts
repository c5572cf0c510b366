import type { Recogniser } from '../recogniser';
import { oneOf } from '../numerals';
import { knownToIntl, unitSigns } from '../units';
import type { LanguageRules } from './rules';

const after = [
  'l',
  'L',
  'kg',
  'g',
  't',
  'm',
  'm²',
  'm2',
  'm³',
  'h',
  'min',
  'km',
  'kWh',
  'GB',
  'MB',
  'Std',
  'mq',
];

/** The unit of a price: `1,79 €/l`. `per` is the word between; some languages join it with an article. */
export function perUnit(rules: () => LanguageRules, per: (unit: string) => string): Recogniser {
  return {
    kind: 'unit',
    pattern: new RegExp(
      String.raw`(?<=(?:[€$£]|(?<!\p{L})(?:[A-Z]{3}|[Ee]uros?))\s?|[€$£]\s?[\d.,]{1,12})\/\s?(?<unit>${oneOf(after)})(?![\p{L}\p{Nd}])`,
      'gu',
    ),
    say: ({ groups = {} }) => {
      const name = unitName(rules(), groups['unit'] ?? '');
      return name && ` ${per(name)}`;
    },
  };
}

/** Its name in the singular. */
function unitName({ language, units }: LanguageRules, sign: string): string | undefined {
  const id = units.signs[sign] ?? unitSigns[sign];
  if (id === undefined) return undefined;
  const own = units.names[id];
  if (own) return own[0];
  if (!knownToIntl(id)) return undefined;
  const format = new Intl.NumberFormat(language, { style: 'unit', unit: id, unitDisplay: 'long' });
  return format.formatToParts(1).find(({ type }) => type === 'unit')?.value;
}
