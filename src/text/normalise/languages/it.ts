import { createRules, nowhere } from './create';
import { italianOnly, sayRange, sayTime } from './it-extra';
import { cardinal, isFeminine, ordinal, plain, sayFraction } from './it-numbers';
import { romans, signs, symbols, units } from './it-signs';
import { abbreviations, acronyms } from './it-words';
import { perUnit } from './per-unit';
import { ofMillions, sayAgreeing, sayDecimals, swissPrices } from './romance';
import type { LanguageRules } from './rules';
import { sayDate } from './say-calendar';

/** Italian of Italy and Switzerland. */
export function italian(language: string): LanguageRules {
  const swiss = new Intl.Locale(language).region === 'CH';
  const ofRules = () => rules;
  const rules: LanguageRules = createRules(language, {
    cardinal,
    ordinal: (digits) => ordinal(digits),
    words,
    signs,
    symbols,
    abbreviations,
    acronyms,
    numbers: { point: ',', groups: `.\u00a0\u202f\u2009 ${swiss ? "'’" : ''}` },
    romans,
    dates: { dayMark: '[°º]' },
    times: { marks: 'h' },
    money: { everyday: 'first', coins },
    units,
    phones: [
      String.raw`(?:0\d{1,3}|3\d{2})[\s./-]\d{3,4}[\s.-]?\d{3,4}`,
      String.raw`800[\s.-]\d{3}[\s.-]?\d{3}`,
    ],
    extra: [...italianOnly, perUnit(ofRules, atThe), ...(swiss ? [swissPrices(ofRules)] : [])],
    say: {
      ...ofMillions(ofRules, (noun) => `di ${noun}`, 'e'),
      decimals: (digits) => sayDecimals(digits, plain),
      number: (...given) => sayAgreeing(rules, 'milioni', ...given),
      fraction: sayFraction,
      range: sayRange,
      roman: (value, _, { before }) => {
        const name = /(\p{L}+)\.?\s$/u.exec(before)?.[1]?.toLowerCase() ?? '';
        return ordinal(String(value), isFeminine(name) && name !== 'nicola' ? 'f' : 'm');
      },
      date: (parts) => sayDate(rules, { ...parts, ordinal: parts.day === '1' }, nowhere),
      time: sayTime,
    },
  });
  return rules;
}

/** `al litro`, `all’ora`, `alla tonnellata` */
function atThe(unit: string): string {
  if (/^[aeiou]/u.test(unit)) return `all’${unit}`;
  return `${isFeminine(unit) ? 'alla' : 'al'} ${unit}`;
}

const words = {
  point: 'virgola',
  minus: 'meno',
  plus: 'più',
  plusMinus: 'più o meno',
  // Between times only: all other ranges are said by `sayRange`.
  to: 'alle',
  score: 'a',
  version: 'versione',
  and: 'e',
};

const coins = {
  EUR: ['centesimo', 'centesimi'],
  USD: ['centesimo', 'centesimi'],
  CHF: ['centesimo', 'centesimi'],
  GBP: ['penny', 'pence'],
} as const;
