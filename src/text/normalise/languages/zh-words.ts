import type { UnitName } from './rules';

/** Nouns and measure words before which two is 两; not those that order: 号, 月, 日, 楼. */
export const measures =
  /^\s?(?:[个個只隻本张張条條名位人次种種件台臺家杯瓶碗盒包袋双雙对對套部辆輛架艘棵朵颗顆粒片块塊元角年天周週份句段篇首间間座匹头頭根枝支把顶頂层層倍岁歲点點步遍回趟场場秒分米克升吨噸公平立英千毫厘摄攝华華])/u;

export const signs = {
  '.': '点',
  '/': '斜杠',
  '\\': '反斜杠',
  '-': '杠',
  _: '下划线',
  '@': '艾特',
  ':': '冒号',
  '?': '问号',
  '=': '等于',
  '&': '和',
  '#': '井号',
  '%': '百分号',
  '+': '加',
  '~': '波浪号',
  '*': '星号',
};

export const symbols = {
  '&': '和',
  '＆': '和',
  '+': '加',
  '＋': '加',
  '=': '等于',
  '＝': '等于',
  '×': '乘',
  '÷': '除以',
  '±': '正负',
  '≠': '不等于',
  '≈': '约等于',
  '≤': '小于等于',
  '≥': '大于等于',
  '→': '到',
  '∞': '无穷大',
  '°': '度',
  '©': '版权',
  '®': '注册商标',
  '@': '艾特',
};

const units: Readonly<Record<string, string>> = {
  'square-kilometer': '平方公里',
  'square-meter': '平方米',
  'square-centimeter': '平方厘米',
  'cubic-meter': '立方米',
  'cubic-centimeter': '立方厘米',
  decimeter: '分米',
  micrometer: '微米',
  nanometer: '纳米',
  tonne: '吨',
  milligram: '毫克',
  microgram: '微克',
  watt: '瓦',
  kilowatt: '千瓦',
  megawatt: '兆瓦',
  'kilowatt-hour': '千瓦时',
  volt: '伏',
  ampere: '安',
  milliampere: '毫安',
  hertz: '赫兹',
  kilohertz: '千赫',
  megahertz: '兆赫',
  gigahertz: '吉赫',
  decibel: '分贝',
  kilojoule: '千焦',
  kilocalorie: '千卡',
  newton: '牛',
  pascal: '帕',
  hectopascal: '百帕',
  pixel: '像素',
};

/** Names of units that Intl does not have. */
export function unitNames(written: (text: string) => string): Record<string, UnitName> {
  return Object.fromEntries(
    Object.entries(units).map(([unit, name]) => [unit, [written(name), written(name)]]),
  );
}

const simple = '点负两约号对华问线划无穷积册标权纳吨瓦时赫兹贝热帕于万亿声话语冒错误';
const full = '點負兩約號對華問線劃無窮積冊標權納噸瓦時赫茲貝熱帕於萬億聲話語冒錯誤';
const characters = new Map([...simple].map((character, at) => [character, [...full][at] ?? '']));

/** The words of this file and of its users, in traditional characters; for other words it is no converter. */
export function toTraditional(text: string): string {
  return [...text].map((character) => characters.get(character) ?? character).join('');
}
