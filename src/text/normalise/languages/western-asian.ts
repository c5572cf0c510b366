import * as arabic from 'n2words/ar-SA';
import * as persian from 'n2words/fa-IR';
import * as hebrew from 'n2words/he-IL';
import * as urdu from 'n2words/ur-PK';
import { hebrewMasculine, hebrewWords } from './hebrew-numbers';
import { asciiDigits } from '../numerals';
import type { Recogniser } from '../recogniser';
import type { LanguageRules } from './rules';
import { joinWords } from './say-numbers';
import { smaller, type SmallerFacts } from './smaller';
import { first, last } from './smaller-money';

/** Arabic, Hebrew, Persian and Urdu. */
export function westernAsian(language: string): LanguageRules {
  return smaller(language, facts[new Intl.Locale(language).language] ?? facts.ar);
}

const solarMonths = 'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند'.split(' ');

/** Years and halves of the day in letters that are units elsewhere: `1998 م`, `8:15 ص`. */
const arabicLetters: readonly Recogniser[] = [
  {
    kind: 'year',
    needs: /\p{Nd}\s?م/u,
    pattern: /(?<![\p{Nd}.,٬])(?:1\p{Nd}|20)\p{Nd}{2}(?=\s?م(?!\p{L}))/gu,
    say: ([text]) => arabic.toCardinal(asciiDigits(text)),
  },
  {
    kind: 'abbreviation',
    needs: /\p{Nd}\s?[مص]/u,
    pattern: /(?<=(?:(?<!\p{Nd})(?:1\p{Nd}|20)\p{Nd}{2})\s?)م(?!\p{L})/gu,
    say: () => 'ميلادي',
  },
  {
    kind: 'abbreviation',
    needs: /:\p{Nd}{2}\s?[مص]/u,
    pattern: /(?<=:\p{Nd}{2}\s?)[مص](?!\p{L})\.?/gu,
    say: ([text]) => (text.startsWith('ص') ? 'صباحا' : 'مساء'),
  },
];

