import * as arabic from 'n2words/ar-SA';
import * as persian from 'n2words/fa-IR';
import * as hebrew from 'n2words/he-IL';
import * as urdu from 'n2words/ur-PK';
import { hebrewMasculine, hebrewWords } from './hebrew-numbers';
import type { LanguageRules } from './rules';
import { smaller, type SmallerFacts } from './smaller';
import { first, last } from './smaller-money';

/** Arabic, Hebrew, Persian and Urdu. */
export function westernAsian(language: string): LanguageRules {
  return smaller(language, facts[new Intl.Locale(language).language] ?? facts.ar);
}

const facts: Readonly<Record<string, SmallerFacts>> & { ar: SmallerFacts } = {
  ar: {
    cardinal: (digits) => arabic.toCardinal(digits),
    agree: (words, noun, digits) =>
      /^(?:درج|ساع|دقيق|ثاني|روبي|لير|هريفن)/u.test(noun)
        ? arabic.toCardinal(digits, { gender: 'feminine' })
        : words,
    words: 'فاصلة, ناقص, زائد, زائد ناقص, إلى, إصدار',
    signs: 'نقطة, آت, شرطة مائلة, شرطة, شرطة سفلية',
    everyday: first,
    beforeCents: 'و',
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
    cardinal: (digits) =>
      persian
        .toCardinal(digits)
        .replace(/(هزار|میلیون|میلیارد) (?!و |میل)/gu, '$1 و ')
        .replace(/(چهار|هفت|هشت|نه) صد/gu, '$1صد'),
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
