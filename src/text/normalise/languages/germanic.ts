import * as danish from 'n2words/da-DK';
import * as norwegian from 'n2words/nb-NO';
import * as dutch from 'n2words/nl-NL';
import * as swedish from 'n2words/sv-SE';
import type { Recogniser } from '../recogniser';
import type { LanguageRules } from './rules';
import { smaller, type SmallerFacts } from './smaller';
import { last } from './smaller-money';

/** Dutch, Swedish, Danish and Norwegian. */
export function germanic(language: string): LanguageRules {
  const code = new Intl.Locale(language).language;
  return smaller(language, facts[code === 'nb' ? 'no' : code] ?? facts.nl);
}

/** `sjutton trettio`; the hour alone when it is full. */
const time: SmallerFacts['time'] = (hour, minute, say) =>
  minute === 0 ? say(hour) : `${say(hour)} ${minute < 10 ? `${say(0)} ` : ''}${say(minute)}`;

const scandinavian = {
  dates: { dayMark: String.raw`\.` },
  day: (ordinal: string) => ordinal,
  article: 'den',
  everyday: last,
  time,
};

/** One is neuter before weights and years. */
const neuter = /(?:gram|ton|pund|år|mål)$/u;

/** `22 12 34 56` */
const inPairs = String.raw`\p{Nd}{2}(?:\s\p{Nd}{2}){3}`;

/** `1 250,-` and `1 200:-` are whole crowns. */
const priceEnd: Recogniser = {
  kind: 'money',
  needs: /-/,
  pattern: /(?<=\p{Nd})[,:][-–](?!\p{Nd})/gu,
  say: () => '',
};

/** `SVT:s`: the ending of an abbreviation. */
const joinedEnding: Recogniser = {
  kind: 'sign',
  needs: /:/,
  pattern: /(?<=\p{Lu}):(?=\p{Ll})/gu,
  say: () => '-',
};

/** Said by hundreds, as years are. */
const isCenturyYear = (digits: string) => Number(digits) >= 1100 && Number(digits) < 2000;

/** `1700-talet`, `1900-tallet` */
const centuries = (year: (digits: string) => string): Recogniser => ({
  kind: 'year',
  needs: /00-/,
  pattern: /(?<!\p{Nd})1[1-9]00-tal\p{L}*/gu,
  say: ([text]) => year(text.slice(0, 4)) + text.slice(5),
});

const facts: Readonly<Record<string, SmallerFacts>> & { nl: SmallerFacts } = {
  nl: {
    fractions: 'een half, een derde, twee derde, een kwart, drie kwart',
    ordinals: { suffix: 'e|ste|de' },
    cardinal: (digits) => dutch.toCardinal(digits),
    ordinal: (digits) => dutch.toOrdinal(digits),
    words: 'komma, min, plus, plus min, tot, versie',
    signs: 'punt, apenstaartje, slash, streepje, underscore',
    everyday: last,
    dates: { order: 'dmy' },
    times: { separators: ':.', marks: String.raw`uur|u(?:\.|(?!\p{L}))` },
    article: 'de',
    time: (hour, minute, say) => `${say(hour)} uur${minute === 0 ? '' : ` ${say(minute)}`}`,
    units: {
      names: {
        'square-meter': ['vierkante meter', 'vierkante meter'],
        'square-kilometer': ['vierkante kilometer', 'vierkante kilometer'],
        'cubic-meter': ['kubieke meter', 'kubieke meter'],
        tonne: ['ton', 'ton'],
      },
      signs: { 'km/u': 'kilometer-per-hour' },
    },
  },
  sv: {
    fractions: 'en halv, en tredjedel, två tredjedelar, en fjärdedel, tre fjärdedelar',
    ordinals: { suffix: ':[ae]' },
    times: { before: String.raw`kl\.?|klockan` },
    ...scandinavian,
    cardinal: (digits) => swedishWords(swedish.toCardinal(digits)),
    ordinal: (digits) =>
      composed(digits, ['tjugo', 'tjugonde', 'trettio', 'trettionde'], swedish.toOrdinal),
    agree: (words, noun) => (neuter.test(noun) ? words : words.replace(/ett$/, 'en')),
    words: 'komma, minus, plus, plus minus, till, version',
    signs: 'punkt, snabel-a, snedstreck, bindestreck, understreck',
    money: { signs: { kr: 'SEK', 'kr.': 'SEK' } },
    year: swedishYear,
    years: isCenturyYear,
    extra: [centuries(swedishYear), priceEnd, joinedEnding],
    units: {
      names: {
        'square-meter': ['kvadratmeter', 'kvadratmeter'],
        'square-kilometer': ['kvadratkilometer', 'kvadratkilometer'],
        'cubic-meter': ['kubikmeter', 'kubikmeter'],
        tonne: ['ton', 'ton'],
      },
    },
  },
  da: {
    fractions: 'en halv, en tredjedel, to tredjedele, en kvart, tre kvart',
    ordinals: { suffix: undefined, dotted: true },
    ...scandinavian,
    cardinal: (digits) => danishWords(danish.toCardinal(digits)),
    ordinal: (digits) =>
      Number(digits) > 39
        ? undefined
        : danish
            .toOrdinal(digits)
            .replace(/tyvede$/, 'tyvende')
            .replace(/tredivede$/, 'tredivte'),
    agree: (words, noun) => (neuter.test(noun) ? words : words.replace(/^et$/, 'en')),
    words: 'komma, minus, plus, plus minus, til, version',
    signs: 'punktum, snabel-a, skråstreg, bindestreg, understreg',
    times: { separators: ':.' },
    money: { signs: { kr: 'DKK', 'kr.': 'DKK' } },
    year: danishYear,
    years: isCenturyYear,
    phones: [inPairs],
    extra: [centuries(danishYear), priceEnd],
    units: {
      names: {
        'square-meter': ['kvadratmeter', 'kvadratmeter'],
        'square-kilometer': ['kvadratkilometer', 'kvadratkilometer'],
        'cubic-meter': ['kubikmeter', 'kubikmeter'],
        tonne: ['ton', 'ton'],
      },
      signs: { 'km/t': 'kilometer-per-hour' },
    },
  },
  no: {
    fractions: 'en halv, en tredjedel, to tredjedeler, en kvart, tre kvart',
    ordinals: { suffix: undefined, dotted: true },
    ...scandinavian,
    cardinal: (digits) => norwegianWords(norwegian.toCardinal(digits)),
    ordinal: (digits) =>
      composed(digits, ['tjue', 'tjuende', 'tretti', 'trettiende'], norwegian.toOrdinal),
    agree: (words, noun) => (neuter.test(noun) ? words.replace(/^en$/, 'ett') : words),
    words: 'komma, minus, pluss, pluss minus, til, versjon',
    signs: 'punktum, krøllalfa, skråstrek, bindestrek, understrek',
    times: { separators: ':.' },
    money: { signs: { kr: 'NOK', 'kr.': 'NOK' } },
    year: norwegianYear,
    years: isCenturyYear,
    phones: [inPairs],
    extra: [centuries(norwegianYear), priceEnd],
    units: {
      names: {
        'square-meter': ['kvadratmeter', 'kvadratmeter'],
        'square-kilometer': ['kvadratkilometer', 'kvadratkilometer'],
        'cubic-meter': ['kubikkmeter', 'kubikkmeter'],
        tonne: ['tonn', 'tonn'],
      },
      signs: { 'km/t': 'kilometer-per-hour' },
    },
  },
};

