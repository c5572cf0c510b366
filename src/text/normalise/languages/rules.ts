/**
 * How to add a language:
 * 1. Make `<code>.ts` here. It exports a function from a BCP 47 tag (its region may matter) to `LanguageRules`, made
 *    with `createRules` of `create.ts`, which fills in all that `Intl` knows: number signs, month names, the order of
 *    dates, units, currencies, percent, scales (`million`).
 * 2. What it must give: `cardinal` and `ordinal` (n2words), `words` and `signs`. All else has a default; look at
 *    `say-*.ts` for what it does, and override the member of `say` where the language goes another way. Every such
 *    function gets the `Context`, for case, gender and counters.
 * 3. What only this language writes is a recogniser in `extra`; it goes before all others.
 * 4. Add a line to `table.ts`, and cases to `tests/text-cases/<code>.json`.
 */
import type { Numeral, NumberSigns } from '../numerals';
import type { Context, Kind, Recogniser } from '../recogniser';

export type LanguageRules = {
  /** BCP 47. */
  language: string;
  numbers: NumberSigns;
  /** Whether words have spaces between them; without, a letter may touch a number. */
  spaced: boolean;
  words: Words;
  /** How signs are called in addresses and file names: `.` → `dot`. Those that are missing are silent. */
  signs: Readonly<Record<string, string>>;
  /** How signs are called in a text: `+` → `plus`. */
  symbols: Readonly<Record<string, string>>;
  /** With their full stops: `Dr.` → `Doctor`. Case matters. */
  abbreviations: Readonly<Record<string, Abbreviation>>;
  /** Capitals that are said as a word (`NASA`); other short ones are spelled. */
  acronyms: ReadonlySet<string>;
  /** Behind spelled letters in the plural: `CDs`. */
  acronymPlural: string;
  ordinals: Ordinals;
  romans: Romans;
  dates: Dates;
  times: Times;
  money: Money;
  units: Units;
  /** Sources of patterns for the phone numbers of the region, beside those that begin with `+`. */
  phones: readonly string[];
  /** Which bare numbers of four digits are years; undefined where a year is said like any number. */
  years: ((digits: string, context: Context) => boolean) | undefined;
  say: Say;
  /** Go before all others. */
  extra: readonly Recogniser[];
  /** Classes that are not looked for. */
  without: ReadonlySet<Kind>;
};

/** A fixed text, or what it is in its surroundings; undefined leaves it as it is. */
export type Abbreviation = string | ((context: Context) => string | undefined);

/** Words between numbers. */
export type Words = {
  /** The decimal point. */
  point: string;
  minus: string;
  plus: string;
  plusMinus: string;
  /** Between the ends of a range; and between the goals of two teams. */
  to: string;
  score: string;
  /** A blank that is spelled. */
  space?: string;
  /** In front of `1.2` in `v1.2`. */
  version: string;
  /** Between dollars and cents, a number and a fraction. */
  and: string;
};

export type Ordinals = {
  /** The source of a pattern for what follows the digits: `st|nd|rd|th`; undefined: only by `extra`. */
  suffix: string | undefined;
  /** Whether a full stop behind the digits does it, where a sentence goes on: `3. miejsce`. */
  dotted?: boolean;
};

export type Romans = {
  /** Words before a Roman number that is counted: `Chapter IV`. In small letters. */
  counted: readonly string[];
  /** Words before one that is an ordinal: `Henry VIII`. As written. */
  rulers: readonly string[];
};

/** Numbers; month 1 to 12. */
export type DateParts = {
  year?: string | undefined;
  month: number;
  day?: string | undefined;
  /** The month as it is written, where it isn't in digits. */
  name?: string;
  /** As it is written: in digits only, or which of the two came first. */
  form: 'digits' | 'day-first' | 'month-first';
  /** Whether it says the day as an ordinal: `3rd`. */
  ordinal?: boolean;
};

export type Dates = {
  /** Of dates in digits. */
  order: 'dmy' | 'mdy' | 'ymd';
  /** The source of a pattern for what may stand between day and month, month and year: `\s+(?:de\s+)?`. */
  between: string;
  /** The source of a pattern for what may follow a day: `(?:st|nd|rd|th)|\.`. */
  dayMark: string;
  /** Names as they are written, in small letters → 1 to 12. The defaults are Intl's long and short ones. */
  months: ReadonlyMap<string, number>;
};

export type TimeParts = {
  /** 0 to 24. */
  hour: number;
  minute: number;
  second: number | undefined;
  half: 'am' | 'pm' | undefined;
  /** `Uhr`, `h`, `o'clock`: what stood behind it, if anything. */
  mark: string;
};

export type Times = {
  /** Signs between hours and minutes: `:` or `.:h`. */
  separators: string;
  /** The source of a pattern for what may follow: `Uhr`, `h`. Makes a time of a bare number. */
  marks: string | undefined;
  /** Whether `5 p.m.` is used. */
  halves: boolean;
  /** The source of a pattern for words before a time that is written with a full stop: `o 14.30`. */
  before: string | undefined;
};

export type Money = {
  /** Signs and codes → ISO 4217 code: `$` is the dollar of the region. */
  signs: Readonly<Record<string, string>>;
  /** Which word of Intl's long name is the everyday one: `US dollars` → `dollars` (`last`), `dólares americanos`. */
  everyday: 'first' | 'last' | 'whole';
  /** Names for the hundredth, one and many; without it the amount is said as a decimal number. */
  coins: Readonly<Record<string, readonly [one: string, many: string]>>;
  /** Signs of coins: `¢` → `USD`. */
  coinSigns: Readonly<Record<string, string>>;
};

/** The forms for one and many; for one, few and many (Intl's plural rules) where a language has three. */
export type UnitName =
  readonly [one: string, many: string] | readonly [one: string, few: string, many: string];

export type Units = {
  /** Signs beside the international ones (`units.ts`) → unit id. */
  signs: Readonly<Record<string, string>>;
  /** Ids that Intl has no name for, or not the everyday one: `kilowatt-hour`. */
  names: Readonly<Record<string, UnitName>>;
};

/** How each class is said. The texts given are ASCII digits; the answers are words. */
export type Say = {
  cardinal(digits: string, context: Context): string;
  ordinal(digits: string, context: Context): string;
  /** A number with its sign, fraction and scale. */
  number(numeral: Numeral, context: Context): string;
  /** Digit by digit. */
  digits(digits: string): string;
  /** What stands behind the point. */
  decimals(digits: string): string;
  /** Letter by letter. */
  letters(text: string): string;
  fraction(parts: { whole: string; top: string; bottom: string }, context: Context): string;
  range(low: string, high: string, context: Context): string;
  roman(value: number, as: 'counted' | 'ruler', context: Context): string;
  /** `currency`: ISO 4217; `low`: the lower end of a range. */
  money(numeral: Numeral, currency: string, context: Context & { low?: Numeral }): string;
  coins(numeral: Numeral, currency: string, context: Context): string;
  percent(numeral: Numeral, context: Context & { low?: Numeral; mille?: boolean }): string;
  /** `unit`: an id of Intl (`kilometer-per-hour`) or of `Units.names`. */
  unit(numeral: Numeral, unit: string, context: Context & { low?: Numeral }): string;
  date(parts: DateParts, context: Context): string;
  time(parts: TimeParts, context: Context): string;
  year(digits: string, context: Context): string;
  /** `1990` of `1990s`. */
  decade(digits: string, context: Context): string;
  /** As written, with a `+` perhaps. */
  phone(text: string): string;
};
