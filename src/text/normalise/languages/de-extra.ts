import type { Recogniser } from '../recogniser';
import { romanSource, romanValue } from '../recognisers/counts';
import { decade, season, shortDate, start, timeWithStop, weekdays } from './de-dates';
import { hasDeterminer } from './de-grammar';
import { digitByDigit, ordinal } from './de-numbers';
import { rulers } from './de-rulers';

const months =
  'Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez';
/** Nouns before which a number with a full stop is an ordinal even without an article. */
const ranked =
  'Bundesliga|Liga|Weltkrieg|Platz|Etage|Stock|OG|UG|Runde|Halbzeit|Preis|FC|Klasse|Auflage|Jahrhundert|Jh|Mal|Semester|Quartal|Advent|Akt|Lesung|Geburtstag|Jahrestag|Spieltag|Bürgermeister|Vorsitzende[rn]?|Band|Kapitel';
const joint = String.raw`(?:und|oder|bis|sowie|[-–])`;
const listed = new RegExp(
  String.raw`^\s?(?:${joint}\s?(?:zum\s)?\p{Nd}{1,3}\.)*\s(?:${months}|${ranked})(?!\p{L})`,
  'u',
);

/** What only German writes; `language` may be a regional tag. */
export function germanOnly(language: string): Recogniser[] {
  return [
    rulers,
    romanOrdinal,
    shortDate(language),
    timeWithStop,
    ordinalWithStop,
    dashOfOrdinals,
  ].concat([decade, season, postalCode, street, priceDash, weekdays, share]);
}

/** `im II. Weltkrieg` */
const romanOrdinal: Recogniser = {
  kind: 'roman',
  pattern: new RegExp(
    String.raw`${start}(?<n>(?=[XVI])${romanSource})\.(?=\s(?:${ranked})(?!\p{L}))`,
    'gu',
  ),
  say: ({ groups = {} }, context) => ordinal(String(romanValue(groups['n'] ?? '')), context),
};

/** `im 3. Stock`, `1. Bundesliga`; a date's day is left to the dates. */
const ordinalWithStop: Recogniser = {
  kind: 'ordinal',
  pattern: new RegExp(
    String.raw`${start}(?<n>[1-9]\d{0,2})\.(?=\s+(?!(?:${months})(?!\p{L}))\p{L}|\s?[-–]\s?\d{1,3}\.)`,
    'gu',
  ),
  say: ({ groups = {} }, context) => {
    const sure = hasDeterminer(context.before) || listed.test(context.after);
    return sure ? ordinal(groups['n'] ?? '', context) : undefined;
  },
};

/** `3.–5. Mai` */
const dashOfOrdinals: Recogniser = {
  kind: 'range',
  pattern: /(?<=\d\.)\s?[-–]\s?(?=\d{1,3}\.\s?(?:\p{Lu}|\d{1,2}\.))/gu,
  say: () => ' bis ',
};

/** `5, 10115 Berlin`, `D-10115 Berlin` */
const postalCode: Recogniser = {
  kind: 'number',
  pattern: /(?<=\d\p{L}?,\s|\n\s*|(?<!\p{L})D-)\d{5}(?=\s\p{Lu}\p{Ll})/gu,
  say: ([digits]) => digitByDigit(digits),
};

/** `Goethestr. 12` */
const street: Recogniser = {
  kind: 'abbreviation',
  pattern: /(?<!\p{L})(?<name>\p{Lu}[\p{L}-]{2,40})str\.(?=\s|,|$)/gu,
  say: ({ groups = {} }) => `${groups['name'] ?? ''}straße`,
};

/** `12,- €` */
const priceDash: Recogniser = {
  kind: 'money',
  pattern: /(?<=\d),[-–—]+(?!\p{L})/gu,
  say: () => '',
};

/** `52:48 %` */
const share: Recogniser = {
  kind: 'percent',
  pattern: /(?<=\d):(?=\d{1,3}\s?%)/gu,
  say: () => ' zu ',
};
