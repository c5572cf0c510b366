import type { LanguageRules } from '../languages/rules';
import { oneOf } from '../numerals';

/** Powers of ten by sign and by Intl's words: `M`, `million`, `Mio.`. */
export function scalesOf({ language }: LanguageRules): ReadonlyMap<string, number> {
  const scales = new Map([
    ['k', 3],
    ['K', 3],
    ['M', 6],
    ['bn', 9],
    ['B', 9],
    ['T', 12],
  ]);
  for (const compactDisplay of ['short', 'long'] as const) {
    const format = new Intl.NumberFormat(language, { notation: 'compact', compactDisplay });
    for (let power = 3; power <= 12; power++) {
      for (const factor of [1, 2, 5]) {
        const parts = format.formatToParts(factor * 10 ** power);
        const name = parts.find(({ type }) => type === 'compact')?.value;
        const whole = parts.find(({ type }) => type === 'integer')?.value;
        if (name === undefined || Number(whole) !== factor) continue;
        scales.set(name, power);
        if (name.length > 1) scales.set(name.toLocaleLowerCase(language), power);
      }
    }
  }
  return scales;
}

/** The source of a pattern for a scale behind a number: the group `scale`. Letters stand at the number. */
export function scaleSource(
  { spaced }: LanguageRules,
  scales: ReadonlyMap<string, number>,
): string {
  const letters = spaced ? String.raw`\p{L}\p{M}` : 'A-Za-z';
  return String.raw`(?:[ \u00a0\u202f]?(?<scale>${oneOf(scales.keys())})(?![${letters}\p{Nd}]))`;
}
