import type { Recogniser } from '../recogniser';
import { romanValue } from '../recognisers/counts';
import { isFeminine, type FrenchNumbers } from './fr-numbers';
import { halvesBehind } from './romance';

/** What only French writes. */
export function frenchOnly(numbers: FrenchNumbers): Recogniser[] {
  return [
    ordinals(numbers),
    spacedTime(numbers),
    halvesBehind((digits, noun) => {
      const feminine = isFeminine(noun, false);
      const count = digits === '1' && feminine ? 'une' : numbers.plain(digits);
      return `${count} ${noun} et ${feminine ? 'demie' : 'demi'}`;
    }),
    {
      // `art. 5, § 2` has its paragraph as a word; alone it is one too.
      kind: 'symbol',
      pattern: /§+\s?(?=\d)/gu,
      say: ([text]) => (text.startsWith('§§') ? 'paragraphes ' : 'paragraphe '),
    },
  ];
}

/** `1er`, `1re`, `2nde`, `3e`, `XIXe`, `Ier` */
function ordinals(numbers: FrenchNumbers): Recogniser {
  return {
    kind: 'ordinal',
    pattern:
      /(?<![\p{L}\p{Nd}_.,/-])(?:(?<n>\d{1,4})(?<suffix>(?:er|re|ère|e|ᵉ|ème|eme|ième|nde?|ᵉʳ)s?)|(?<roman>I(?=er|re|ère)|[XVI]{1,7}(?=[eᵉè]))(?<mark>er|ère|re|(?:e|ᵉ|ème)s?))(?![\p{L}\p{Nd}])/gu,
    say: ({ groups = {} }) => {
      const { n, roman = '', suffix, mark = '' } = groups;
      const digits = n ?? String(romanValue(roman));
      return sayOrdinal(numbers, digits, suffix ?? mark);
    },
  };
}

function sayOrdinal(
  { ordinal }: FrenchNumbers,
  digits: string,
  suffix: string,
): string | undefined {
  if (Number(digits) === 0) return undefined;
  const plural = suffix.endsWith('s') ? 's' : '';
  if (/^nd/.test(suffix)) return `${suffix.startsWith('nde') ? 'seconde' : 'second'}${plural}`;
  const said = ordinal(digits);
  const feminine = /^(?:re|ère)/.test(suffix) && said.endsWith('premier');
  return (feminine ? said.replace(/er$/u, 'ère') : said) + plural;
}

/** `17 h 30` */
function spacedTime(numbers: FrenchNumbers): Recogniser {
  return {
    kind: 'time',
    pattern:
      /(?<![\p{L}\p{Nd}.,:])(?<hour>[01]?\d|2[0-4])\sh\s(?<minute>[0-5]\d)(?![\p{L}\p{Nd}])/gu,
    say: ({ groups = {} }) => sayTime(numbers, Number(groups['hour']), Number(groups['minute'])),
  };
}

/** `dix-sept heures trente` */
export function sayTime({ plain, cardinal }: FrenchNumbers, hour: number, minute: number): string {
  const noun = hour < 2 ? 'heure' : 'heures';
  const hours = `${cardinal(String(hour), { before: '', after: '', noun })} ${noun}`;
  return minute === 0 ? hours : `${hours} ${plain(String(minute))}`;
}

/** Pairs of digits as numbers: `zéro un, quarante-deux`. */
export function sayPhone({ plain }: FrenchNumbers, text: string): string {
  const groups = text.match(/\d+/g) ?? [];
  const said = groups.map((group) =>
    group.length <= 2 ? plain(group) : [...group].map((digit) => plain(digit)).join(' '),
  );
  return `${text.startsWith('+') ? 'plus ' : ''}${said.join(', ')}`;
}
