/** A number as it is written, in ASCII digits without separators. */
export type Numeral = {
  /** `-`, `+`, `±` or nothing. */
  sign: '' | '-' | '+' | '±';
  /** Digits before the point; empty when there are none. */
  whole: string;
  /** Digits behind the point; empty when there is none. */
  fraction: string;
  /** A power of ten that follows as a letter or a word: 6 for `1.5M` and `1.5 million`, else 0. */
  scale: number;
};

/** How numbers are written. */
export type NumberSigns = {
  /** The sign in front of the fraction. */
  point: string;
  /** The signs that may stand between groups of digits, as one string. */
  groups: string;
};

export const digit = String.raw`\p{Nd}`;
export const anyDigit = /\p{Nd}/u;
const signs = String.raw`(?:[-−+]|±\s?)`;

/** Written beside Arabic digits, whatever the language's own sign. */
const arabicPoint = '٫';

/** The source of a pattern for what cannot be another number: with groups and cents, point and comma exchanged. */
function exchanged(point: string): string {
  const [group, other] = point === '.' ? [String.raw`\.`, ','] : [',', String.raw`\.`];
  return `${digit}{1,3}(?:${group}${digit}{3})+${other}${digit}{1,2}(?!${digit})`;
}

/** The source of a pattern for an unsigned number: `1,234.5`, `.5`, `007`. */
export function unsigned({ point, groups }: NumberSigns): string {
  const group = `[${escape(groups)}]`;
  const grouped = `${digit}{1,3}(?:${group}${digit}{2,3})*${group}${digit}{3}(?!${digit})`;
  return `(?:${exchanged(point)}|(?:${grouped}|${digit}+)(?:[${escape(point)}${arabicPoint}]${digit}+)?|(?<!${digit})${escape(point)}${digit}+)`;
}

/** Of the scripts without spaces, where a sign may follow a word. */
const unspacedLetter = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]`;

/** As `unsigned`, perhaps with a sign in front that belongs to it. */
export function signed(numbers: NumberSigns): string {
  const free = String.raw`(?<![\p{Nd})\]]|(?!${unspacedLetter})\p{L})(?<![\p{Nd})\]]\s)`;
  return `(?:${free}${signs})?${unsigned(numbers)}`;
}

const exchangedForPoint = new RegExp(`^\\P{Nd}*${exchanged('.')}$`, 'u');
const exchangedForComma = new RegExp(`^\\P{Nd}*${exchanged(',')}$`, 'u');

/** Reads what `signed` matches. */
export function readNumeral(text: string, { point }: NumberSigns, scale = 0): Numeral {
  const first = text.charAt(0);
  const sign = first === '−' || first === '-' ? '-' : first === '+' || first === '±' ? first : '';
  const other = point === '.' ? ',' : '.';
  const isExchanged = point === '.' ? exchangedForPoint.test(text) : exchangedForComma.test(text);
  const at = Math.max(text.lastIndexOf(isExchanged ? other : point), text.lastIndexOf(arabicPoint));
  const whole = at < 0 ? text : text.slice(0, at);
  return {
    sign,
    whole: asciiDigits(whole),
    fraction: at < 0 ? '' : asciiDigits(text.slice(at)),
    scale,
  };
}

/** The digits of a text, of any script, in ASCII. */
export function asciiDigits(text: string): string {
  return [...text.matchAll(/\p{Nd}/gu)].map(([found]) => String(digitValue(found))).join('');
}

/** Its value without the sign; what is far beyond the precision of numbers is near it. */
export function valueOf({ whole, fraction, scale }: Numeral): number {
  return Number(`${whole || '0'}.${fraction || '0'}`) * 10 ** scale;
}

/** The digits of a script follow each other from 0 to 9. */
function digitValue(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return code - 0x30;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}

/** A text as the source of a pattern that matches it. */
export function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll('-', String.raw`\x2d`);
}

/** The source of a pattern for one of several texts, the longest first. */
export function oneOf(texts: Iterable<string>): string {
  const sorted = [...texts].sort((one, other) => other.length - one.length);
  return sorted.length === 0 ? '(?!)' : `(?:${sorted.map(escape).join('|')})`;
}
