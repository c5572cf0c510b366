import * as russian from 'n2words/ru-RU';
import * as serbian from 'n2words/sr-Cyrl-RS';
import * as ukrainian from 'n2words/uk-UA';
import { asciiDigits } from '../numerals';
import { bulgarianAgreeing, bulgarianCardinal, bulgarianOrdinal } from './bulgarian-numbers';
import type { Recogniser } from '../recogniser';
import {
  genitive,
  genderOf,
  hoursAndMinutes,
  lastPlace,
  measured,
  ordinalBefore,
  yearWithStop,
} from './slavic-grammar';
import type { LanguageRules } from './rules';
import { joinWords } from './say-numbers';
import { endedOrdinals } from './slavic-ordinals';
import { smaller, type SmallerFacts } from './smaller';
import { first, last } from './smaller-money';

/** Russian, Ukrainian, Serbian and Bulgarian; the numbers of the last one are our own. */
export function cyrillicSlavic(language: string): LanguageRules {
  return smaller(language, facts[new Intl.Locale(language).language] ?? facts.ru);
}

/** Adjectives of Intl's names of currencies. */
const adjective = /^\S+(?:ск\S+|ськ\S+|новых|нових)\s/u;
const bare = (name: string) => first(name.replace(adjective, '').replace(adjective, ''));

/** Behind the number of a century in which something was. */
const inCentury = /(?:^|\s)(?:в|во)\s[IVX\d]+\s$/iu;

const serbianGenitives = new Map(
  'јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра'
    .split(' ')
    .map((name, index) => [name, index + 1]),
);

