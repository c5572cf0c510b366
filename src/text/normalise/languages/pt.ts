import { createRules, nowhere } from './create';
import { portugueseOnly, sayTime } from './pt-extra';
import { isFeminine, numbersOf, ordinal, sayFraction } from './pt-numbers';
import { romans, signs, symbols, unitsOf } from './pt-signs';
import { abbreviations, acronyms } from './pt-words';
import { perUnit } from './per-unit';
import { ofMillions, sayAgreeing, sayDecimals } from './romance';
import type { LanguageRules } from './rules';
import { sayDate } from './say-calendar';
import { joinWords } from './say-numbers';

/** Portuguese of Brazil, which is also what `pt` alone means, or of Portugal and the rest. */
export function portuguese(language: string): LanguageRules {
  const brazilian = new Intl.Locale(language).maximize().region === 'BR';
  const numbers = numbersOf(brazilian);
  const { plain, cardinal } = numbers;
  const rules: LanguageRules = createRules(language, {
    cardinal,
    ordinal: (digits) => ordinal(digits),
    words,
    signs,
    symbols,
    abbreviations,
    acronyms,
    numbers: { point: ',', groups: '.\u00a0\u202f\u2009 ' },
    romans,
    dates: { between: String.raw`\s+(?:de\s+)?`, dayMark: String.raw`\.?[º°]` },
    times: { separators: ':h', marks: 'horas?|hs?' },
    money: {
      everyday: 'first',
      coins: { ...coins, EUR: brazilian ? ['centavo', 'centavos'] : ['cêntimo', 'cêntimos'] },
    },
    units: unitsOf(brazilian),
    phones: brazilian
      ? [
          String.raw`(?:\(\d{2}\)\s?|\d{2}\s)9?\d{4}-\d{4}|9\d{4}-\d{4}`,
          String.raw`0800[\s-]\d{3}[\s-]?\d{4}`,
        ]
      : [String.raw`[29]\d{2}[\s.-]\d{3}[\s.-]\d{3}`, String.raw`2\d\s\d{3}\s\d{4}`],
    extra: [
      ...portugueseOnly(numbers),
      perUnit(
        () => rules,
        (unit) => `por ${unit}`,
      ),
    ],
    say: {
      ...ofMillions(
        () => rules,
        (noun) => `de ${noun}`,
        'e',
      ),
      decimals: (digits) => sayDecimals(digits, plain),
      number: (...given) => sayAgreeing(rules, 'milhões', ...given),
      fraction: (parts, context) => sayFraction(numbers, parts, context),
      range: (low, high) => joinWords([low, 'a', high]),
      roman: (value, as, { before }) => sayRoman(plain, value, as, before),
      date: (parts) => sayDate(rules, { ...parts, ordinal: parts.day === '1' }, nowhere),
      time: (parts) => sayTime(numbers, parts),
    },
  });
  return rules;
}

/** Popes, kings and centuries up to ten have ordinals: `Pedro segundo`, `século quinto`. */
function sayRoman(
  plain: (digits: string) => string,
  value: number,
  as: 'counted' | 'ruler',
  before: string,
): string {
  const century = /s(?:éculos?|éc\.)\s$/iu.test(before);
  if (value > 10 || (as === 'counted' && !century)) return plain(String(value));
  const name = /(\p{L}+)\s$/u.exec(before)?.[1]?.toLowerCase() ?? '';
  const queen =
    as === 'ruler' && (isFeminine(name) || /^(?:isabel|elizabeth|elisabete)$/u.test(name));
  return ordinal(String(value), queen ? 'f' : 'm');
}

const words = {
  point: 'vírgula',
  minus: 'menos',
  plus: 'mais',
  plusMinus: 'mais ou menos',
  // Between times only: other ranges are said with `a`.
  to: 'às',
  score: 'a',
  version: 'versão',
  and: 'e',
};

const coins = {
  BRL: ['centavo', 'centavos'],
  USD: ['centavo', 'centavos'],
  GBP: ['penny', 'pence'],
} as const;
