import type { LanguageRules } from '../languages/rules';
import { anyDigit, escape, oneOf } from '../numerals';
import type { Recogniser } from '../recogniser';
import { amount, edges, readAmount } from './edges';
import { scalesOf, scaleSource } from './scales';

/** Signs that mean one currency everywhere. */
const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '￥': 'JPY',
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '₫': 'VND',
  '฿': 'THB',
  '₿': 'BTC',
  US$: 'USD',
  R$: 'BRL',
  A$: 'AUD',
  C$: 'CAD',
  HK$: 'HKD',
  NZ$: 'NZD',
  $: 'USD',
};
/** Powers of ten that are metres and the like elsewhere. */
const pricesOnly: readonly (readonly [string, number])[] = [
  ['m', 6],
  ['mn', 6],
  ['tn', 12],
];
const codes = Intl.supportedValuesOf('currency').filter((code) => !code.startsWith('X'));

/** `$5`, `€ 1.50`, `5 €`, `USD 5`, `$1.5M`, `5 million €`, `$5–10`. */
export function money(rules: LanguageRules): Recogniser[] {
  const known: Record<string, string> = { ...signs, ...rules.money.signs };
  for (const code of codes) known[code] ??= code;
  const names = oneOf(Object.keys(known));
  const scales = new Map([...scalesOf(rules), ...pricesOnly]);
  const scale = scaleSource(rules, scales);
  const { start, end } = edges(rules);
  const say: Recogniser['say'] = ({ groups = {} }, context) => {
    const currency = known[groups['sign'] ?? ''];
    if (currency === undefined) return undefined;
    const { numeral, low } = readAmount(rules, groups, scales.get(groups['scale'] ?? '') ?? 0);
    const minus = groups['minus'] ? ({ sign: '-' } as const) : {};
    return rules.say.money({ ...numeral, ...minus }, currency, { ...context, ...(low && { low }) });
  };
  const minus = String.raw`(?<minus>(?<![\p{L}\p{Nd}])(?<!\p{Nd}\s)[-−])?`;
  const again = String.raw`(?:(?<=[-–—]\s?)${oneOf(Object.keys(signs))})?`;
  const sides = amount(rules).replace('(?<high>', `${again}(?<high>`);
  return [
    ...foreignMoney(rules, { names, scale, known, scales }),
    {
      kind: 'money',
      needs: anyDigit,
      pattern: new RegExp(`${start}${minus}(?<sign>${names})\\s?${sides}${scale}?${end}`, 'gu'),
      say,
    },
    {
      kind: 'money',
      needs: anyDigit,
      pattern: new RegExp(`${start}${amount(rules)}${scale}?\\s?(?<sign>${names})${end}`, 'gu'),
      say,
    },
    ...coins(rules),
  ];
}

type Parts = {
  /** Sources of patterns for a currency, and for a power of ten. */
  names: string;
  scale: string;
  known: Readonly<Record<string, string>>;
  scales: ReadonlyMap<string, number>;
};

/**
 * Prices as they are written where point and comma have each other's place: `3,50 €` and `1.234,56 €` in English. A
 * price has no three digits behind the point, so that `1.000 €` has a group; in front, as in `$3.459`, it may be a rate.
 */
function foreignMoney(rules: LanguageRules, { names, scale, known, scales }: Parts): Recogniser[] {
  const isEnglish = rules.numbers.point === '.';
  const numbers = isEnglish
    ? { point: ',', groups: '.\u00a0\u202f' }
    : { point: '.', groups: ",’'" };
  const { start, end } = edges(rules);
  const [point, group] = [escape(numbers.point), `[${escape(numbers.groups)}]`];
  const grouped = String.raw`\p{Nd}{1,3}(?:${group}\p{Nd}{3})+`;
  const spaced = isEnglish ? String.raw`|\p{Nd}{1,3}(?:\s\p{Nd}{3})+` : '';
  const cents = String.raw`(?:${grouped}${spaced}|\p{Nd}+)${point}\p{Nd}{1,2}`;
  const millions = String.raw`\p{Nd}{1,3}(?:${group}\p{Nd}{3}){2,}`;
  const range = (price: string) =>
    `(?:(?<low>${price})\\s?[-–—~]\\s?)?(?<high>(?:(?<![\\p{L}\\p{Nd}])[-−])?${price})`;
  const say: Recogniser['say'] = ({ groups = {} }, context) => {
    const currency = known[groups['sign'] ?? ''];
    if (currency === undefined) return undefined;
    const { numeral, low } = readAmount(
      { numbers },
      groups,
      scales.get(groups['scale'] ?? '') ?? 0,
    );
    return rules.say.money(numeral, currency, { ...context, ...(low && { low }) });
  };
  return [
    `${start}(?<sign>${names})\\s?${range(`(?:${cents}|${millions})`)}${scale}?${end}`,
    `${start}${range(`(?:${cents}|${grouped})`)}${scale}?\\s?(?<sign>${names})${end}`,
  ].map((source) => ({
    kind: 'money',
    needs: /\p{Nd}[.,]\p{Nd}|\p{Nd}[\s’]\p{Nd}/u,
    pattern: new RegExp(source, 'gu'),
    say,
  }));
}

/** `50¢`, `20p`. */
function coins(rules: LanguageRules): Recogniser[] {
  const { start, end } = edges(rules);
  return Object.entries(rules.money.coinSigns).map(([sign, currency]) => ({
    kind: 'money',
    needs: anyDigit,
    pattern: new RegExp(`${start}${amount(rules)}\\s?${escape(sign)}${end}`, 'gu'),
    say: ({ groups = {} }, context) =>
      rules.say.coins(readAmount(rules, groups).numeral, currency, context),
  }));
}
