import { createRules, nowhere } from './create';
import { frenchOnly, sayPhone, sayTime } from './fr-extra';
import { numbersOf, sayFraction } from './fr-numbers';
import { romans, signs, symbols, units } from './fr-signs';
import { abbreviations, acronyms } from './fr-words';
import { perUnit } from './per-unit';
import { ofMillions, sayAgreeing, sayDecimals, swissPrices } from './romance';
import type { LanguageRules } from './rules';
import { sayDate } from './say-calendar';
import { sayPrice } from './say-price';

/** French of France, Belgium, Switzerland and Canada; numbers of the region. */
export function french(language: string): LanguageRules {
  const { region } = new Intl.Locale(language);
  const numbers = numbersOf(region);
  const { plain, cardinal, ordinal } = numbers;
  const ofRules = () => rules;
  const rules: LanguageRules = createRules(language, {
    cardinal,
    ordinal,
    words,
    signs,
    symbols,
    abbreviations,
    acronyms,
    numbers: { point: ',', groups: `\u00a0\u202f\u2009 ${region === 'CH' ? "'’" : ''}` },
    romans,
    dates: { dayMark: 'er' },
    times: { separators: ':h', marks: 'heures?|h' },
    money: { everyday: 'first', coins, signs: region === 'CA' ? { $: 'CAD' } : {} },
    units,
    phones: [String.raw`0\d(?:[\s.-]?\d{2}){4}`, String.raw`0\s?8\d{2}(?:[\s.-]\d{2,3}){2,3}`],
    extra: [
      ...frenchOnly(numbers),
      perUnit(ofRules, (unit) => `par ${unit}`),
      ...(region === 'CH' ? [swissPrices(ofRules)] : []),
    ],
    say: {
      ...ofMillions(
        ofRules,
        (noun) => (/^[aeiouyhéè]/iu.test(noun) ? `d’${noun}` : `de ${noun}`),
        '',
        sayPrice,
      ),
      decimals: (digits) => sayDecimals(digits, plain),
      number: (...given) => sayAgreeing(rules, 'millions', ...given),
      fraction: (parts, context) => sayFraction(numbers, parts, context),
      // Only the first king has an ordinal; it is written `Ier`.
      roman: (value) => plain(String(value)),
      date: (parts) => sayDate(rules, { ...parts, ordinal: parts.day === '1' }, nowhere),
      time: ({ hour, minute }) => sayTime(numbers, hour, minute),
      phone: (text) => sayPhone(numbers, text),
    },
  });
  return rules;
}

const words = {
  point: 'virgule',
  minus: 'moins',
  plus: 'plus',
  plusMinus: 'plus ou moins',
  to: 'à',
  score: 'à',
  version: 'version',
  and: 'et',
};

const coins = {
  EUR: ['centime', 'centimes'],
  USD: ['cent', 'cents'],
  CAD: ['cent', 'cents'],
  CHF: ['centime', 'centimes'],
  GBP: ['penny', 'pence'],
} as const;