const facts: Readonly<Record<string, SmallerFacts>> & { ru: SmallerFacts } = {
  bg: {
    fractions: 'половин, една трета, две трети, една четвърт, три четвърти',
    times: { before: 'в|във|от|до|към|след|преди', marks: String.raw`часа|ч\.?` },
    cardinal: bulgarianCardinal,
    ordinal: (digits) => bulgarianOrdinal(digits, 'masculine'),
    agree: (words, noun) => bulgarianAgreeing(words, genderOf('bg', noun)),
    day: (ordinal) => ordinal,
    year: (digits) => bulgarianOrdinal(digits, 'feminine'),
    words: 'цяло и, минус, плюс, плюс минус, до, версия',
    signs: 'точка, кльомба, наклонена черта, тире, долна черта',
    everyday: last,
    abbreviations: { 'г.': ({ before }) => (/\d{4}\s$/.test(before) ? 'година' : undefined) },
    extra: [
      {
        kind: 'year',
        needs: /\p{Nd}{4}\s?г/u,
        pattern: /(?<!\p{Nd}|\p{Nd}[.,]|\p{Nd}\s\p{L}{3,9}\s)[12]\p{Nd}{3}(?=\s?г\.)/gu,
        say: ([text]) => bulgarianOrdinal(asciiDigits(text), 'feminine'),
      },
      endedOrdinals('bg', (digits) => bulgarianOrdinal(digits, 'masculine')),
    ],
    money: { signs: { 'лв.': 'BGN', лв: 'BGN' } },
    time: hoursAndMinutes('bg', ' и'),
    units: {
      names: {
        'square-meter': ['квадратен метър', 'квадратни метра'],
        'square-kilometer': ['квадратен километър', 'квадратни километра'],
        'cubic-meter': ['кубичен метър', 'кубични метра'],
        tonne: ['тон', 'тона'],
      },
      signs: cyrillic('ч', { мин: 'minute', сек: 'second' }),
    },
  },
  sr: {
    fractions: 'пола, трећина, две трећине, четврт, три четврт',
    ordinals: { suffix: undefined, dotted: true },
    times: { before: 'у|од|до|око|пре|после', marks: 'часова|часа|час|ч' },
    dates: { dayMark: String.raw`\.`, months: serbianGenitives },
    extra: [
      yearWithStop((digits) => genitive('sr', serbianWords(serbian.toOrdinal(digits)), 'feminine')),
    ],
    cardinal: (digits) => serbianWords(serbian.toCardinal(digits)),
    ordinal: (digits, context) =>
      ordinalBefore('sr', serbianWords(serbian.toOrdinal(digits)), context),
    agree: (words, noun, digits) =>
      genderOf('sr', noun) === 'feminine'
        ? serbianWords(serbian.toCardinal(digits, { gender: 'feminine' }))
        : words,
    words: 'запета, минус, плус, плус минус, до, верзија',
    signs: 'тачка, ет, коса црта, цртица, доња црта',
    everyday: last,
    day: (ordinal) => ordinal,
    // `трећи мај`, but `трећег маја`.
    date: ({ day, year }, { name = '' }) =>
      serbianGenitives.has(name) ? joinWords([genitive('sr', day), name, year]) : undefined,
    year: (digits) => genitive('sr', serbianWords(serbian.toOrdinal(digits)), 'feminine'),
    money: { signs: { 'дин.': 'RSD', дин: 'RSD', 'din.': 'RSD' } },
    time: hoursAndMinutes('sr', ' и'),
    units: {
      names: {
        'square-meter': ['квадратни метар', 'квадратна метра', 'квадратних метара'],
        'square-kilometer': ['квадратни километар', 'квадратна километра', 'квадратних километара'],
        'cubic-meter': ['кубни метар', 'кубна метра', 'кубних метара'],
        tonne: ['тона', 'тоне', 'тона'],
      },
      signs: cyrillic('ч', { мин: 'minute', сек: 'second' }),
    },
  },
  ru: {
    fractions: 'половина, одна треть, две трети, четверть, три четверти',
    times: { before: 'в|с|от|до|к|около|после' },
    cardinal: (digits) => russian.toCardinal(digits),
    ordinal: (digits, { before, after }) => {
      const ordinal = russian.toOrdinal(digits);
      const there = /(?:^|\s)(?:в|во)\s$/iu.test(before) && /^\s(?:в\.|веке)/u.test(after);
      return there ? ordinal.replace(/(?:ый|ой)$/, 'ом').replace(/ий$/, 'ьем') : ordinal;
    },
    agree: (words, noun, digits) =>
      genderOf('ru', noun) === 'feminine'
        ? russian.toCardinal(digits, { gender: 'feminine' })
        : words,
    words: 'целых, минус, плюс, плюс-минус, -, версия',
    signs: 'точка, собака, слэш, дефис, подчёркивание',
    everyday: bare,
    day: (ordinal) => genitive('ru', ordinal),
    year: (digits) => genitive('ru', russian.toOrdinal(digits)),
    extra: [
      ...yearsBefore('годов|года|г\\.', 'году', (digits) => russian.toOrdinal(digits), 'ru'),
      endedOrdinals('ru', (digits) => russian.toOrdinal(digits)),
    ],
    abbreviations: {
      'г.': ({ before }) => (/\d{4}\s$/.test(before) ? 'года' : undefined),
      'в.': ({ before }) =>
        /[IVX\d]\s$/.test(before) ? (inCentury.test(before) ? 'веке' : 'век') : undefined,
    },
    money: { signs: { 'руб.': 'RUB', руб: 'RUB', 'р.': 'RUB' } },
    ...lastPlace((digits) => russian.toCardinal(digits, { gender: 'feminine' }), {
      one: 'целая',
      many: 'целых',
      places: [
        ['десятая', 'десятых'],
        ['сотая', 'сотых'],
        ['тысячная', 'тысячных'],
      ],
    }),
    time: (hour, minute, say) =>
      minute === 0
        ? measured('ru', hour, 'hour', say)
        : `${say(hour)} ${minute < 10 ? `${say(0)} ` : ''}${say(minute)}`,
    units: {
      names: {
        'square-meter': ['квадратный метр', 'квадратных метра', 'квадратных метров'],
        'square-kilometer': [
          'квадратный километр',
          'квадратных километра',
          'квадратных километров',
        ],
        'cubic-meter': ['кубический метр', 'кубических метра', 'кубических метров'],
        tonne: ['тонна', 'тонны', 'тонн'],
      },
      signs: cyrillic('ч', { мин: 'minute', сек: 'second' }),
    },
  },
  uk: {
    fractions: 'половина, третина, дві третини, чверть, три чверті',
    times: { before: 'о|об|з|від|до|після|близько' },
    cardinal: (digits) => cyrillicOnly(ukrainian.toCardinal(digits)),
    ordinal: (digits) => cyrillicOnly(ukrainian.toOrdinal(digits)),
    agree: (words, noun, digits) =>
      genderOf('uk', noun) === 'feminine'
        ? cyrillicOnly(ukrainian.toCardinal(digits, { gender: 'feminine' }))
        : words,
    words: 'цілих, мінус, плюс, плюс-мінус, -, версія',
    signs: 'крапка, равлик, слеш, дефіс, підкреслення',
    everyday: bare,
    day: (ordinal) => genitive('uk', ordinal),
    year: (digits) => genitive('uk', cyrillicOnly(ukrainian.toOrdinal(digits))),
    extra: [
      ...yearsBefore(
        'року|р\\.',
        'році',
        (digits) => cyrillicOnly(ukrainian.toOrdinal(digits)),
        'uk',
      ),
      endedOrdinals('uk', (digits) => cyrillicOnly(ukrainian.toOrdinal(digits))),
    ],
    abbreviations: { 'р.': ({ before }) => (/\d{4}\s$/.test(before) ? 'року' : undefined) },
    money: { signs: { 'грн.': 'UAH', грн: 'UAH' } },
    ...lastPlace((digits) => cyrillicOnly(ukrainian.toCardinal(digits, { gender: 'feminine' })), {
      one: 'ціла',
      many: 'цілих',
      places: [
        ['десята', 'десятих'],
        ['сота', 'сотих'],
        ['тисячна', 'тисячних'],
      ],
    }),
    time: (hour, minute, say, { before }) => {
      const ordinal = hour === 0 ? '' : cyrillicOnly(ukrainian.toOrdinal(hour));
      const at = /(?:^|[^\p{L}])(?:о|об|по)\s$/iu.test(before);
      const [soft, hard, noun] = at ? ['ій', 'ій', 'годині'] : ['я', 'а', 'година'];
      const said = hour === 0 ? say(0) : ordinal.replace(/ій$/, soft).replace(/ий$/, hard);
      return minute === 0
        ? `${said} ${noun}`
        : `${said} ${minute < 10 ? `${say(0)} ` : ''}${say(minute)}`;
    },
    units: {
      names: {
        'square-meter': ['квадратний метр', 'квадратні метри', 'квадратних метрів'],
        'square-kilometer': ['квадратний кілометр', 'квадратні кілометри', 'квадратних кілометрів'],
        'cubic-meter': ['кубічний метр', 'кубічні метри', 'кубічних метрів'],
        tonne: ['тонна', 'тонни', 'тонн'],
      },
      signs: cyrillic('год', { хв: 'minute', год: 'hour', с: 'second' }),
    },
  },
};

