import { groupsOfThree } from './groups-of-three';

const small =
  'nula jeden dva tri štyri päť šesť sedem osem deväť desať jedenásť dvanásť trinásť štrnásť pätnásť šestnásť sedemnásť osemnásť devätnásť'.split(
    ' ',
  );
const tens =
  ' , ,dvadsať,tridsať,štyridsať,päťdesiat,šesťdesiat,sedemdesiat,osemdesiat,deväťdesiat'.split(
    ',',
  );
const firsts =
  'nultý prvý druhý tretí štvrtý piaty šiesty siedmy ôsmy deviaty desiaty jedenásty dvanásty trinásty štrnásty pätnásty šestnásty sedemnásty osemnásty devätnásty'.split(
    ' ',
  );
const tenths =
  ' , ,dvadsiaty,tridsiaty,štyridsiaty,päťdesiaty,šesťdesiaty,sedemdesiaty,osemdesiaty,deväťdesiaty'.split(
    ',',
  );
/** One, two to four, more; by power of a thousand. */
const names: readonly (readonly [string, string, string])[] = [
  ['', '', ''],
  ['tisíc', 'tisíc', 'tisíc'],
  ['jeden milión', 'milióny', 'miliónov'],
  ['jedna miliarda', 'miliardy', 'miliárd'],
  ['jeden bilión', 'bilióny', 'biliónov'],
];
const [thousand, milliard] = [1, 3];

/** As one counts: `jeden`, `dva`, masculine. */
export function slovakCardinal(digits: string): string {
  const said = groupsOfThree(digits).map(({ value, power }) => {
    const [one = '', few = '', many = ''] = names[power] ?? [];
    if (power === 0) return belowThousand(value);
    if (value === 1) return one;
    const two = power === thousand || power === milliard ? 'dve' : 'dva';
    const count = value === 2 ? two : belowThousand(value);
    return power === thousand ? count + many : `${count} ${value < 5 ? few : many}`;
  });
  return said.join(' ') || 'nula';
}

/** In the nominative of the masculine: `dvadsiaty prvý`. */
export function slovakOrdinal(digits: string): string {
  const value = Number(digits.slice(-2));
  const before = digits.slice(0, -2).replace(/^0+/, '');
  if (value === 0 && before !== '') {
    const said = slovakCardinal(digits);
    return /tisíc$/.test(said) ? `${said}i` : said.replace(/sto$/, 'stý');
  }
  const last =
    value < 20
      ? firsts[value]!
      : [tenths[Math.floor(value / 10)]!, value % 10 && firsts[value % 10]!]
          .filter(Boolean)
          .join(' ');
  return before === '' ? last : `${slovakCardinal(`${before}00`)} ${last}`;
}

/** `prvého`, `tretieho`, `piateho`: the ending is short behind a long syllable. */
export function slovakGenitive(ordinal: string): string {
  return ordinal
    .replace(/ý(?= |$)/g, 'ého')
    .replace(/y(?= |$)/g, 'eho')
    .replace(/í(?= |$)/g, 'ieho');
}

/** One and two have the gender of what is counted; what ends in them (21) has not. */
export function slovakAgreeing(words: string, gender: 'masculine' | 'feminine' | 'neuter'): string {
  if (gender === 'masculine') return words;
  if (words === 'jeden') return gender === 'feminine' ? 'jedna' : 'jedno';
  return words === 'dva' ? 'dve' : words;
}

function belowThousand(value: number): string {
  const hundreds = Math.floor(value / 100);
  const hundred = hundreds < 2 ? '' : hundreds === 2 ? 'dve' : small[hundreds]!;
  const rest = value % 100;
  const said =
    rest < 20 ? small[rest]! : tens[Math.floor(rest / 10)]! + (small[rest % 10 || -1] ?? '');
  return [hundreds > 0 && `${hundred}sto`, rest > 0 && said].filter(Boolean).join(' ');
}
