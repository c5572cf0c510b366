import * as greek from 'n2words/el-GR';
import * as finnish from 'n2words/fi-FI';
import * as hungarian from 'n2words/hu-HU';
import * as romanian from 'n2words/ro-RO';
import * as turkish from 'n2words/tr-TR';
import type { Recogniser } from '../recogniser';
import { asciiDigits } from '../numerals';
import { romanSource, romanValue } from '../recognisers/counts';
import type { LanguageRules } from './rules';
import { smaller, type SmallerFacts } from './smaller';
import { first, last } from './smaller-money';

/** Finnish, Hungarian, Romanian, Greek and Turkish. */
export function european(language: string): LanguageRules {
  return smaller(language, facts[new Intl.Locale(language).language] ?? facts.fi);
}

/** `2026. április 3.`: the full stop behind a year. */
const yearFirst: Recogniser = {
  kind: 'year',
  pattern:
    /(?<!\p{Nd})\p{Nd}{4}\.(?=\s(?:jan|febr?|márc|ápr|máj|jún|júl|aug|szept|okt|nov|dec))/giu,
  say: ([text]) => hungarian.toCardinal(asciiDigits(text)),
};

/** `május 21-én`: the ending of a day joins its ordinal. */
const dayWithEnding: Recogniser = {
  kind: 'date',
  pattern:
    /(?<=(?:január|február|március|április|május|június|július|augusztus|szeptember|október|november|december)\s)(?<n>[12]?\p{Nd}|3[01])-(?<end>j?[eéaá]\p{L}{0,4}|i)(?!\p{L})/giu,
  say: ({ groups = {} }) => {
    const day = asciiDigits(groups['n'] ?? '');
    return (day === '1' ? 'else' : hungarianOrdinal(day)) + (groups['end'] ?? '');
  },
};

/** `1998-ban`, `50%-os`: what ends a word that is written in digits is part of it. */
const joinedEnding: Recogniser = {
  kind: 'sign',
  needs: /-\p{Ll}/u,
  pattern: /(?<=\p{Nd}(?:\s?(?:%|Ft|km\/h|kg|km|°C))?)-(?=\p{Ll}{2})/gu,
  say: () => '',
};

/** `EU:ssa`: the case of an abbreviation. */
const joinedCase: Recogniser = {
  kind: 'sign',
  needs: /:/,
  pattern: /(?<=[\p{Lu}\p{Nd}]):(?=\p{Ll})/gu,
  say: () => '-',
};

/** `21ο`, `3η`: with the ending that is written. */
const greekOrdinals: Recogniser = {
  kind: 'ordinal',
  needs: /\p{Nd}[οηα]/u,
  pattern:
    /(?<![\p{L}\p{Nd}.,])(?<n>[1-9]\p{Nd}{0,2})(?<end>ος|ου|οι|ους|ων|ον|ο|ης|ην|ες|η|α)(?!\p{L})/gu,
  say: ({ groups = {} }) =>
    greek
      .toOrdinal(asciiDigits(groups['n'] ?? ''))
      .replace(/ος(?!\S)/g, groups['end'] ?? '')
      .replace(/ός(?!\S)/g, accented(groups['end'] ?? '')),
};

function accented(ending: string): string {
  return ending.startsWith('ου')
    ? ending.replace('ου', 'ού')
    : ending.replace(/^./u, (letter) => accents[letter] ?? letter);
}

const accents: Readonly<Record<string, string>> = { ο: 'ό', η: 'ή', α: 'ά', ω: 'ώ', ε: 'έ' };

/** How a number ends, how much of that goes, and what ends its feminine ordinal. */
const romanianFeminine: readonly (readonly [string, number, string])[] = [
  ['unu', 1, 'a'],
  ['doi', 1, 'ua'],
  ['trei', 1, 'ia'],
  ['patru', 1, 'a'],
  ['nouă', 1, 'a'],
  ['i', 1, 'ea'],
  ['e', 1, 'ea'],
  ['t', 1, 'ta'],
];

