import { createRules, nowhere } from './create';
import { sayDate, sayTime } from './de-calendar';
import { germanOnly } from './de-extra';
import { cardinal, digitByDigit, fraction, isYear, ordinal, year } from './de-numbers';
import { romans, signs, symbols, units } from './de-signs';
import { abbreviations, acronyms } from './de-words';
import { perUnit } from './per-unit';
import type { LanguageRules, Say } from './rules';
import { sayUnitOrHeight } from './say-height';
import { sayNumber } from './say-numbers';
import { sayPrice } from './say-price';

/** German of Germany, Austria and Switzerland (`1'250.50`). */
export function german(language: string): LanguageRules {
  const swiss = new Intl.Locale(language).region === 'CH';
  const rules: LanguageRules = createRules(language, {
    cardinal,
    ordinal,
    words,
    signs,
    symbols,
    abbreviations,
    acronyms,
    // Austria's Intl groups by a space alone, but a full stop is written as often.
    numbers: swiss ? { point: '.', groups: "'’" } : { point: ',', groups: '.\u00a0\u202f\u2009 ' },
    romans,
    dates: { dayMark: String.raw`\.` },
    times: { marks: 'Uhr' },
    money: { everyday: 'last', coins, signs: swiss ? { 'Fr.': 'CHF', SFr: 'CHF' } : {} },
    units,
    phones: [String.raw`\(?0\d{2,5}\)?[\s/-]{1,3}\d{3,4}(?:[\s-]?\d{2,5}){0,3}`],
    years: isYear,
    extra: [
      ...germanOnly(language),
      perUnit(
        () => rules,
        (unit) => `pro ${unit}`,
      ),
    ],
    say: {
      digits: digitByDigit,
      fraction,
      year,
      decade: year,
      date: (parts, context) => sayDate(language, parts, context),
      time: sayTime,
      number: (...given) => sayGermanNumber(rules, ...given),
      unit: (...given) => sayUnitOrHeight(rules, '', ...given),
      money: (...given) => sayPrice(rules, ...given),
    },
  });
  return rules;
}

/** A one agrees with what is counted, but not before a comma: `eins Komma fünf`, `eine Million`. */
function sayGermanNumber(rules: LanguageRules, ...[numeral, context]: Parameters<Say['number']>) {
  if (numeral.fraction !== '') return sayNumber(rules, numeral, nowhere);
  return sayNumber(rules, numeral, numeral.scale > 0 ? { ...context, noun: 'Million' } : context);
}

const words = {
  point: 'Komma',
  minus: 'minus',
  plus: 'plus',
  plusMinus: 'plus minus',
  to: 'bis',
  score: 'zu',
  version: 'Version',
  and: 'und',
};

const coins = {
  EUR: ['Cent', 'Cent'],
  USD: ['Cent', 'Cent'],
  CHF: ['Rappen', 'Rappen'],
  GBP: ['Penny', 'Pence'],
} as const;
