import type { LanguageRules } from '../languages/rules';
import { anyDigit, asciiDigits, digit, oneOf, readNumeral, signed, unsigned } from '../numerals';
import type { Recogniser } from '../recogniser';
import { edges } from './edges';

/** `3rd`, `21st`; `21. `, where that is one. */
export function ordinals(rules: LanguageRules): Recogniser[] {
  return [...suffixed(rules), ...dotted(rules)];
}

/** Where the sentence goes on in small letters or behind a comma: `1., 2. i 3. miejsce`. */
function dotted(rules: LanguageRules): Recogniser[] {
  if (!rules.ordinals.dotted) return [];
  return [
    {
      kind: 'ordinal',
      needs: /\p{Nd}\./u,
      pattern: new RegExp(
        String.raw`${edges(rules).start}(?<!:)(?<n>[1-9]${digit}{0,2})\.(?=\s\p{Ll}|,)`,
        'gu',
      ),
      say: ({ groups = {} }, context) => rules.say.ordinal(asciiDigits(groups['n'] ?? ''), context),
    },
  ];
}

function suffixed(rules: LanguageRules): Recogniser[] {
  const { suffix } = rules.ordinals;
  if (suffix === undefined) return [];
  const { start, end } = edges(rules);
  return [
    {
      kind: 'ordinal',
      needs: anyDigit,
      pattern: new RegExp(`${start}(?<n>${unsigned(rules.numbers)})(?:${suffix})${end}`, 'giu'),
      say: ({ groups = {} }, context) => {
        const { whole, fraction } = readNumeral(groups['n'] ?? '', rules.numbers);
        return fraction === '' && Number(whole) > 0 ? rules.say.ordinal(whole, context) : undefined;
      },
    },
  ];
}

/** `½`, `3½`, `2/3`, `1 1/2`. A sum above one (`24/7`) is no fraction. */
export function fractions(rules: LanguageRules): Recogniser[] {
  const { start, end } = edges(rules);
  const whole = String.raw`(?<whole>${digit}{1,4})`;
  return [
    {
      kind: 'fraction',
      needs: /[¼-¾⅐-⅞↉]/,
      pattern: new RegExp(String.raw`(?:${start}${whole}\s?)?(?<sign>[¼-¾⅐-⅞↉])`, 'gu'),
      say: ({ groups = {} }, context) => {
        const [top = '', bottom = ''] = (groups['sign'] ?? '').normalize('NFKD').split('⁄');
        return rules.say.fraction(
          { whole: asciiDigits(groups['whole'] ?? ''), top, bottom },
          context,
        );
      },
    },
    {
      kind: 'fraction',
      needs: /\p{Nd}[/⁄]/u,
      pattern: new RegExp(
        String.raw`${start}(?:${whole}\s)?(?<top>${digit}{1,2})[/⁄](?<bottom>${digit}{1,3})(?!/)${end}`,
        'gu',
      ),
      say: ({ groups = {} }, context) => {
        const [top, bottom] = [
          asciiDigits(groups['top'] ?? ''),
          asciiDigits(groups['bottom'] ?? ''),
        ];
        const proper =
          Number(top) > 0 && Number(top) < Number(bottom) && denominators.has(Number(bottom));
        if (!proper) return undefined;
        return rules.say.fraction(
          { whole: asciiDigits(groups['whole'] ?? ''), top, bottom },
          context,
        );
      },
    },
  ];
}

/** Others are parts of a date, or of what counts something else. */
const denominators = new Set([
  2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 24, 30, 32, 50, 60, 64, 100,
]);

/** `10–12`, `5-10`; with a dash that is only used for it, or where the second number is the greater one. */
export function ranges(rules: LanguageRules): Recogniser[] {
  const { numbers, say, years } = rules;
  const { start, end } = edges(rules);
  const number = unsigned(numbers);
  const spoken = (text: string, context: { before: string; after: string }) => {
    const year = /^\p{Nd}{4}$/u.test(text) && years?.(asciiDigits(text), context);
    return year
      ? say.year(asciiDigits(text), context)
      : say.number(readNumeral(text, numbers), context);
  };
  return [
    {
      kind: 'range',
      needs: /\p{Nd}\s?[-–—~〜～]/u,
      pattern: new RegExp(
        String.raw`${start}(?<!${digit}[-–—])(?<low>${number})\s?(?<dash>[-–—~〜～])\s?(?<high>${signed(numbers)})(?![-–—]${digit})${end}`,
        'gu',
      ),
      say: ({ groups = {} }, context) => {
        const { low = '', high = '', dash } = groups;
        const value = (text: string) => Number(readNumeral(text, numbers).whole);
        if (dash === '-' && value(low) >= value(high)) return undefined;
        return say.range(spoken(low, context), spoken(high, context), context);
      },
    },
    {
      kind: 'score',
      needs: /\p{Nd}[-:]\p{Nd}/u,
      pattern: new RegExp(
        String.raw`${start}(?<!-)(?<one>${digit}{1,2})[-:](?<other>${digit}{1,2})(?![-:])${end}`,
        'gu',
      ),
      say: ({ groups = {} }, context) => {
        const [one, other] = [asciiDigits(groups['one'] ?? ''), asciiDigits(groups['other'] ?? '')];
        return [say.cardinal(one, context), rules.words.score, say.cardinal(other, context)].join(
          ' ',
        );
      },
    },
  ];
}

/** The source of a pattern for a Roman number; it also matches nothing. */
export const romanSource = 'M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})';

/** `Chapter IV`, `Henry VIII`: only behind words that such a number follows. */
export function romans(rules: LanguageRules): Recogniser[] {
  const { counted, rulers } = rules.romans;
  const roman = `(?<n>${romanSource})`;
  const after = String.raw`(?![\p{L}\p{M}\p{Nd}]|\.\p{L}|['’](?!s(?!\p{L}))\p{L})`;
  return (['counted', 'ruler'] as const).map((as) => ({
    kind: 'roman',
    needs: /[MDCLXVI]/,
    pattern: new RegExp(
      String.raw`(?<=(?<!\p{L})${as === 'counted' ? anyCase(counted) : oneOf(rulers)}\s)(?=[MDCLXVI])(?![MDCL](?![MDCLXVI]))${roman}${after}`,
      'gu',
    ),
    say: ({ groups = {} }, context) => rules.say.roman(romanValue(groups['n'] ?? ''), as, context),
  }));
}

/** Small, with a capital, or in capitals. */
function anyCase(words: readonly string[]): string {
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return oneOf(words.flatMap((word) => [word, capital(word), word.toUpperCase()]));
}

const romanDigits: Readonly<Record<string, number>> = {
  M: 1000,
  D: 500,
  C: 100,
  L: 50,
  X: 10,
  V: 5,
  I: 1,
};

/** The value of what `romanSource` matches. */
export function romanValue(text: string): number {
  const values = [...text].map((letter) => romanDigits[letter] ?? 0);
  return values.reduce(
    (sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
    0,
  );
}