/** `al 2-lea`, `a 3-a`, `al XIX-lea`. */
const romanianOrdinals: Recogniser = {
  kind: 'ordinal',
  needs: /-(?:lea|a)(?!\p{L})/u,
  pattern: new RegExp(
    String.raw`(?<![\p{L}\p{Nd}.,-])(?:(?<n>[1-9]\p{Nd}{0,2})|(?<roman>(?=[IVX])${romanSource}))-(?<end>lea|a)(?!\p{L})`,
    'gu',
  ),
  say: ({ groups = {} }) => {
    const { n, roman = '', end } = groups;
    const words = romanianCardinal(n === undefined ? String(romanValue(roman)) : asciiDigits(n));
    if (end === 'lea') return `${words.replace(/t$/, 'tu')}lea`;
    const [, ending, feminine = ''] = romanianFeminine.find(([one]) => words.endsWith(one)) ?? [];
    return ending === undefined ? words : words.slice(0, -ending) + feminine;
  },
};

/** The hour alone when it is full; a zero before minutes below ten. */
const clock =
  (and = ''): SmallerFacts['time'] =>
  (hour, minute, say) =>
    minute === 0
      ? say(hour)
      : `${say(hour)} ${and}${minute < 10 && and === '' ? `${say(0)} ` : ''}${say(minute)}`;