/** What n2words 4.0.0 writes apart is one word, and a million has a plural. */
function swedishWords(words: string): string {
  return words
    .replace(/-| och\b/g, '')
    .replace(/ (?=hundra\b)/g, '')
    .replace(/(?<=hundra) (?!tusen|milj)/g, '')
    .replace(/(?<=\S) (?=tusen\b)/g, '')
    .replace(/(?<!\ben) miljon\b/g, ' miljoner')
    .replace(/(?<!\ben) miljard\b/g, ' miljarder');
}

/** By hundreds from 1100 to 1999 and from 2010 on. */
function swedishYear(digits: string): string {
  const value = Number(digits);
  const say = (number: number) => swedishWords(swedish.toCardinal(number));
  if (value < 1100 || value > 2099 || (value >= 2000 && value < 2010)) return say(value);
  const rest = value % 100;
  return `${say(Math.floor(value / 100))}hundra${rest === 0 ? '' : say(rest)}`;
}

/** By hundreds to 1999. */
function danishYear(digits: string): string {
  const say = (number: number) => danishWords(danish.toCardinal(number));
  if (!isCenturyYear(digits)) return say(Number(digits));
  const rest = Number(digits.slice(2));
  return `${say(Number(digits.slice(0, 2)))}hundrede${rest === 0 ? '' : ` og ${say(rest)}`}`;
}

/** By hundreds to 1999. */
function norwegianYear(digits: string): string {
  const say = (number: number) => norwegianWords(norwegian.toCardinal(number));
  if (!isCenturyYear(digits)) return say(Number(digits));
  const rest = Number(digits.slice(2));
  return `${say(Number(digits.slice(0, 2)))}hundre${rest === 0 ? '' : ` og ${say(rest)}`}`;
}

/** A million is singular, a thousand ends without e, and `og` stands only before the last part. */
function danishWords(words: string): string {
  return words
    .replace(/^en million(?:er)?/, 'en million')
    .replace(/^en mill?iard(?:er)?/, 'en milliard')
    .replace(/(?<!halv)treds/g, 'tres')
    .replace(/millarder/g, 'milliarder')
    .replace(/tusinde og (?=.*hundrede og)/, 'tusind ')
    .replace(/tusinde\b/, 'tusind');
}

/** One word where n2words 4.0.0 has hyphens; hundred and thousand are neuter. */
function norwegianWords(words: string): string {
  return words
    .replaceAll('-', '')
    .replaceAll(',', '')
    .replace(/\ben (?=hundre|tusen)/g, 'ett ')
    .replace(/(?<!\ben) million\b/g, ' millioner')
    .replace(/(?<!\ben) milliard\b/g, ' milliarder');
}

/** Of tens and the ordinal of what is above them: n2words 4.0.0 has none from twenty on. To thirty-nine. */
function composed(
  digits: string,
  [twenty, twentieth, thirty, thirtieth]: readonly string[],
  ordinal: Spell,
) {
  const value = Number(digits);
  if (value > 39) return undefined;
  if (value < 20) return ordinal(digits);
  if (value % 10 === 0) return (value === 20 ? twentieth : thirtieth) ?? '';
  return `${value < 30 ? twenty : thirty}${ordinal(String(value % 10))}`;
}

type Spell = (digits: string) => string;
