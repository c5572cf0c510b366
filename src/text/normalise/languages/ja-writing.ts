import { asciiDigits } from '../numerals';
import type { Recogniser } from '../recogniser';

type Spell = { cardinal: (digits: string) => string; digits: (digits: string) => string };

/** What only Japanese writes. */
export function writtenInJapanese({ cardinal, digits }: Spell): Recogniser[] {
  return [
    {
      kind: 'phone',
      pattern: /〒\s?(?<area>\p{Nd}{3})[-‐](?<place>\p{Nd}{4})(?!\p{Nd})/gu,
      say: ({ groups = {} }) => {
        const { area = '', place = '' } = groups;
        return `郵便番号${digits(asciiDigits(area))}、${digits(asciiDigits(place))}`;
      },
    },
    {
      // The dash between two amounts that have their words.
      kind: 'range',
      pattern: /(?<=\p{Nd}\s?[年月日時分秒円％%階歳才人個回号章])\s?[~〜～–]\s?(?=[¥￥]?\p{Nd})/gu,
      say: () => 'から',
    },
    {
      kind: 'date',
      pattern:
        /(?<=(?:日|\/\p{Nd}{1,2})\s?)[(（](?<day>[月火水木金土日])(?<holiday>[・･]祝)?[)）]/gu,
      say: ({ groups = {} }) => `${groups['day']}曜日${groups['holiday'] ? '、祝日、' : ''}`,
    },
    {
      // What cannot be a fraction of everyday: a month and a day above twelve.
      kind: 'date',
      pattern:
        /(?<![\p{Nd}/.])(?<month>0?[1-9]|1[0-2])\/(?<day>1[3-9]|2\p{Nd}|3[01]|\p{Nd}{1,2}(?=\s?[(（][月火水木金土日]))(?![\p{Nd}/])/gu,
      say: ({ groups = {} }) => {
        const { month = '', day = '' } = groups;
        return `${cardinal(String(Number(month)))}月${cardinal(String(Number(asciiDigits(day))))}日`;
      },
    },
    {
      kind: 'abbreviation',
      pattern: /(?<![A-Za-z])No\.\s?(?=\p{Nd})/gu,
      say: () => 'ナンバー',
    },
  ];
}