const facts: Readonly<Record<string, SmallerFacts>> & { fi: SmallerFacts } = {
  fi: {
    fractions: 'puoli, kolmasosa, kaksi kolmasosaa, neljäsosa, kolme neljäsosaa',
    ordinals: { suffix: undefined, dotted: true },
    cardinal: (digits) => finnishWords(finnish.toCardinal(digits)),
    extra: [joinedCase],
    ordinal: finnishOrdinal,
    words: 'pilkku, miinus, plus, plus miinus, viiva, versio',
    signs: 'piste, ät, kauttaviiva, viiva, alaviiva',
    everyday: last,
    dates: { dayMark: String.raw`\.` },
    times: { separators: ':.' },
    day: (ordinal) => ordinal,
    time: clock(),
    units: {
      names: {
        'square-meter': ['neliömetri', 'neliömetriä'],
        'square-kilometer': ['neliökilometri', 'neliökilometriä'],
        'cubic-meter': ['kuutiometri', 'kuutiometriä'],
        tonne: ['tonni', 'tonnia'],
      },
    },
  },
  hu: {
    fractions: 'fél, egyharmad, kétharmad, negyed, háromnegyed',
    ordinals: { suffix: undefined, dotted: true },
    times: {
      before: 'reggel|délután|este|délelőtt|éjjel',
      marks: String.raw`(?=-kor)|óra(?!\p{L})`,
    },
    cardinal: (digits) => hungarian.toCardinal(digits),
    ordinal: hungarianOrdinal,
    agree: (words) => words.replace(/kettő$/, 'két'),
    words: 'egész, mínusz, plusz, plusz-mínusz, -, verzió',
    signs: 'pont, kukac, perjel, kötőjel, aláhúzás',
    everyday: last,
    day: (ordinal) =>
      ordinal === 'első' ? 'elseje' : `${ordinal}${/[ao]dik$/.test(ordinal) ? 'a' : 'e'}`,
    date: ({ year, month, day }) => [year, month, day].filter(Boolean).join(' '),
    dates: { order: 'ymd' },
    money: { signs: { Ft: 'HUF' } },
    extra: [dayWithEnding, yearFirst, joinedEnding],
    time: (hour, minute, say) =>
      `${say(hour, 'óra')} óra${minute === 0 ? '' : ` ${say(minute, 'perc')} perc`}`,
    units: {
      names: {
        'square-meter': ['négyzetméter', 'négyzetméter'],
        'square-kilometer': ['négyzetkilométer', 'négyzetkilométer'],
        'cubic-meter': ['köbméter', 'köbméter'],
        tonne: ['tonna', 'tonna'],
      },
    },
  },
  ro: {
    fractions: 'o jumătate, o treime, două treimi, un sfert, trei sferturi',
    times: { before: 'ora|orele|la|până la' },
    cardinal: romanianCardinal,
    extra: [romanianOrdinals],
    agree: romanianAgreement,
    words: 'virgulă, minus, plus, plus minus, până la, versiunea',
    signs: 'punct, arond, slash, cratimă, underscore',
    everyday: (name) => (name.startsWith('de ') ? `de ${first(name.slice(3))}` : first(name)),
    money: { signs: { lei: 'RON', leu: 'RON' } },
    time: clock('și '),
    units: {
      names: {
        'square-meter': ['metru pătrat', 'metri pătrați', 'de metri pătrați'],
        'square-kilometer': ['kilometru pătrat', 'kilometri pătrați', 'de kilometri pătrați'],
        'cubic-meter': ['metru cub', 'metri cubi', 'de metri cubi'],
        tonne: ['tonă', 'tone', 'de tone'],
        percent: ['la sută', 'la sută'],
      },
    },
  },
  el: {
    fractions: 'μισό, ένα τρίτο, δύο τρίτα, ένα τέταρτο, τρία τέταρτα',
    times: { before: 'στις|ώρα|από τις|ως τις' },
    cardinal: (digits) => greekWords(greek.toCardinal(digits)),
    ordinal: (digits) => greek.toOrdinal(digits),
    article: 'ο',
    extra: [greekOrdinals],
    agree: greekAgreement,
    words: 'κόμμα, μείον, συν, συν πλην, έως, έκδοση',
    signs: 'τελεία, παπάκι, κάθετος, παύλα, κάτω παύλα',
    everyday: first,
    date: ({ day, month, year }, { day: number }) =>
      [number === '1' ? 'πρώτη' : greekAgreement(day, 'μέρα'), month, year]
        .filter(Boolean)
        .join(' '),
    time: clock('και '),
    units: {
      names: {
        'square-meter': ['τετραγωνικό μέτρο', 'τετραγωνικά μέτρα'],
        'square-kilometer': ['τετραγωνικό χιλιόμετρο', 'τετραγωνικά χιλιόμετρα'],
        'cubic-meter': ['κυβικό μέτρο', 'κυβικά μέτρα'],
        tonne: ['τόνος', 'τόνοι'],
      },
    },
  },
  tr: {
    fractions: 'yarım, üçte bir, üçte iki, çeyrek, dörtte üç',
    ordinals: { suffix: undefined, dotted: true },
    times: { before: 'saat' },
    cardinal: (digits) => turkish.toCardinal(digits),
    ordinal: turkishOrdinal,
    words: 'virgül, eksi, artı, artı eksi, ila, sürüm',
    signs: 'nokta, et, eğik çizgi, tire, alt çizgi',
    everyday: (name, currency) => ({ TRY: 'lira', USD: 'dolar', GBP: 'sterlin' })[currency] ?? name,
    money: { signs: { TL: 'TRY', '₺': 'TRY' } },
    time: clock(),
    extra: [{ kind: 'percent', pattern: /[%％](?=\p{Nd})/gu, say: () => 'yüzde ' }],
    units: {
      names: {
        'kilometer-per-hour': ['saatte # kilometre', 'saatte # kilometre'],
        'square-meter': ['metrekare', 'metrekare'],
        'square-kilometer': ['kilometrekare', 'kilometrekare'],
        'cubic-meter': ['metreküp', 'metreküp'],
        tonne: ['ton', 'ton'],
      },
      signs: { 'km/sa': 'kilometer-per-hour', 'km/s': 'kilometer-per-hour' },
    },
  },
};

