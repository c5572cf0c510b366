import { createRules, nowhere } from './create';
import { sayTime, spanishOnly } from './es-extra';
import { cardinal, isFeminine, ordinal, plain, sayFraction } from './es-numbers';
import { romans, signs, symbols, units } from './es-signs';
import { abbreviations, acronyms } from './es-words';
import { perUnit } from './per-unit';
import { ofMillions, sayAgreeing, sayDecimals } from './romance';
import type { LanguageRules } from './rules';
import { sayPercent } from './say-amounts';
import { sayDate } from './say-calendar';

/** Spanish of Spain, or of a region of America with its own decimal sign and peso. */
export function spanish(language: string): LanguageRules {
  const region = new Intl.Locale(language).maximize().region ?? 'ES';
  const european = region === 'ES';
  const point = new Intl.NumberFormat(language)
    .formatToParts(1.5)
    .some(({ value }) => value === '.');
  const rules: LanguageRules = createRules(language, {
    cardinal,
    ordinal: (digits) => ordinal(digits, 'masculine'),
    words: { ...words, point: point ? 'punto' : 'coma' },
    signs,
    symbols,
    abbreviations,
    acronyms,
    numbers: { point: point ? '.' : ',', groups: `${point ? ',' : '.'}\u00a0\u202f\u2009 ` },
    romans,
    dates: { between: String.raw`\s+(?:del?\s+)?`, dayMark: String.raw`\.?[º°]|ro` },
    times: { halves: true, marks: 'horas?|hrs?|h' },
    money: { everyday: 'first', coins, signs: { $: dollars[region] ?? 'USD' } },
    units,
    phones: [
      String.raw`[6-9]\d{2}[\s.-]?\d{3}[\s.-]?\d{3}`,
      String.raw`[6-9]\d(?:[\s.-]\d{2,3}){3}`,
      String.raw`\(?\d{2,3}\)?[\s-]\d{4}[\s-]?\d{4}`,
    ],
    extra: [
      ...spanishOnly,
      perUnit(
        () => rules,
        (unit) => `por ${unit}`,
      ),
    ],
    say: {
      ...ofMillions(
        () => rules,
        (noun) => `de ${noun}`,
        '',
      ),
      decimals: (digits) => sayDecimals(digits, plain),
      number: (...given) => sayAgreeing(rules, 'millones', ...given),
      fraction: sayFraction,
      roman: sayRoman,
      date: (parts) =>
        sayDate(
          rules,
          { ...parts, ordinal: parts.day === '1' && (!european || parts.ordinal === true) },
          nowhere,
        ),
      time: sayTime,
      percent: (numeral, context) =>
        european && numeral.whole === '100' && numeral.fraction === '' && !context.mille
          ? 'cien por cien'
          : sayPercent(rules, numeral, context),
    },
  });
  return rules;
}

/** Popes, kings and centuries up to ten have ordinals: `Felipe segundo`, `siglo quinto`. */
const sayRoman: LanguageRules['say']['roman'] = (value, as, { before }) => {
  const century = /(?:siglos?|(?<!\p{L})ss?\.)\s$/iu.test(before);
  if (value > 10 || (as === 'counted' && !century)) return plain(String(value));
  const name = /(\p{L}+)\s$/u.exec(before)?.[1]?.toLowerCase() ?? '';
  const queen = as === 'ruler' && (isFeminine(name) || name === 'isabel');
  return ordinal(String(value), queen ? 'feminine' : 'masculine');
};

/** What `$` means where it is no dollar. */
const dollars: Readonly<Record<string, string>> = {
  MX: 'MXN',
  AR: 'ARS',
  CL: 'CLP',
  CO: 'COP',
  UY: 'UYU',
  CU: 'CUP',
  DO: 'DOP',
};

const words = {
  minus: 'menos',
  plus: 'más',
  plusMinus: 'más menos',
  to: 'a',
  score: 'a',
  version: 'versión',
  and: 'con',
};

const coins = {
  EUR: ['céntimo', 'céntimos'],
  USD: ['centavo', 'centavos'],
  MXN: ['centavo', 'centavos'],
  ARS: ['centavo', 'centavos'],
  COP: ['centavo', 'centavos'],
  UYU: ['centésimo', 'centésimos'],
  DOP: ['centavo', 'centavos'],
  CUP: ['centavo', 'centavos'],
  GBP: ['penique', 'peniques'],
} as const;
