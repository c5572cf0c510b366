import type { LanguageRules } from '../languages/rules';
import { anyDigit, asciiDigits, digit } from '../numerals';
import type { Recogniser } from '../recogniser';
import { edges } from './edges';

/** `1984` where the language says years in their own way. */
export function years(rules: LanguageRules): Recogniser[] {
  const isYear = rules.years;
  if (!isYear) return [];
  const { start, end } = edges(rules);
  return [
    {
      kind: 'year',
      needs: /\p{Nd}{4}/u,
      pattern: new RegExp(`${start}${digit}{4}${end}`, 'gu'),
      say: ([text], context) => {
        const digits = asciiDigits(text);
        return isYear(digits, context) ? rules.say.year(digits, context) : undefined;
      },
    },
  ];
}

/** `+49 30 1234567`, and the region's own forms. */
export function phones(rules: LanguageRules): Recogniser[] {
  const { start, end } = edges(rules);
  const international = String.raw`\+${digit}{1,3}(?:[\s.\-/]?(?:\(${digit}{1,5}\)|${digit}{1,8})){2,6}`;
  // `978-3-16-148410-0`
  const hyphens = `${digit}{1,7}(?:[-‐‑]${digit}{1,7}){3,6}`;
  return [international, ...rules.phones, hyphens].map((source) => ({
    kind: 'phone',
    needs: anyDigit,
    pattern: new RegExp(`${start}(?:${source})${end}`, 'gu'),
    say: ([text]) => (asciiDigits(text).length >= 7 ? rules.say.phone(text) : undefined),
  }));
}
