import * as czech from 'n2words/cs-CZ';
import * as croatian from 'n2words/hr-HR';
import * as polish from 'n2words/pl-PL';
import { asciiDigits } from '../numerals';
import { joinWords } from './say-numbers';
import {
  genitive,
  genderOf,
  hoursAndMinutes,
  measured,
  ordinalBefore,
  yearWithStop,
} from './slavic-grammar';
import type { LanguageRules } from './rules';
import { slovakAgreeing, slovakCardinal, slovakGenitive, slovakOrdinal } from './slovak-numbers';
import {
  slovenianAgreeing,
  slovenianCardinal,
  slovenianGenitive,
  slovenianOrdinal,
} from './slovenian-numbers';
import { smaller, type SmallerFacts } from './smaller';
import { first, last } from './smaller-money';

/** Polish, Czech, Croatian, Slovak and Slovenian; the numbers of the last two are our own. */
export function latinSlavic(language: string): LanguageRules {
  return smaller(language, facts[new Intl.Locale(language).language] ?? facts.pl);
}

const slovenianGenitives = new Map(
  'januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra'
    .split(' ')
    .map((name, index) => [name, index + 1]),
);

const facts: Readonly<Record<string, SmallerFacts>> & { pl: SmallerFacts } = {
  pl: {
    fractions: 'pół, jedna trzecia, dwie trzecie, jedna czwarta, trzy czwarte',
    ordinals: { suffix: undefined, dotted: true },
    times: { before: String.raw`o|od|do|po|przed|godz\.|godzinie|godziny` },
    cardinal: (digits) => polish.toCardinal(digits),
    ordinal: (digits, context) => ordinalBefore('pl', polish.toOrdinal(digits), context),
    agree: (words, noun, digits) =>
      genderOf('pl', noun) === 'feminine'
        ? polish.toCardinal(digits, { gender: 'feminine' })
        : words,
    words: 'przecinek, minus, plus, plus minus, -, wersja',
    signs: 'kropka, małpa, ukośnik, myślnik, podkreślnik',
    everyday: first,
    day: (ordinal) => genitive('pl', ordinal),
    year: (digits) => genitive('pl', polish.toOrdinal(digits)),
    extra: [
      {
        kind: 'year',
        pattern: /(?<=(?:^|\s)(?:w|we|o|po)\s)[12]\p{Nd}{3}(?=\s(?:roku|r\.))/giu,
        say: ([text]) => polish.toOrdinal(asciiDigits(text)).replace(/(?<=[yi])(?=\s|$)/g, 'm'),
      },
      {
        kind: 'year',
        pattern: /(?<!\p{Nd}|\p{Nd}\s\p{L}{3,12}\s)[12]\p{Nd}{3}(?=\s(?:roku|r\.))/gu,
        say: ([text]) => genitive('pl', polish.toOrdinal(asciiDigits(text))),
      },
    ],
    abbreviations: {
      'r.': ({ before }) => (/\d{4}\s$/.test(before) ? 'roku' : undefined),
      'godz.': ({ before }) =>
        /(?:^|\s)o\s$/iu.test(before)
          ? 'godzinie'
          : /(?:^|\s)(?:od|do|po)\s$/iu.test(before)
            ? 'godziny'
            : 'godzina',
    },
    money: { signs: { zł: 'PLN' } },
    time: (hour, minute, say, { before }) => {
      const at =
        /(?:^|[^\p{L}])(?:o|po|od|do|około|godzinie|godziny|(?:o|po|od|do)\sgodz\.)\s$/iu.test(
          before,
        );
      const said =
        hour === 0 ? say(0) : polish.toOrdinal(hour).replace(/[yi](?=\s|$)/g, at ? 'ej' : 'a');
      const full = said.replace('trzeca', 'trzecia').replace(/gej|cej/g, (end) => `${end[0]}iej`);
      return minute === 0 ? full : `${full} ${minute < 10 ? `${say(0)} ` : ''}${say(minute)}`;
    },
    units: {
      names: {
        'square-meter': ['metr kwadratowy', 'metry kwadratowe', 'metrów kwadratowych'],
        'square-kilometer': [
          'kilometr kwadratowy',
          'kilometry kwadratowe',
          'kilometrów kwadratowych',
        ],
        'cubic-meter': ['metr sześcienny', 'metry sześcienne', 'metrów sześciennych'],
        tonne: ['tona', 'tony', 'ton'],
      },
    },
  },
  cs: {
    fractions: 'půl, třetina, dvě třetiny, čtvrt, tři čtvrtě',
    ordinals: { suffix: undefined, dotted: true },
    times: { before: 'v|ve|od|do|kolem|před|po', marks: String.raw`hod\.?|h` },
    dates: { dayMark: String.raw`\.` },
    cardinal: (digits) => czech.toCardinal(digits),
    ordinal: (digits, context) => ordinalBefore('cs', czech.toOrdinal(digits), context),
    agree: (words, noun) => {
      const gender = genderOf('cs', noun);
      if (gender === 'masculine') return words.replace(/jedna$/, 'jeden');
      const two = words.replace(/dva$/, 'dvě');
      return gender === 'neuter' ? two.replace(/jedna$/, 'jedno') : two;
    },
    words: 'celá, mínus, plus, plus mínus, až, verze',
    signs: 'tečka, zavináč, lomítko, pomlčka, podtržítko',
    everyday: last,
    day: (ordinal) => genitive('cs', ordinal),
    money: { signs: { Kč: 'CZK' } },
    wholes: (whole) =>
      /^0*1$/.test(whole) || /^0+$/.test(whole)
        ? 'celá'
        : /^[2-4]$/.test(whole)
          ? 'celé'
          : 'celých',
    time: hoursAndMinutes('cs'),
    units: {
      names: {
        'square-meter': ['metr čtvereční', 'metry čtvereční', 'metrů čtverečních'],
        'square-kilometer': ['kilometr čtvereční', 'kilometry čtvereční', 'kilometrů čtverečních'],
        'cubic-meter': ['metr krychlový', 'metry krychlové', 'metrů krychlových'],
        tonne: ['tuna', 'tuny', 'tun'],
      },
    },
  },
  sk: {
    fractions: 'pol, tretina, dve tretiny, štvrť, tri štvrte',
    ordinals: { suffix: undefined, dotted: true },
    times: { before: 'o|od|do|okolo|pred|po', marks: String.raw`hod\.?|h` },
    dates: { dayMark: String.raw`\.` },
    cardinal: slovakCardinal,
    ordinal: (digits, context) => ordinalBefore('sk', slovakOrdinal(digits), context),
    agree: (words, noun) => slovakAgreeing(words, genderOf('sk', noun)),
    day: slovakGenitive,
    words: 'celá, mínus, plus, plus mínus, až, verzia',
    signs: 'bodka, zavináč, lomka, pomlčka, podčiarkovník',
    everyday: last,
    wholes: (whole) => (/^[01]$/.test(whole) ? 'celá' : /^[2-4]$/.test(whole) ? 'celé' : 'celých'),
    time: hoursAndMinutes('sk'),
    units: {
      names: {
        'square-meter': ['meter štvorcový', 'metre štvorcové', 'metrov štvorcových'],
        'square-kilometer': [
          'kilometer štvorcový',
          'kilometre štvorcové',
          'kilometrov štvorcových',
        ],
        'cubic-meter': ['meter kubický', 'metre kubické', 'metrov kubických'],
        tonne: ['tona', 'tony', 'ton'],
      },
    },
  },
  sl: {
    fractions: 'pol, tretjina, dve tretjini, četrt, tri četrt',
    ordinals: { suffix: undefined, dotted: true },
    times: { before: 'ob|od|do|pred|po', marks: 'uri|h' },
    dates: { dayMark: String.raw`\.`, months: slovenianGenitives },
    cardinal: slovenianCardinal,
    ordinal: (digits, context) => ordinalBefore('sl', slovenianOrdinal(digits), context),
    agree: (words, noun) => slovenianAgreeing(words, genderOf('sl', noun)),
    day: (ordinal) => ordinal,
    words: 'vejica, minus, plus, plus minus, do, različica',
    signs: 'pika, afna, poševnica, vezaj, podčrtaj',
    everyday: last,
    // `tretji april`, but `tretjega aprila`.
    date: ({ day, month, year }, { name = '' }) =>
      slovenianGenitives.has(name)
        ? joinWords([slovenianGenitive(day), name, year])
        : joinWords([day, month, year]),
    time: (hour, minute, say) =>
      minute === 0
        ? measured('sl', hour, 'hour', say)
        : `${say(hour)} ${minute < 10 ? `${say(0)} ` : ''}${say(minute)}`,
    units: {
      names: {
        'square-meter': ['kvadratni meter', 'kvadratni metri', 'kvadratnih metrov'],
        'square-kilometer': ['kvadratni kilometer', 'kvadratni kilometri', 'kvadratnih kilometrov'],
        'cubic-meter': ['kubični meter', 'kubični metri', 'kubičnih metrov'],
        tonne: ['tona', 'tone', 'ton'],
      },
    },
  },
  hr: {
    fractions: 'pola, trećina, dvije trećine, četvrt, tri četvrt',
    ordinals: { suffix: undefined, dotted: true },
    times: { before: 'u|od|do|oko|prije|poslije', marks: 'sati|sata|sat|h' },
    dates: { dayMark: String.raw`\.` },
    extra: [
      yearWithStop((digits) =>
        genitive('hr', croatianWords(croatian.toOrdinal(digits)), 'feminine'),
      ),
    ],
    cardinal: (digits) => croatianWords(croatian.toCardinal(digits)),
    ordinal: (digits, context) =>
      ordinalBefore('hr', croatianWords(croatian.toOrdinal(digits)), context),
    agree: (words, noun, digits) =>
      genderOf('hr', noun) === 'feminine'
        ? croatianWords(croatian.toCardinal(digits, { gender: 'feminine' }))
        : words,
    words: 'zarez, minus, plus, plus minus, do, verzija',
    signs: 'točka, manki, kosa crta, crtica, donja crta',
    everyday: last,
    day: (ordinal) => genitive('hr', ordinal),
    year: (digits) => genitive('hr', croatianWords(croatian.toOrdinal(digits)), 'feminine'),
    time: hoursAndMinutes('hr', ' i'),
    units: {
      names: {
        'square-meter': ['četvorni metar', 'četvorna metra', 'četvornih metara'],
        'square-kilometer': ['četvorni kilometar', 'četvorna kilometra', 'četvornih kilometara'],
        'cubic-meter': ['kubični metar', 'kubična metra', 'kubičnih metara'],
        tonne: ['tona', 'tone', 'tona'],
      },
    },
  },
};

/** A bare thousand is an accusative; n2words 4.0.0 counts it, and milliards as masculine. */
function croatianWords(words: string): string {
  return words.replace(/^jedna tisuća(?! tisuć)/, 'tisuću').replace(/jedan milijarda/, 'milijarda');
}