const facts: Readonly<Record<string, SmallerFacts>> & { ar: SmallerFacts } = {
  ar: {
    fractions: 'نصف, ثلث, ثلثا, ربع, ثلاثة أرباع',
    cardinal: (digits) => arabic.toCardinal(digits),
    agree: (words, noun, digits) =>
      /^(?:درج|ساع|دقيق|ثاني|روبي|لير|هريفن)/u.test(noun)
        ? arabic.toCardinal(digits, { gender: 'feminine' })
        : words,
    words: 'فاصلة, ناقص, زائد, زائد ناقص, إلى, إصدار',
    signs: 'نقطة, آت, شرطة مائلة, شرطة, شرطة سفلية',
    everyday: first,
    beforeCents: 'و',
    extra: arabicLetters,
    numbers: { point: '.', groups: ',٬' },
    dates: { order: 'dmy' },
    money: { signs: { ريال: 'SAR', 'ر.س': 'SAR', 'د.إ': 'AED', 'ج.م': 'EGP' } },
    time: (hour, minute, say) =>
      `${arabicHour(hour, say)}${minute === 0 ? '' : ` و${say(minute, 'دقيقة')} دقيقة`}`,
    units: {
      names: {
        percent: ['بالمئة', 'بالمئة'],
        'square-meter': ['متر مربع', 'متر مربع'],
        'square-kilometer': ['كيلومتر مربع', 'كيلومتر مربع'],
        'cubic-meter': ['متر مكعب', 'متر مكعب'],
        tonne: ['طن', 'طن'],
      },
      signs: {
        كم: 'kilometer',
        م: 'meter',
        سم: 'centimeter',
        كغ: 'kilogram',
        كجم: 'kilogram',
        'كم/س': 'kilometer-per-hour',
        'م²': 'square-meter',
      },
    },
  },
  he: {
    fractions: 'חצי, שליש, שני שלישים, רבע, שלושה רבעים',
    cardinal: (digits) => hebrewWords(hebrew.toCardinal(digits)),
    agree: (words, noun) =>
      /^(?:שע|דק|שני|מעל|ליר|טונ|רופי|הריבנ|אגור|יארד)/u.test(noun)
        ? words
        : hebrewMasculine(words),
    words: 'נקודה, מינוס, פלוס, פלוס מינוס, עד, גרסה',
    signs: 'נקודה, שטרודל, לוכסן, מקף, קו תחתון',
    everyday: first,
    single: (noun) => `${noun} אחד`,
    money: { signs: { 'ש"ח': 'ILS', 'ש״ח': 'ILS' } },
    dates: { between: String.raw`\s+ב?` },
    date: ({ day, month, year }) =>
      [hebrewMasculine(day), day && month ? `ב${month}` : month, year].filter(Boolean).join(' '),
    time: (hour, minute, say) => `${say(hour)}${minute === 0 ? '' : ` ו${say(minute)}`}`,
    units: {
      names: {
        'square-meter': ['מטר רבוע', 'מטרים רבועים'],
        'square-kilometer': ['קילומטר רבוע', 'קילומטרים רבועים'],
        'cubic-meter': ['מטר מעוקב', 'מטרים מעוקבים'],
        tonne: ['טון', 'טון'],
      },
      signs: {
        'ק"מ': 'kilometer',
        'ק״מ': 'kilometer',
        'ק"ג': 'kilogram',
        'ק״ג': 'kilogram',
        'ס"מ': 'centimeter',
        'מ"ר': 'square-meter',
        'קמ"ש': 'kilometer-per-hour',
      },
    },
  },
  fa: {
    fractions: 'نیم, یک سوم, دو سوم, یک چهارم, سه چهارم',
    cardinal: (digits) =>
      persian
        .toCardinal(digits)
        .replace(/(هزار|میلیون|میلیارد) (?!و |میل)/gu, '$1 و ')
        .replace(/(چهار|هفت|هشت|نه) صد/gu, '$1صد')
        .replaceAll('ي', 'ی'),
    // Years of the Solar Hijri calendar have its months.
    date: ({ day, year }, { month, form, year: written = '' }) =>
      form === 'digits' && Number(written) > 1200 && Number(written) < 1600
        ? joinWords([day, solarMonths[month - 1] ?? '', year])
        : undefined,
    words: 'ممیز, منفی, مثبت, مثبت منفی, تا, نسخهٔ',
    signs: 'نقطه, ات, اسلش, خط تیره, زیرخط',
    everyday: first,
    numbers: { point: '.', groups: ',٬' },
    dates: { order: 'dmy' },
    money: { signs: { ریال: 'IRR' } },
    time: (hour, minute, say) => `${say(hour)}${minute === 0 ? '' : ` و ${say(minute)} دقیقه`}`,
    units: {
      names: {
        'square-meter': ['متر مربع', 'متر مربع'],
        'square-kilometer': ['کیلومتر مربع', 'کیلومتر مربع'],
        'cubic-meter': ['متر مکعب', 'متر مکعب'],
        tonne: ['تن', 'تن'],
      },
    },
  },
  ur: {
    fractions: 'آدھا, ایک تہائی, دو تہائی, چوتھائی, تین چوتھائی',
    times: { marks: 'بجے' },
    cardinal: (digits) => urdu.toCardinal(digits),
    decimals: 'digits',
    words: 'اعشاریہ, منفی, جمع, جمع منفی, سے, ورژن',
    signs: 'ڈاٹ, ایٹ, سلیش, ڈیش, انڈر سکور',
    everyday: (name, currency) => (currency === 'PKR' ? 'روپے' : last(name)),
    single: (noun) => `ایک ${noun === 'روپے' ? 'روپیہ' : noun}`,
    money: { signs: { Rs: 'PKR', 'Rs.': 'PKR', '₨': 'PKR' } },
    time: (hour, minute, say) =>
      minute === 0 ? `${say(hour)} بجے` : `${say(hour)} بج کر ${say(minute)} منٹ`,
    units: {
      names: {
        'square-meter': ['مربع میٹر', 'مربع میٹر'],
        'square-kilometer': ['مربع کلو میٹر', 'مربع کلو میٹر'],
        'cubic-meter': ['مکعب میٹر', 'مکعب میٹر'],
        tonne: ['ٹن', 'ٹن'],
      },
    },
  },
};

/** Hours are feminine ordinals; n2words 4.0.0 has them to ten. */
function arabicHour(hour: number, say: (value: number) => string): string {
  if (hour === 0) return say(0);
  const ordinal = (value: number) =>
    value === 1 ? 'الحادية' : arabic.toOrdinal(value, { gender: 'feminine' });
  if (hour === 1) return 'الواحدة';
  if (hour <= 10) return ordinal(hour);
  if (hour < 20) return `${ordinal(hour - 10)} عشرة`;
  return hour === 20 ? 'العشرون' : `${ordinal(hour - 20)} والعشرون`;
}
