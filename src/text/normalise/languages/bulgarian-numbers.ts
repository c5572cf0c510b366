import { groupsOfThree } from './groups-of-three';

type Gender = 'masculine' | 'feminine' | 'neuter';

const small = 'нула едно две три четири пет шест седем осем девет'.split(' ');
const hundreds = ', сто,двеста,триста'.split(',').map((word) => word.trim());
const firsts = 'нулев първи втори трети четвърти пети шести седми осми девети'.split(' ');
/** One and more; by power of a thousand. */
const names: readonly (readonly [string, string])[] = [
  ['', ''],
  ['хиляда', 'хиляди'],
  ['милион', 'милиона'],
  ['милиард', 'милиарда'],
  ['трилион', 'трилиона'],
];

/** As one counts: `едно`, `две`, neuter. */
export function bulgarianCardinal(digits: string): string {
  return joined(parts(digits));
}

/** In the masculine, or for a year in the feminine: `двадесет и първи`, `две хиляди двадесет и шеста`. */
export function bulgarianOrdinal(digits: string, gender: 'masculine' | 'feminine'): string {
  const said = parts(digits);
  const last = said.pop() ?? small[0]!;
  const ordinal = ordinalOf(last);
  const words = joined([...said, ordinal]);
  if (gender === 'masculine') return words;
  return /ен$/.test(words) ? words.replace(/ен$/, 'на') : words.replace(/и$|ев$/, 'а');
}

/** One and two at the end have the gender of what is counted. */
export function bulgarianAgreeing(words: string, gender: Gender): string {
  if (gender === 'masculine')
    return words.replace(/(?<=^| )едно$/, 'един').replace(/(?<=^| )две$/, 'два');
  return gender === 'feminine' ? words.replace(/(?<=^| )едно$/, 'една') : words;
}

/** The numerals that a number is put together of; those of thousands and more with their counts. */
function parts(digits: string): string[] {
  return groupsOfThree(digits).flatMap(({ value, power }) => {
    if (power === 0) return belowThousand(value);
    const [one = '', many = ''] = names[power] ?? [];
    const gender = power === 1 ? 'feminine' : 'masculine';
    if (value === 1) return [power === 1 ? one : `един ${one}`];
    return [`${bulgarianAgreeing(joined(belowThousand(value)), gender)} ${many}`];
  });
}

/** Only the last numeral is joined by `и`. */
function joined(numerals: readonly string[]): string {
  if (numerals.length < 2) return numerals[0] ?? small[0]!;
  return `${numerals.slice(0, -1).join(' ')} и ${numerals.at(-1)}`;
}

function belowThousand(value: number): string[] {
  const hundred = Math.floor(value / 100);
  const rest = value % 100;
  const said = hundred === 0 ? [] : [hundreds[hundred] ?? `${small[hundred]}стотин`];
  if (rest === 0) return said;
  if (rest < 10) return [...said, small[rest]!];
  if (rest < 20) return [...said, teen(rest - 10)];
  const tens = `${rest < 30 ? 'два' : small[Math.floor(rest / 10)]}десет`;
  return rest % 10 === 0 ? [...said, tens] : [...said, tens, small[rest % 10]!];
}

function teen(ones: number): string {
  if (ones === 0) return 'десет';
  return `${ones === 1 ? 'едина' : ones === 2 ? 'двана' : `${small[ones]}на`}десет`;
}

function ordinalOf(numeral: string): string {
  const digit = small.indexOf(numeral);
  if (digit >= 0) return firsts[digit]!;
  if (/(?:сто|стотин)$/.test(numeral)) return numeral.replace(/сто(?:тин)?$/, 'стотен');
  if (/(?:двеста|триста)$/.test(numeral)) return numeral.replace(/ста$/, 'стотен');
  if (/хиляд[аи]$/.test(numeral)) return numeral.replace(/ ?хиляд[аи]$/, 'хиляден');
  return /десет$/.test(numeral) ? `${numeral}и` : numeral.replace(/а?$/, 'ен');
}