/** A year before the word for it: the ordinal in the genitive (`2024 года`) or the locative (`в 2024 году`). */
function yearsBefore(
  genitives: string,
  locative: string,
  ordinal: (digits: string) => string,
  language: 'ru' | 'uk',
): Recogniser[] {
  const year = String.raw`(?<!\p{Nd}|\p{Nd}\s\p{L}{3,9}\s)[12]\p{Nd}{3}`;
  const inGenitive = (text: string) => genitive(language, ordinal(asciiDigits(text)));
  return [
    {
      kind: 'year',
      pattern: new RegExp(`${year}(?=\\s${locative})`, 'gu'),
      say: ([text]) =>
        inGenitive(text).replace(/(?:о|е)го$/, (end) => locatives[language]?.[end] ?? end),
    },
    {
      kind: 'year',
      pattern: new RegExp(`${year}(?=\\s(?:${genitives}))`, 'gu'),
      say: ([text]) => inGenitive(text),
    },
  ];
}

const locatives: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ru: { ого: 'ом', его: 'ем' },
  uk: { ого: 'ому' },
};

/** Signs of units in Cyrillic letters; `hour` as it stands in `км/ч`. */
function cyrillic(hour: string, more: Record<string, string>): Record<string, string> {
  return {
    ...more,
    км: 'kilometer',
    м: 'meter',
    см: 'centimeter',
    мм: 'millimeter',
    кг: 'kilogram',
    г: 'gram',
    т: 'tonne',
    л: 'liter',
    мл: 'milliliter',
    [`км/${hour}`]: 'kilometer-per-hour',
    'м²': 'square-meter',
    'км²': 'square-kilometer',
    'м³': 'cubic-meter',
    га: 'hectare',
    ГБ: 'gigabyte',
    МБ: 'megabyte',
  };
}

function serbianWords(words: string): string {
  return words
    .replace(/^једна хиљада/, 'хиљаду')
    .replace(/један милијарда/, 'милијарда')
    .replaceAll('o', 'о')
    .replace('девесто', 'деветсто');
}

/** n2words 4.0.0 writes a Latin i in Ukrainian words. */
function cyrillicOnly(words: string): string {
  return words.replaceAll('i', 'і');
}
