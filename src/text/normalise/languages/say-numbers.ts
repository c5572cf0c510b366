import { valueOf, type Numeral } from '../numerals';
import type { Context } from '../recogniser';
import { numberFormat } from './formats';
import type { LanguageRules } from './rules';

/** `minus three point one four`, `one point five million`; digit by digit what begins with a zero. */
export function sayNumber(rules: LanguageRules, numeral: Numeral, context: Context): string {
  const { say, words } = rules;
  const { sign, whole, fraction, scale } = numeral;
  const signs = { '': '', '-': words.minus, '+': words.plus, '±': words.plusMinus };
  const code = whole.length > 1 && whole.startsWith('0') && fraction === '';
  const said = [signs[sign], code ? say.digits(whole) : whole && say.cardinal(whole, context)];
  if (fraction !== '') said.push(words.point, say.decimals(fraction));
  if (scale > 0) said.push(scaleName(rules.language, numeral));
  return joinWords(said);
}

/** `three and a half` needs the language; this says `one over two` as `1 2nd`. */
export function sayFraction(
  { say, words }: LanguageRules,
  { whole, top, bottom }: { whole: string; top: string; bottom: string },
  context: Context,
): string {
  const part = `${say.cardinal(top, context)} ${say.ordinal(bottom, context)}`;
  return whole === '' ? part : `${say.cardinal(whole, context)} ${words.and} ${part}`;
}

export function sayRange({ words }: LanguageRules, low: string, high: string): string {
  return joinWords([low, words.to, high]);
}

/** Intl's word for a power of ten, in the form that suits the number: `million`, `Millionen`. */
function scaleName(language: string, numeral: Numeral): string {
  const format = numberFormat(language, {
    notation: 'compact',
    compactDisplay: 'long',
    maximumFractionDigits: 2,
  });
  // `50 000 millions`: more than a thousand of them would get the name of a higher power.
  const factor = valueOf({ ...numeral, scale: 0 });
  const parts = format.formatToParts((factor < 1000 ? factor : 2) * 10 ** numeral.scale);
  return parts.find(({ type }) => type === 'compact')?.value ?? '';
}

/** Words with a space between; empty ones are left out. */
export function joinWords(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}
