import type { Recogniser } from '../recogniser';
import { sayEnglishDecade, sayEnglishYear } from './en-calendar';

type Cardinal = (digits: string) => string;

/** What only English writes: `1990s`, `'90s`, `5'10"`, `24/7`, `10^6`, `5x`, `$50/month`, `221B Baker Street`. */
export function englishOnly(cardinal: Cardinal): Recogniser[] {
  return [
    {
      kind: 'symbol',
      pattern: /(?<![\p{L}\p{N}])(?:C\+\+|[CF]#)(?![\p{L}\p{N}])/gu,
      say: ([text]) => (text.endsWith('#') ? `${text.charAt(0)} sharp` : 'C plus plus'),
    },
    {
      kind: 'year',
      pattern:
        /(?<![\p{L}\p{N}])(?:(?<whole>[12]\d\d0)|['‘’](?<tens>[1-9]0))['’]?s(?![\p{L}\p{N}])/gu,
      say: ({ groups = {} }) => sayEnglishDecade(groups['whole'] ?? groups['tens'] ?? '', cardinal),
    },
    {
      kind: 'unit',
      pattern: /(?<![\p{L}\p{N}.,])(?<feet>\d{1,2})['’′]\s?(?<inches>\d{1,2})["”″](?!\p{L})/gu,
      say: ({ groups = {} }) => {
        const { feet = '', inches = '' } = groups;
        return `${cardinal(feet)} ${feet === '1' ? 'foot' : 'feet'} ${cardinal(inches)} ${inches === '1' ? 'inch' : 'inches'}`;
      },
    },
    feetAlone(cardinal),
    {
      kind: 'number',
      pattern: /(?<![\p{L}\p{N}/])(?<one>24|50|9)\/(?<other>7|50|11)(?![\p{L}\p{N}/])/gu,
      say: ({ groups = {} }) =>
        `${cardinal(groups['one'] ?? '')} ${cardinal(groups['other'] ?? '')}`,
    },
    {
      kind: 'symbol',
      pattern: /(?<![\p{L}\p{N}.,])(?<base>\d{1,6})\^(?<power>\d{1,4})(?![\p{L}\p{N}])/gu,
      say: ({ groups = {} }) =>
        `${cardinal(groups['base'] ?? '')} to the power of ${cardinal(groups['power'] ?? '')}`,
    },
    {
      kind: 'symbol',
      pattern: /(?<![\p{L}\p{N}.,])(?<count>\d{1,4})[x×](?![\p{L}\p{N}]|\s?\d)/gu,
      say: ({ groups = {} }) => `${cardinal(groups['count'] ?? '')} times`,
    },
    {
      kind: 'symbol',
      pattern: /(?<![\p{L}\p{N}.,])(?<count>[48])K(?![\p{L}\p{N}])/gu,
      say: ({ groups = {} }) => `${cardinal(groups['count'] ?? '')} K`,
    },
    {
      kind: 'symbol',
      pattern:
        /(?<=[\p{L}\p{N}%])\/(?=(?:year|month|week|day|night|hour|minute|second|person)(?!\p{L}))/gu,
      say: () => ' per ',
    },
    houseNumber(cardinal),
  ];
}

const streets =
  '(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Square|Court|Place|Terrace|Crescent|Gardens)';
const streetName = String.raw`\s(?:[NSEW]{1,2}\.?\s)?(?:\p{Lu}[\p{L}'’]{0,30}\.?\s){1,3}${streets}(?!\p{L})`;

/** `221B` before the name of a street: two digits are read together, as in years. */
function houseNumber(cardinal: Cardinal): Recogniser {
  return {
    kind: 'number',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}.,/$€£-])(?<first>[1-9]\d?)(?<last>\d\d)(?<letter>[A-Ha-h]?)(?=${streetName})`,
      'gu',
    ),
    say({ groups = {} }) {
      const { first = '', last = '', letter } = groups;
      const number = first.length === 2 ? sayEnglishYear(first + last, cardinal) : inHundred();
      return letter ? `${number} ${letter}` : number;

      function inHundred(): string {
        if (last === '00') return cardinal(first + last);
        return `${cardinal(first)} ${last.startsWith('0') ? `oh ${cardinal(last.slice(1))}` : cardinal(last)}`;
      }
    },
  };
}

/** `a 10' pole`, but not `'10'`. */
function feetAlone(cardinal: Cardinal): Recogniser {
  return {
    kind: 'unit',
    needs: /\d'/,
    pattern: /(?<![\p{L}\p{N}.,'‘])(?<feet>\d{1,4})'(?![\p{L}\p{N}])/gu,
    // `'I am 6'` is quoted.
    say: ({ groups = {} }, { before }) => {
      const { feet = '' } = groups;
      if (/(?:^|[\s([—–-])['‘](?:[^'’]|['’](?=\p{L}))*$/u.test(before)) return undefined;
      return `${cardinal(feet)} ${feet === '1' ? 'foot' : 'feet'}`;
    },
  };
}