/** Behind a number hundreds, thousands and millions stand in the partitive, and hundreds are one word with it. */
function finnishWords(words: string): string {
  return words
    .replace(/(?<=\S) sata(?!\S)/g, 'sataa')
    .replace(/(?<=(?:tuhat|miljoona|miljardi) )(\S+)sataa/g, '$1sataa')
    .replace(/tuhatsataa/g, 'tuhat sata')
    .replace(/(miljoona|miljardi)sataa/g, '$1 sata')
    .replace(/(?<!yksi )(?<=\S )(miljoona|miljardi)(?!\S)/g, '$1a')
    .replace(/(?<=[^\sa]|sataa|[ei]sataa|\p{L}a) tuhat(?!\S)/gu, 'tuhatta')
    .replace(/miljoonatuhatta/g, 'miljoona tuhat')
    .replace(/miljoonaatuhatta/g, 'miljoonaa tuhat')
    .replace(/(sataa?) (?!miljo|milja|tuha)/g, '$1');
}

function finnishOrdinal(digits: string): string {
  const value = Number(digits);
  const tens = { 2: 'kahdeskymmenes', 3: 'kolmaskymmenes' }[Math.floor(value / 10)];
  const unit = value % 10;
  return tens === undefined || unit === 0
    ? finnish.toOrdinal(digits)
    : tens + finnish.toOrdinal(unit);
}

function romanianCardinal(digits: string): string {
  return romanian.toCardinal(digits).replace(/douăsprezece$/, 'doisprezece');
}

/** Only the last word of a number is an ordinal; n2words 4.0.0 joins them. */
function turkishOrdinal(digits: string): string {
  const value = Number(digits);
  const last = value % 10 || value % 100 || (value % 1000 ? 100 : value);
  const words = turkish.toCardinal(digits).split(' ');
  return [...words.slice(0, -1), turkish.toOrdinal(last)].join(' ');
}

/** Neuter nouns are masculine for one and feminine from two on. */
function romanianAgreement(words: string, noun: string, digits: string): string {
  const bare = noun.replace(/^de /, '');
  const one = /(?:lir|or[ăe]|minut|secund|ton[ăe]|mil[ăe]|unci|tonă)/u;
  const mixed = /^(?:grad|procent|kilogram|gram|miligram|minut|picio|hectar)/u;
  if (mixed.test(bare))
    return digits === '1' ? 'un' : romanian.toCardinal(digits, { gender: 'feminine' });
  if (one.test(bare))
    return romanian.toCardinal(digits, { gender: 'feminine' }).replace(/^una$/, 'o');
  return digits === '1' ? 'un' : words;
}

/** Thousands are feminine, millions have a plural. */
function greekWords(words: string): string {
  return words
    .replace(/^εκατό (?!χίλια|εκατομ)/, 'εκατόν ')
    .replace(/(?<=\S )χίλια/g, 'χιλιάδες')
    .replace(/κόσια(?=(?: \S+){0,2} χιλιάδες)/g, 'κόσιες')
    .replace(/τρία (?=χιλιάδες)/g, 'τρεις ')
    .replace(/τέσσερα (?=χιλιάδες)/g, 'τέσσερις ')
    .replace(/^(εκατομμύριο|δισεκατομμύριο)/, 'ένα $1')
    .replace(/(?<!ένα )(?<=\S )(δισ)?εκατομμύριο/g, '$1εκατομμύρια')
    .replace(/εκατομμύριο(?! )(?<!ένα (?:δισ)?εκατομμύριο)/g, 'εκατομμύρια');
}

function greekAgreement(words: string, noun: string): string {
  const masculine = /^(?:βαθμ|τόν|τόνοι)/u.test(noun);
  const feminine = /^(?:μέρα|λίρ|ώρ|γρίβν|ρουπί|κορόν|ίντσ)/u.test(noun);
  if (!masculine && !feminine) return words;
  return words
    .replace(/ένα$/, masculine ? 'ένας' : 'μία')
    .replace(/τρία$/, 'τρεις')
    .replace(/τέσσερα$/, 'τέσσερις')
    .replace(/δεκατρία$/, 'δεκατρείς');
}

function hungarianOrdinal(digits: string): string {
  return hungarian
    .toOrdinal(digits)
    .replace(/kettődik$/, 'kettedik')
    .replace(/háromadik$/, 'harmadik')
    .replace(/négyedik$/, 'negyedik')
    .replace(/hétedik$/, 'hetedik');
}
