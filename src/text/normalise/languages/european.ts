import * as greek from 'n2words/el-GR';
import * as finnish from 'n2words/fi-FI';
import * as hungarian from 'n2words/hu-HU';
import * as romanian from 'n2words/ro-RO';
import * as turkish from 'n2words/tr-TR';
import type { Recogniser } from '../recogniser';
import { asciiDigits } from '../numerals';
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

/** The hour alone when it is full; a zero before minutes below ten. */
const clock =
  (and = ''): SmallerFacts['time'] =>
  (hour, minute, say) =>
    minute === 0
      ? say(hour)
      : `${say(hour)} ${and}${minute < 10 && and === '' ? `${say(0)} ` : ''}${say(minute)}`;

const facts: Readonly<Record<string, SmallerFacts>> & { fi: SmallerFacts } = {
  fi: {
    cardinal: (digits) => finnishWords(finnish.toCardinal(digits)),
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
    extra: [dayWithEnding, yearFirst],
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
    cardinal: (digits) => romanian.toCardinal(digits).replace(/douăsprezece$/, 'doisprezece'),
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
    cardinal: (digits) => greekWords(greek.toCardinal(digits)),
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
    cardinal: (digits) => turkish.toCardinal(digits),
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
