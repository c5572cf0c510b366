import { asciiDigits } from '../numerals';
import type { Recogniser } from '../recogniser';

type Words = {
  count: (digits: string) => string;
  digits: (digits: string) => string;
  written: (text: string) => string;
  /** Between the ends of a range. */
  to: string;
};

/** What only Chinese writes. */
export function writtenInChinese({ count, digits, written, to }: Words): Recogniser[] {
  const year = String.raw`[12]\p{Nd}{3}`;
  const spoken = (text: string) => digits(asciiDigits(text));
  return [
    {
      // A year, digit by digit; a thousand years ago is a number.
      kind: 'year',
      pattern: new RegExp(
        String.raw`(?<!\p{Nd})(?:(?<low>${year})年?\s?[-–—~〜～至到]\s?)?(?<high>${year})(?=\s?年(?![前后後来內内间間历歷多以的]))`,
        'gu',
      ),
      say: ({ groups = {} }) => {
        const { low, high = '' } = groups;
        return low === undefined ? spoken(high) : `${spoken(low)}${to}${spoken(high)}`;
      },
    },
    {
      // The dash between two amounts that have their signs.
      kind: 'range',
      pattern:
        /(?<=\p{Nd}\s?(?:[%％°℃元年月日号號]|km|kg|[cm]?m|g))\s?[-–—~〜～]\s?(?=[￥¥$]?\p{Nd})/gu,
      say: () => to,
    },
    {
      kind: 'range',
      pattern: /(?<=第\s?)(?<low>\p{Nd}{1,9})\s?[-–—~〜～至到]\s?(?<high>\p{Nd}{1,9})(?!\p{Nd})/gu,
      say: ({ groups = {} }) => {
        const { low = '', high = '' } = groups;
        return `${count(asciiDigits(low))}${to}${count(asciiDigits(high))}`;
      },
    },
    {
      // The number of a room.
      kind: 'number',
      pattern: /(?<!\p{Nd})\p{Nd}{3,4}(?=室|房(?![价租]))/gu,
      say: ([text]) => spoken(text),
    },
    {
      kind: 'ordinal',
      pattern: /(?<=第\s?)\p{Nd}{1,9}(?!\p{Nd})/gu,
      say: ([text]) => count(asciiDigits(text)),
    },
    {
      kind: 'abbreviation',
      pattern: /(?<![A-Za-z])No\.\s?(?<n>\p{Nd}{1,9})(?!\p{Nd})/gu,
      say: ({ groups = {} }) => `${count(asciiDigits(groups['n'] ?? ''))}${written('号')}`,
    },
    {
      // A short number that is dialled.
      kind: 'phone',
      pattern:
        /(?<=(?:拨打|撥打|拨|撥|致电|致電|热线|熱線|电话|電話)[：:]?\s?)\p{Nd}{3,5}(?![\p{Nd}个個次-])/gu,
      say: ([text]) => spoken(text).replaceAll('一', '幺'),
    },
  ];
}
