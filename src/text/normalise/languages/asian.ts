import * as indonesian from 'n2words/id-ID';
import * as korean from 'n2words/ko-KR';
import * as malay from 'n2words/ms-MY';
import * as thai from 'n2words/th-TH';
import * as vietnamese from 'n2words/vi-VN';
import type { Recogniser } from '../recogniser';
import { asciiDigits } from '../numerals';
import type { LanguageRules } from './rules';
import { smaller, type SmallerFacts } from './smaller';
import { first, last } from './smaller-money';

/** Vietnamese, Korean, Thai, Indonesian and Malay. */
export function asian(language: string): LanguageRules {
  return smaller(language, facts[new Intl.Locale(language).language] ?? facts.id);
}

const plain: SmallerFacts['time'] = (hour, minute, say) =>
  minute === 0 ? say(hour) : `${say(hour)} ${minute < 10 ? `${say(0)} ` : ''}${say(minute)}`;

/** `ke-19`, `90-an`: one word with the number. */
const joinedNumber: Recogniser = {
  kind: 'sign',
  needs: /-/,
  pattern: /(?<=(?<!\p{L})[Kk]e)-(?=\p{Nd})|(?<=\p{Nd})-(?=an(?!\p{L}))/gu,
  say: () => '',
};

const facts: Readonly<Record<string, SmallerFacts>> & { id: SmallerFacts } = {
  vi: {
    fractions: 'một nửa, một phần ba, hai phần ba, một phần tư, ba phần tư',
    times: { separators: ':h', marks: 'giờ|h' },
    cardinal: (digits) =>
      vietnamese
        .toCardinal(digits)
        .replace(/(nghìn|triệu|tỷ) lẻ (?=\S+ mươi|mười)/g, '$1 không trăm ')
        .replace(/(nghìn|triệu|tỷ) lẻ (?=\S+$)/g, '$1 không trăm lẻ '),
    words: 'phẩy, âm, cộng, cộng trừ, đến, phiên bản',
    signs: 'chấm, a còng, gạch chéo, gạch ngang, gạch dưới',
    everyday: (name, currency) => ({ VND: 'đồng', EUR: 'euro' })[currency] ?? name,
    money: {
      signs: { đ: 'VND', '₫': 'VND', VNĐ: 'VND' },
      coins: { USD: ['xu', 'xu'], EUR: ['xu', 'xu'] },
    },
    date: ({ day, year }, { month, form }, { before }) =>
      [
        day && form === 'digits' && !/ngày\s$/iu.test(before) ? `ngày ${day}` : day,
        `tháng ${month === 4 ? 'tư' : vietnamese.toCardinal(month)}`,
        year && `năm ${year}`,
      ]
        .filter(Boolean)
        .join(' '),
    extra: [{ kind: 'date', pattern: /(?<=(?:tháng|thứ) )0?4(?!\p{Nd})/giu, say: () => 'tư' }],
    time: (hour, minute, say) => `${say(hour)} giờ${minute === 0 ? '' : ` ${say(minute)} phút`}`,
    units: {
      names: {
        percent: ['phần trăm', 'phần trăm'],
        'kilometer-per-hour': ['kilômét trên giờ', 'kilômét trên giờ'],
        'square-meter': ['mét vuông', 'mét vuông'],
        'square-kilometer': ['kilômét vuông', 'kilômét vuông'],
        'cubic-meter': ['mét khối', 'mét khối'],
        tonne: ['tấn', 'tấn'],
      },
    },
  },
  ko: {
    fractions: '이분의 일, 삼분의 일, 삼분의 이, 사분의 일, 사분의 삼',
    spaced: false,
    cardinal: (digits) => korean.toCardinal(digits).replaceAll(' ', ''),
    decimals: 'digits',
    words: '점, 마이너스, 플러스, 플러스 마이너스, 에서, 버전',
    signs: '점, 골뱅이, 슬래시, 하이픈, 밑줄',
    everyday: last,
    money: {
      signs: { 원: 'KRW', 달러: 'USD' },
      coins: { USD: ['센트', '센트'], EUR: ['센트', '센트'] },
    },
    range: (low, high) => `${low}에서 ${high}`,
    dates: { order: 'ymd' },
    date: ({ day, year }, { month }) =>
      [year && `${year} 년`, `${koreanMonth(month)} 월`, day && `${day} 일`]
        .filter(Boolean)
        .join(' '),
    extra: writtenInKorean(),
    time: (hour, minute, say) =>
      `${hour > 0 && hour <= 12 ? native(hour) : say(hour)} 시${minute === 0 ? '' : ` ${say(minute)} 분`}`,
    units: {
      names: {
        percent: ['퍼센트', '퍼센트'],
        'square-meter': ['제곱미터', '제곱미터'],
        'square-kilometer': ['제곱킬로미터', '제곱킬로미터'],
        'cubic-meter': ['세제곱미터', '세제곱미터'],
        tonne: ['톤', '톤'],
      },
    },
  },
  th: {
    fractions: 'ครึ่ง, หนึ่งในสาม, สองในสาม, หนึ่งในสี่, สามในสี่',
    spaced: false,
    cardinal: (digits) => thai.toCardinal(digits),
    decimals: 'digits',
    words: 'จุด, ลบ, บวก, บวกลบ, ถึง, เวอร์ชัน',
    signs: 'จุด, แอต, ทับ, ขีด, ขีดล่าง',
    everyday: (name, currency) =>
      ({ THB: 'บาท', USD: 'ดอลลาร์', GBP: 'ปอนด์', JPY: 'เยน' })[currency] ?? name,
    money: { signs: { บาท: 'THB', '฿': 'THB' }, coins: { THB: ['สตางค์', 'สตางค์'] } },
    dates: { order: 'dmy' },
    times: { marks: String.raw`น\.`, before: 'เวลา' },
    time: (hour, minute, say) => `${say(hour)}นาฬิกา${minute === 0 ? '' : `${say(minute)}นาที`}`,
    units: {
      names: {
        'square-meter': ['ตารางเมตร', 'ตารางเมตร'],
        'square-kilometer': ['ตารางกิโลเมตร', 'ตารางกิโลเมตร'],
        'cubic-meter': ['ลูกบาศก์เมตร', 'ลูกบาศก์เมตร'],
        tonne: ['ตัน', 'ตัน'],
      },
      signs: {
        'กก.': 'kilogram',
        'กม.': 'kilometer',
        'ม.': 'meter',
        'ซม.': 'centimeter',
        'กม./ชม.': 'kilometer-per-hour',
        'ตร.ม.': 'square-meter',
      },
    },
  },
  id: {
    fractions: 'setengah, sepertiga, dua pertiga, seperempat, tiga perempat',
    cardinal: (digits) => indonesian.toCardinal(digits),
    decimals: 'digits',
    words: 'koma, minus, plus, plus minus, sampai, versi',
    signs: 'titik, et, garis miring, strip, garis bawah',
    everyday: first,
    money: { signs: { Rp: 'IDR', 'Rp.': 'IDR' } },
    extra: [joinedNumber],
    times: { separators: ':.' },
    time: plain,
    units: {
      names: {
        'square-meter': ['meter persegi', 'meter persegi'],
        'square-kilometer': ['kilometer persegi', 'kilometer persegi'],
        'cubic-meter': ['meter kubik', 'meter kubik'],
        tonne: ['ton', 'ton'],
      },
      signs: { 'km/jam': 'kilometer-per-hour' },
    },
  },
  ms: {
    fractions: 'setengah, satu pertiga, dua pertiga, suku, tiga suku',
    times: { before: 'pukul|jam' },
    extra: [joinedNumber],
    cardinal: (digits) => malay.toCardinal(digits),
    decimals: 'digits',
    words: 'perpuluhan, negatif, positif, tambah tolak, hingga, versi',
    signs: 'titik, alias, garis miring, sengkang, garis bawah',
    everyday: first,
    money: { signs: { RM: 'MYR' }, coins: { MYR: ['sen', 'sen'] } },
    time: plain,
    units: {
      names: {
        'square-meter': ['meter persegi', 'meter persegi'],
        'square-kilometer': ['kilometer persegi', 'kilometer persegi'],
        'cubic-meter': ['meter padu', 'meter padu'],
        tonne: ['tan', 'tan'],
      },
      signs: { 'km/j': 'kilometer-per-hour', 'km/jam': 'kilometer-per-hour' },
    },
  },
};

/** June and October lose their last sound. */
function koreanMonth(month: number): string {
  return { 6: '유', 10: '시' }[month] ?? korean.toCardinal(month);
}

const nativeUnits = ['', '한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉'];
const nativeTens = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔'];

/** Native numbers before a counter, 1 to 99. */
function native(value: number): string {
  if (value === 20) return '스무';
  return `${nativeTens[Math.floor(value / 10)]}${nativeUnits[value % 10]}`;
}

/** Counters that take native numbers, and months and days. */
function writtenInKorean(): Recogniser[] {
  return [
    {
      kind: 'number',
      pattern:
        /(?<![\p{Nd}.,])(?<n>[1-9]\p{Nd}?)\s?(?<counter>개(?!월|년|국)|명|살|마리|시간|시(?=[\s,.]|에|까|부|쯤|경|$)|번째|권|잔|병|장|송이|켤레|가지|채)/gu,
      say: ({ groups = {} }) => {
        const { n = '', counter = '' } = groups;
        const value = Number(asciiDigits(n));
        if (value >= 13 && counter === '시') return undefined;
        return `${native(value)} ${counter}`;
      },
    },
    {
      kind: 'date',
      pattern: /(?<!\p{Nd})(?<month>0?[1-9]|1[0-2])\s?월/gu,
      say: ({ groups = {} }) => `${koreanMonth(Number(asciiDigits(groups['month'] ?? '')))} 월`,
    },
    {
      kind: 'number',
      pattern:
        /(?<![\p{Nd}.,])(?<n>\p{Nd}{1,4})\s?(?<counter>년|일|분|초|층|번|호|학년|세기|주)(?!\p{Nd})/gu,
      say: ({ groups = {} }) =>
        `${korean.toCardinal(Number(asciiDigits(groups['n'] ?? ''))).replaceAll(' ', '')} ${groups['counter']}`,
    },
  ];
}
